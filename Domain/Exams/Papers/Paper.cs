using Pinchang.Contracts;
using Pinchang.Contracts.Exams;

namespace Pinchang.Domain.Exams.Papers;

/// <summary>
/// An assembled paper, immutable in what it holds; only its seals and their times are added. Its content, answers and seed lie encrypted
/// in the vault beside it.
/// </summary>
public sealed class Paper : IOwnedByAgency
{
    private Paper()
    {
    }

    public Guid Id { get; private set; }

    public Guid AgencyId { get; private set; }

    public Guid ProjectId { get; private set; }

    public string Title { get; private set; } = "";

    public PaperState State { get; private set; }

    public PaperOutline Outline { get; private set; } = null!;

    /// <summary>The titles of the sections, which say nothing about what was drawn.</summary>
    public string[] SectionTitles { get; private set; } = [];

    /// <summary>Of the encrypted content: what candidates receive is what was sealed.</summary>
    public byte[] ContentSha256 { get; private set; } = [];

    public Guid AssembledBy { get; private set; }

    public DateTimeOffset AssembledAt { get; private set; }

    public DateTimeOffset? ReleaseAt { get; private set; }

    public DateTimeOffset? MarkingOpensAt { get; private set; }

    public Guid? SealedBy { get; private set; }

    public DateTimeOffset? SealedAt { get; private set; }

    public Guid? CountersignedBy { get; private set; }

    public DateTimeOffset? CountersignedAt { get; private set; }

    public PaperTimes? Times => ReleaseAt is { } release && MarkingOpensAt is { } marking ? new(release, marking) : null;

    public bool IsReleasedAt(DateTimeOffset now) => State == PaperState.Sealed && now >= ReleaseAt;

    public static Paper Assemble(Guid agencyId, Guid projectId, MadePaper made, byte[] contentSha256, Guid assembledBy, DateTimeOffset now) => new()
    {
        Id = made.Content.PaperId,
        AgencyId = agencyId,
        ProjectId = projectId,
        Title = made.Content.Title,
        State = PaperState.Assembled,
        Outline = made.Outline,
        SectionTitles = [.. made.Content.Sections.Select(section => section.Title)],
        ContentSha256 = contentSha256,
        AssembledBy = assembledBy,
        AssembledAt = now,
    };

    /// <summary>The first person seals it and says when it opens. From here on nobody reads it.</summary>
    public Refusal? Seal(PaperTimes times, Guid userId, DateTimeOffset now)
    {
        if (WhyNot(PaperState.Assembled) is { } refusal)
        {
            return refusal;
        }

        if (PaperTimes.Check(times, now) is { } wrong)
        {
            return wrong;
        }

        (State, ReleaseAt, MarkingOpensAt, SealedBy, SealedAt) = (PaperState.Sealing, times.ReleaseAt, times.MarkingOpensAt, userId, now);
        return null;
    }

    /// <summary>The second person confirms the times that the first one set.</summary>
    public Refusal? Countersign(PaperTimes read, Guid userId, DateTimeOffset now)
    {
        if (WhyNot(PaperState.Sealing) is { } refusal)
        {
            return refusal;
        }

        if (userId == SealedBy)
        {
            return PaperRefusals.SamePerson;
        }

        if (read != Times)
        {
            return PaperRefusals.TimesDiffer.With(ChinaTime.Text(ReleaseAt!.Value), ChinaTime.Text(MarkingOpensAt!.Value));
        }

        if (PaperTimes.Check(read, now) is { } wrong)
        {
            return wrong;
        }

        (State, CountersignedBy, CountersignedAt) = (PaperState.Sealed, userId, now);
        return null;
    }

    /// <summary>Either of the two takes the first seal back, before the second is set: nothing was in force yet.</summary>
    public Refusal? WithdrawSeal()
    {
        if (State != PaperState.Sealing)
        {
            return State == PaperState.Sealed ? PaperRefusals.AlreadySealed : PaperRefusals.NotSealed;
        }

        (State, ReleaseAt, MarkingOpensAt, SealedBy, SealedAt) = (PaperState.Assembled, null, null, null, null);
        return null;
    }

    /// <summary>An exam that starts later opens its paper later. Earlier there is no way.</summary>
    public Refusal? Postpone(PaperTimes times, DateTimeOffset now)
    {
        if (State != PaperState.Sealed)
        {
            return State == PaperState.Discarded ? PaperRefusals.Discarded : PaperRefusals.NotSealed;
        }

        if (now >= ReleaseAt)
        {
            return PaperRefusals.AlreadyReleased;
        }

        if (times.ReleaseAt < ReleaseAt || times.MarkingOpensAt < MarkingOpensAt)
        {
            return PaperRefusals.NotLater;
        }

        if (PaperTimes.Check(times, now) is { } wrong)
        {
            return wrong;
        }

        (ReleaseAt, MarkingOpensAt) = (times.ReleaseAt, times.MarkingOpensAt);
        return null;
    }

    public Refusal? Discard()
    {
        if (WhyNot(PaperState.Assembled) is { } refusal)
        {
            return refusal;
        }

        State = PaperState.Discarded;
        return null;
    }

    private Refusal? WhyNot(PaperState needed) => State == needed
        ? null
        : State switch
        {
            PaperState.Discarded => PaperRefusals.Discarded,
            PaperState.Assembled => PaperRefusals.NotSealed,
            PaperState.Sealing => PaperRefusals.Sealing,
            _ => PaperRefusals.AlreadySealed,
        };
}

/// <summary>One attempt to open or change a paper. The database takes lines and gives none back.</summary>
public sealed class PaperAccessEntry
{
    public required Guid Id { get; init; }

    public required Guid PaperId { get; init; }

    public required Guid AgencyId { get; init; }

    public required DateTimeOffset At { get; init; }

    public required PaperAct Act { get; init; }

    public Guid? UserId { get; init; }

    public required string Reason { get; init; }

    public string? Address { get; init; }

    public string? RefusedWith { get; init; }
}
