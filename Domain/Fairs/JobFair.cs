using Pinchang.Contracts;
using Pinchang.Contracts.Fairs;
using Pinchang.Domain.Screening;

namespace Pinchang.Domain.Fairs;

/// <summary>A job fair (网络招聘会) of an agency: its announcement, halls and settings.</summary>
public sealed class JobFair : IOwnedByAgency
{
    private JobFair()
    {
    }

    public Guid Id { get; private set; }

    public Guid AgencyId { get; private set; }

    public Guid AuthorId { get; private set; }

    public string Name { get; private set; } = "";

    public string? Organizer { get; private set; }

    public string? CoOrganizers { get; private set; }

    public DateTimeOffset? OpensAt { get; private set; }

    public DateTimeOffset? ClosesAt { get; private set; }

    public string? Content { get; private set; }

    public string? Audience { get; private set; }

    public string? Scale { get; private set; }

    public string? Requirements { get; private set; }

    public string? HowToRegister { get; private set; }

    public string? Enquiries { get; private set; }

    public Guid? CoverFileId { get; private set; }

    public FairSettings Settings { get; private set; } = new();

    public FairState State { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset UpdatedAt { get; private set; }

    public DateTimeOffset? PublishedAt { get; private set; }

    /// <summary>When the halls were shut before the announced time, or the fair was cancelled.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    public List<Hall> Halls { get; private set; } = [];

    /// <summary>When the halls shut.</summary>
    public DateTimeOffset? Shuts => EndedAt ?? ClosesAt;

    public static Outcome<JobFair> Draft(Guid id, Guid agencyId, Guid authorId, SaveFair command, DateTimeOffset now)
    {
        if (Announcement.Check(command) is { } refusal)
        {
            return refusal;
        }

        var fair = new JobFair { Id = id, AgencyId = agencyId, AuthorId = authorId, State = FairState.Draft, CreatedAt = now };
        fair.Write(command, now);
        return fair;
    }

    public Outcome<JobFair> Edit(SaveFair command, DateTimeOffset now)
    {
        if (State != FairState.Draft)
        {
            return FairRefusals.AlreadyPublished;
        }

        if (Announcement.Check(command) is { } refusal)
        {
            return refusal;
        }

        Write(command, now);
        return this;
    }

    /// <summary>JF-8.3.1: public from now on; a repeat changes nothing.</summary>
    /// <param name="ground">For what a rule forbids by itself.</param>
    public Outcome<JobFair> Publish(string? ground, DateTimeOffset now)
    {
        if (State != FairState.Draft)
        {
            return WhyOver(now) is { } over ? over : this;
        }

        var announcement = ToAnnouncement();
        if ((Announcement.WhyNotPublishable(announcement, now) ?? TextMarks.WhyNotOn(ground, Announcement.Marks(announcement), [])) is { } refusal)
        {
            return refusal;
        }

        (State, PublishedAt, UpdatedAt) = (FairState.Published, now, now);
        return this;
    }

    /// <summary>JF-8.4: a published announcement as it shall stand now; answers with what the notice says of it.</summary>
    /// <param name="ground">For what a rule forbids by itself and did not stand there before.</param>
    public Outcome<FairDifference> Change(SaveFair command, string? ground, DateTimeOffset now)
    {
        if ((WhyNotPublished() ?? WhyOver(now) ?? Announcement.Check(command)) is { } refusal)
        {
            return refusal;
        }

        var before = ToAnnouncement();
        var startIsPast = OpensAt <= now;
        if (startIsPast && command.OpensAt != OpensAt)
        {
            return FairRefusals.StartsInPast.On("opensAt");
        }

        if (command.ClosesAt <= now)
        {
            return FairRefusals.EndsInPast.On("closesAt");
        }

        var probe = startIsPast ? command with { OpensAt = now.AddMinutes(1), ClosesAt = command.ClosesAt } : command;
        if (Announcement.WhyNotPublishable(probe, now) is { } unpublishable)
        {
            return unpublishable;
        }

        var differences = Announcement.Differences(before, command);
        if (differences.Count == 0)
        {
            return FairRefusals.NothingChanged;
        }

        if (TextMarks.WhyNotOn(ground, Announcement.Marks(command), Announcement.Marks(before)) is { } unexplained)
        {
            return unexplained;
        }

        Write(command, now);
        return new FairDifference(string.Join("；", differences));
    }

    public Outcome<JobFair> Cancel(DateTimeOffset now)
    {
        if ((WhyNotPublished() ?? WhyOver(now)) is { } refusal)
        {
            return refusal;
        }

        (State, EndedAt, UpdatedAt) = (FairState.Cancelled, now, now);
        return this;
    }

    /// <summary>Shuts the halls; talks that are on end by their timer.</summary>
    public Outcome<JobFair> Close(DateTimeOffset now)
    {
        if ((WhyNotPublished() ?? WhyOver(now)) is { } refusal)
        {
            return refusal;
        }

        (State, EndedAt, UpdatedAt) = (FairState.Closed, now, now);
        return this;
    }

    /// <summary>JF-3.1: where it stands by the server's clock.</summary>
    public FairPhase PhaseAt(DateTimeOffset now) => State switch
    {
        FairState.Draft => FairPhase.Draft,
        FairState.Cancelled => FairPhase.Cancelled,
        _ => now < OpensAt && EndedAt is null ? FairPhase.Upcoming : now < Shuts ? FairPhase.Open : FairPhase.Over,
    };

    public Refusal? WhyNotPublished() => State == FairState.Draft ? FairRefusals.NotPublished : null;

    public Refusal? WhyOver(DateTimeOffset now) => PhaseAt(now) switch
    {
        FairPhase.Cancelled => FairRefusals.Cancelled,
        FairPhase.Over => FairRefusals.Over,
        _ => null,
    };

    public SaveFair ToAnnouncement() => new()
    {
        Name = Name,
        Organizer = Organizer,
        CoOrganizers = CoOrganizers,
        OpensAt = OpensAt,
        ClosesAt = ClosesAt,
        Content = Content,
        Audience = Audience,
        Scale = Scale,
        Requirements = Requirements,
        HowToRegister = HowToRegister,
        Enquiries = Enquiries,
        CoverFileId = CoverFileId,
        Halls = [.. Halls.OrderBy(hall => hall.Position).Select(hall => new FairHall(hall.Id, hall.Name, hall.Category))],
        Settings = Settings,
    };

    private void Write(SaveFair command, DateTimeOffset now)
    {
        Name = command.Name.Trim();
        Organizer = WrittenText.Tidy(command.Organizer);
        CoOrganizers = WrittenText.Tidy(command.CoOrganizers);
        OpensAt = command.OpensAt?.ToUniversalTime();
        ClosesAt = command.ClosesAt?.ToUniversalTime();
        Content = WrittenText.Tidy(command.Content);
        Audience = WrittenText.Tidy(command.Audience);
        Scale = WrittenText.Tidy(command.Scale);
        Requirements = WrittenText.Tidy(command.Requirements);
        HowToRegister = WrittenText.Tidy(command.HowToRegister);
        Enquiries = WrittenText.Tidy(command.Enquiries);
        CoverFileId = command.CoverFileId;
        Settings = command.Settings;
        UpdatedAt = now;
        WriteHalls(command.Halls, now);
    }

    /// <summary>A hall named again keeps its id, and with it its booths.</summary>
    private void WriteHalls(FairHall[] halls, DateTimeOffset now)
    {
        Halls.RemoveAll(hall => halls.All(given => given.Id != hall.Id));
        foreach (var (position, given) in halls.Index())
        {
            if (given.Id is { } id && Halls.Find(hall => hall.Id == id) is { } known)
            {
                (known.Name, known.Category, known.Position) = (given.Name.Trim(), WrittenText.Tidy(given.Category), position);
            }
            else
            {
                Halls.Add(new() { Id = Guid.CreateVersion7(now), FairId = Id, Name = given.Name.Trim(), Category = WrittenText.Tidy(given.Category), Position = position });
            }
        }
    }
}

/// <summary>What a change comes to, in the notice's words.</summary>
public sealed record FairDifference(string Text);

/// <summary>A hall (展区).</summary>
public sealed class Hall
{
    public required Guid Id { get; init; }

    public required Guid FairId { get; init; }

    public required string Name { get; set; }

    public string? Category { get; set; }

    public required int Position { get; set; }
}
