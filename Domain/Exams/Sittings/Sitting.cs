using System.Globalization;
using Pinchang.Contracts;
using Pinchang.Contracts.Exams;

namespace Pinchang.Domain.Exams.Sittings;

/// <summary>考试场次: one paper, one time window. Its times move later only by what is granted to everybody, and never back.</summary>
public sealed class Sitting : IOwnedByAgency
{
    public const int LongestName = 60;
    public const int MostExtraMinutes = 240;
    public const int LongestRules = 4_000;

    private static readonly TimeSpan UsualEntry = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(12);

    private Sitting()
    {
    }

    public Guid Id { get; private set; }

    public Guid AgencyId { get; private set; }

    public Guid ProjectId { get; private set; }

    public Guid PaperId { get; private set; }

    public string Name { get; private set; } = "";

    public SittingState State { get; private set; }

    public DateTimeOffset OpensAt { get; private set; }

    public DateTimeOffset StartsAt { get; private set; }

    public DateTimeOffset EndsAt { get; private set; }

    public DateTimeOffset LatestEntryAt { get; private set; }

    public DateTimeOffset EarliestHandInAt { get; private set; }

    public int GraceSeconds { get; private set; }

    public int ExtraSeconds { get; private set; }

    public SittingSettings Settings { get; private set; } = new();

    public Guid CreatedBy { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public SittingSchedule Schedule => new(OpensAt, StartsAt, EndsAt, LatestEntryAt, EarliestHandInAt, GraceSeconds, ExtraSeconds);

    public static Outcome<Sitting> Plan(Guid id, Guid agencyId, Guid projectId, Guid officerId, PlanSittingRequest command, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(command);
        command = InUtc(command);
        var text = WrittenText.Check(command.Name, LongestName, "name", required: true)
            ?? WrittenText.Check(command.Settings?.Rules, LongestRules, "rules", lines: true);
        if (text is not null)
        {
            return text;
        }

        if (command.StartsAt <= now)
        {
            return SittingRefusals.StartsInPast.On("startsAt");
        }

        if (command.GraceSeconds is < 0 or > 600)
        {
            return CommonRefusals.OutOfRange.With("0", "600").On("graceSeconds");
        }

        var length = command.EndsAt - command.StartsAt;
        if (length <= TimeSpan.Zero || length > Longest)
        {
            return SittingRefusals.Times.On("endsAt");
        }

        if (command.MinutesBeforeHandIn < 0 || command.MinutesBeforeHandIn > length.TotalMinutes)
        {
            return CommonRefusals.OutOfRange.With("0", ((int)length.TotalMinutes).ToString(CultureInfo.InvariantCulture)).On("minutesBeforeHandIn");
        }

        var opensAt = command.OpensAt ?? command.StartsAt - UsualEntry;
        var latest = command.LatestEntryAt ?? (length > UsualEntry ? command.StartsAt + UsualEntry : command.EndsAt);
        if (opensAt > command.StartsAt || latest <= command.StartsAt || latest > command.EndsAt)
        {
            return SittingRefusals.Times.On(opensAt > command.StartsAt ? "opensAt" : "latestEntryAt");
        }

        return new Sitting
        {
            Id = id,
            AgencyId = agencyId,
            ProjectId = projectId,
            PaperId = command.PaperId,
            Name = command.Name.Trim(),
            State = SittingState.Planned,
            OpensAt = opensAt,
            StartsAt = command.StartsAt,
            EndsAt = command.EndsAt,
            LatestEntryAt = latest,
            EarliestHandInAt = command.StartsAt.AddMinutes(command.MinutesBeforeHandIn),
            GraceSeconds = command.GraceSeconds,
            Settings = command.Settings ?? new(),
            CreatedBy = officerId,
            CreatedAt = now,
        };
    }

    /// <summary>An officer's page writes local times; the rows take UTC alone.</summary>
    private static PlanSittingRequest InUtc(PlanSittingRequest command) => command with
    {
        StartsAt = command.StartsAt.ToUniversalTime(),
        EndsAt = command.EndsAt.ToUniversalTime(),
        OpensAt = command.OpensAt?.ToUniversalTime(),
        LatestEntryAt = command.LatestEntryAt?.ToUniversalTime(),
    };

    /// <summary>More time for everybody who has not handed in.</summary>
    public Refusal? Extend(int minutes, DateTimeOffset now)
    {
        if (minutes is < 1 or > MostExtraMinutes)
        {
            return CommonRefusals.OutOfRange.With("1", MostExtraMinutes.ToString(CultureInfo.InvariantCulture)).On("minutes");
        }

        if (now >= ExamPhase.DeadlineOf(Schedule, 0))
        {
            return SittingRefusals.Over;
        }

        ExtraSeconds += minutes * 60;
        return null;
    }
}
