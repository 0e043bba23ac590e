using Pinchang.Contracts;
using Pinchang.Contracts.Fairs;

namespace Pinchang.Domain.Fairs;

/// <summary>What a booth is told from outside: its fair's hours and settings, and who stands there.</summary>
public sealed record BoothPlan
{
    public required Guid BoothId { get; init; }

    public required Guid FairId { get; init; }

    public required Guid EmployerId { get; init; }

    public required string EmployerName { get; init; }

    public required FairState Fair { get; init; }

    public required DateTimeOffset OpensAt { get; init; }

    /// <summary>When the halls shut: as announced, or when they were shut before.</summary>
    public required DateTimeOffset ClosesAt { get; init; }

    public required FairSettings Settings { get; init; }

    public required Guid[] StaffIds { get; init; }

    /// <summary>JF-3.1: numbers and calls only while the halls are open, by the moment the request was received.</summary>
    public Refusal? WhyShut(DateTimeOffset at) =>
        Fair == FairState.Cancelled ? FairRefusals.Cancelled
        : Fair == FairState.Draft ? FairRefusals.NotPublished
        : at < OpensAt ? FairRefusals.NotOpenYet.With(ChinaTime.Text(OpensAt))
        : at >= ClosesAt ? FairRefusals.ClosedSince.With(ChinaTime.Text(ClosesAt))
        : null;

    /// <summary>Whether who still waits is sent home: the halls have shut for good. Before they open nobody is.</summary>
    public bool IsOverAt(DateTimeOffset at) => Fair == FairState.Cancelled || at >= ClosesAt;
}
