using Orleans;
using Pinchang.Contracts.Jobs;

namespace Pinchang.Contracts.Fairs;

[GenerateSerializer, Alias("booth-state")]
public enum BoothState
{
    Open,

    /// <summary>No new numbers and no calls; those in the queue keep their places.</summary>
    Paused,
    Closed,
}

/// <summary>A wait, honestly as a range of minutes (约 8–14 分钟), from measured talks and the people on duty.</summary>
[GenerateSerializer, Immutable, Alias("wait-estimate")]
public sealed record WaitEstimate([property: Id(0)] int FromMinutes, [property: Id(1)] int ToMinutes);

/// <summary>What changes at a booth while people look at it.</summary>
[GenerateSerializer, Immutable, Alias("booth-figures")]
public sealed record BoothFigures
{
    [Id(0)]
    public required Guid BoothId { get; init; }

    [Id(1)]
    public required BoothState State { get; init; }

    [Id(2)]
    public required int Waiting { get; init; }

    [Id(3)]
    public required int Talking { get; init; }

    [Id(4)]
    public required int OnDuty { get; init; }

    /// <summary>For somebody who takes a number now; null when nobody can say (paused, closed, nobody on duty).</summary>
    [Id(5)]
    public WaitEstimate? Wait { get; init; }

    [Id(6)]
    public required int TalksDone { get; init; }
}

/// <summary>适合我: how well a booth's best job fits the caller's résumé, 0–100, and why in words.</summary>
public sealed record BoothFit(int Score, Guid? JobId, string[] Reasons);

/// <summary>A booth as the lobby shows it.</summary>
public sealed record BoothCard
{
    public required Guid Id { get; init; }

    public required Guid HallId { get; init; }

    /// <summary>Such as A12.</summary>
    public required string Number { get; init; }

    public required Guid EmployerId { get; init; }

    public required string EmployerName { get; init; }

    public required string Industry { get; init; }

    public required int JobCount { get; init; }

    public required int Headcount { get; init; }

    /// <summary>At most three; those that were searched for first.</summary>
    public required JobSummary[] Jobs { get; init; }

    public required string[] Cities { get; init; }

    public required BoothFigures Figures { get; init; }

    public BoothFit? Fit { get; init; }
}

public sealed record LobbyHall(Guid Id, string Name, string? Category, BoothCard[] Booths);

[GenerateSerializer, Immutable, Alias("fair-figures")]
public sealed record FairFigures
{
    [Id(0)]
    public required int Online { get; init; }

    [Id(1)]
    public required int Waiting { get; init; }

    [Id(2)]
    public required int Talking { get; init; }

    [Id(3)]
    public required int TalksDone { get; init; }
}

/// <summary>
/// <c>GET /api/fairs/{id}/lobby?q=&amp;hall=&amp;city=&amp;education=&amp;experience=</c>. Within a hall booths stand by number;
/// <see cref="ForMe"/> holds the ids of the best fitting, best first, for a caller with a résumé.
/// </summary>
public sealed record LobbyDetails
{
    public required FairSummary Fair { get; init; }

    public required LobbyHall[] Halls { get; init; }

    public required Guid[] ForMe { get; init; }

    public required FairFigures Figures { get; init; }

    /// <summary>All cities of the fair's jobs, for the filter.</summary>
    public required string[] Cities { get; init; }

    /// <summary>The caller's own numbers.</summary>
    public required QueuePlace[] Places { get; init; }

    /// <summary>The caller's talk in this fair, when there is one.</summary>
    public Guid? TalkId { get; init; }

    /// <summary>The caller's booths, where it is on duty.</summary>
    public required Guid[] DutyBooths { get; init; }

    public required DateTimeOffset ServerNow { get; init; }
}

public sealed record BoothPerson(string Name, bool OnDuty);

/// <summary><c>GET /api/booths/{id}</c>.</summary>
public sealed record BoothDetails
{
    public required BoothCard Card { get; init; }

    public required FairSummary Fair { get; init; }

    public required string HallName { get; init; }

    public required string Introduction { get; init; }

    public required JobSummary[] Jobs { get; init; }

    public required BoothPerson[] Staff { get; init; }

    /// <summary>Jobs of this booth that the caller has applied for.</summary>
    public required Guid[] Applied { get; init; }

    public QueuePlace? Place { get; init; }

    /// <summary>Why the caller may not take a number now, as a refusal's code and sentence; null when it may.</summary>
    public LiveRooms.Problem? WhyNoNumber { get; init; }

    /// <summary>Whether the caller is on duty here.</summary>
    public required bool CanRecruit { get; init; }

    public required FairSettings Settings { get; init; }

    public required DateTimeOffset ServerNow { get; init; }
}
