using Pinchang.Contracts;
using Pinchang.Contracts.Jobs;

namespace Pinchang.Domain.Jobs;

/// <summary>What the text of a job must meet before a person reviews it.</summary>
public static class JobText
{
    private const int LeastTitle = 2;
    private const int LeastDescription = 20;

    public static Refusal? Check(PostJob posting, DateTimeOffset now) =>
        WrittenText.Check(posting.Title, 60, "title", required: true)
        ?? WrittenText.CheckLeast(posting.Title, LeastTitle, "title")
        ?? WrittenText.Check(posting.City, 30, "city", required: true)
        ?? JobPay.Check(posting.PayFrom, posting.PayTo, posting.PayMonths)
        ?? (posting.Headcount is < 1 or > 999 ? CommonRefusals.OutOfRange.With("1", "999").On("headcount") : null)
        ?? WrittenText.Check(posting.Experience, 30, "experience", required: true)
        ?? WrittenText.Check(posting.Education, 30, "education", required: true)
        ?? WrittenText.Check(posting.Description, 5000, "description", required: true, lines: true)
        ?? WrittenText.CheckLeast(posting.Description, LeastDescription, "description")
        ?? WrittenText.CheckAll(posting.Tags, 8, 20, "tags")
        ?? (Enum.IsDefined(posting.Right) ? null : CommonRefusals.Malformed.On("right"))
        ?? (Enum.IsDefined(posting.Channel) ? null : CommonRefusals.Malformed.On("channel"))
        ?? WrittenText.Check(posting.Evidence, 200, "evidence")
        ?? (posting.Channel != CollectionChannel.OwnAccount && string.IsNullOrWhiteSpace(posting.Evidence) ? JobRefusals.EvidenceMissing.On("evidence") : null)
        ?? (posting.CollectedOn > ChinaTime.DateOf(now) || posting.CollectedOn < ChinaTime.DateOf(now).AddYears(-1) ? JobRefusals.CollectedOnWrong.On("collectedOn") : null)
        ?? (posting.OpenUntil < ChinaTime.DateOf(now) ? JobRefusals.OpenUntilPast.On("openUntil") : null)
        ?? (posting.OpenUntil > ChinaTime.DateOf(now).AddYears(1) ? JobRefusals.OpenUntilFar.On("openUntil") : null);

    /// <summary>Whether two texts say the same, apart from what tidying takes away.</summary>
    public static bool Same(PostJob one, PostJob other)
    {
        var (left, right) = (Tidy(one), Tidy(other));
        return left with { Tags = right.Tags } == right && left.Tags.SequenceEqual(right.Tags);
    }

    /// <summary>As everybody may read it: how it came to be known is between employer and agency.</summary>
    public static PostJob ForPublic(PostJob posting) => posting with { Channel = CollectionChannel.OwnAccount, Evidence = null, CollectedOn = null };

    /// <summary>As it is kept.</summary>
    public static PostJob Tidy(PostJob posting) => posting with
    {
        Title = posting.Title.Trim(),
        City = posting.City.Trim(),
        Experience = posting.Experience.Trim(),
        Education = posting.Education.Trim(),
        Description = WrittenText.Tidy(posting.Description)!,
        Evidence = WrittenText.Tidy(posting.Evidence),
        Tags = [.. (posting.Tags ?? []).Select(tag => tag.Trim()).Distinct(StringComparer.Ordinal)],
    };
}
