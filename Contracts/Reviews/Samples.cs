namespace Pinchang.Contracts.Reviews;

/// <summary>What the rules let through by themselves, and of which a share is read by a person afterwards (抽查).</summary>
public enum SampledKind
{
    Chat,
    Question,
}

/// <summary><c>GET /api/operations/review-samples</c>: what was drawn and waits, oldest first.</summary>
/// <param name="Text">As it was said; empty when its term is over.</param>
public sealed record ReviewSampleSummary(Guid Id, SampledKind Kind, string Text, Guid RoomId, string RoomTitle, string EmployerName, DateTimeOffset SaidAt, bool IsTied);

/// <summary><c>POST /api/operations/review-samples/{id}/decisions</c>: it was let through rightly, or it goes as if it had been refused.</summary>
/// <param name="Reason">Asked for when it is overturned; its author reads it.</param>
public sealed record DecideSample(bool Overturned, string? Reason = null);

/// <summary><c>POST /api/operations/sampling/shares</c>: holds from the next draw.</summary>
public sealed record SetSamplingShare(SampledKind Kind, int Percent, string Reason);

/// <summary><c>GET /api/operations/sampling</c>.</summary>
public sealed record SamplingStanding(SamplingFigures[] Kinds, SampleDrawSummary[] Draws);

/// <param name="SetAt">Null where the usual share holds.</param>
/// <param name="Drawn">Of the last 30 days, as are the two that follow.</param>
public sealed record SamplingFigures(SampledKind Kind, int Percent, DateTimeOffset? SetAt, string? SetBy, string? Reason, int Waiting, int Drawn, int Confirmed, int Overturned);

/// <summary>
/// One day's draw. The things of that day are ordered by SHA-256 of the seed followed by their id (16 bytes, big-endian); the first
/// <paramref name="Percent"/> of a hundred are drawn, rounded up.
/// </summary>
/// <param name="Seed">32 bytes in hex.</param>
public sealed record SampleDrawSummary(Guid Id, SampledKind Kind, DateOnly Day, int Percent, string Seed, int Passed, int Drawn, int Confirmed, int Overturned, DateTimeOffset DrawnAt);

public static class SampleRefusals
{
    /// <summary>Somebody has decided otherwise in between.</summary>
    public static readonly Refusal Settled = new(RefusalKind.Conflict, "samples.settled");

    /// <summary>1 to 100.</summary>
    public static readonly Refusal ShareMalformed = new(RefusalKind.Invalid, "samples.share-malformed");

    /// <summary>This share holds already.</summary>
    public static readonly Refusal ShareSame = new(RefusalKind.Conflict, "samples.share-same");
}
