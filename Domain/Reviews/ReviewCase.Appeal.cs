using Pinchang.Contracts;
using Pinchang.Contracts.Reviews;

namespace Pinchang.Domain.Reviews;

/// <summary>A refused author says once why it was wrong; somebody who has not decided on it reads that with the thing, and decides.</summary>
public sealed partial class ReviewCase
{
    public static readonly TimeSpan AppealWindow = TimeSpan.FromDays(30);

    /// <summary>Until when an appeal is to be answered.</summary>
    public static readonly TimeSpan AppealTerm = TimeSpan.FromDays(3);

    private const int LeastText = 10;

    /// <summary>The refused case; null for what is no appeal.</summary>
    public Guid? AppealOf { get; private set; }

    public string? AppealText { get; private set; }

    public Guid? AppealedBy { get; private set; }

    public string? AppealedReason { get; private set; }

    public DateTimeOffset? DueAt { get; private set; }

    /// <summary>When those who run the agency were told that it is late.</summary>
    public DateTimeOffset? OverdueToldAt { get; private set; }

    /// <summary>Who refused it: none of them decides again.</summary>
    public Guid[] Barred { get; private set; } = [];

    public void TellOverdue(DateTimeOffset now) => OverdueToldAt = now;

    public Refusal? WhyNoAppeal(DateTimeOffset now) =>
        AppealOf is not null ? ReviewRefusals.AppealedBefore
        : Outcome != ReviewOutcome.Refused ? ReviewRefusals.NothingRefused
        : now > SettledAt + AppealWindow ? ReviewRefusals.AppealLate
        : null;

    /// <summary>Opens the case of the appeal. One other person decides it, whatever the kind asked for before.</summary>
    /// <param name="refusal">As the thing keeps it.</param>
    public Outcome<ReviewCase> Appeal(Guid id, AppealReview command, Guid authorId, KeptRefusal refusal, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(refusal);
        if ((WhyNoAppeal(now)
            ?? WrittenText.Check(command.Text, 1000, "text", required: true, lines: true)
            ?? WrittenText.CheckLeast(command.Text, LeastText, "text")) is { } hindrance)
        {
            return hindrance;
        }

        return new ReviewCase
        {
            Id = id,
            AgencyId = AgencyId,
            Kind = Kind,
            ThingId = ThingId,
            EmployerId = EmployerId,
            Title = Title,
            OpenedAt = now,
            Round = 1,
            AppealOf = Id,
            AppealText = command.Text.Trim(),
            AppealedBy = authorId,
            AppealedReason = refusal.Reason,
            DueAt = now + AppealTerm,
            Barred = [.. Looks.Where(look => look.TakenBackAt is null).Select(look => look.ReviewerId).Append(refusal.ReviewerId).Distinct()],
        };
    }
}

/// <param name="Reason">What its author was told.</param>
public sealed record KeptRefusal(Guid ReviewerId, string Reason);
