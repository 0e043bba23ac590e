using Pinchang.Contracts.Fairs;

namespace Pinchang.Domain.Fairs;

/// <summary>The rows of booths, as their grains read them.</summary>
public interface IBoothStore
{
    /// <summary>
    /// Takes the booth's next epoch, from which on no earlier activation can write, and then reads its rows. Null when there
    /// is no such booth.
    /// </summary>
    Task<WokenBooth?> WakeAsync(Guid boothId, CancellationToken cancellation);

    Task<BoothPlan?> ReadPlanAsync(Guid boothId, CancellationToken cancellation);
}

/// <summary>A booth as an activation finds it.</summary>
public sealed record WokenBooth(
    BoothPlan Plan, BoothStanding Standing, long Epoch, IReadOnlyList<Place> Places, IReadOnlyList<Talk> Talks);

/// <summary>Whose rows they are: each write is refused when the epoch is no longer the booth's.</summary>
public sealed record BoothOwner(Guid BoothId, long Epoch);

/// <summary>What became of a write.</summary>
public enum Kept
{
    Durable,

    /// <summary>Another activation owns the booth now.</summary>
    Overtaken,

    /// <summary>Another booth holds what it claims: the candidate, or the number's slot. Nothing was written.</summary>
    Claimed,
}

/// <summary>Appends to the rows of booths. Writes of one booth become durable in the order they were given.</summary>
public interface IBoothLog
{
    /// <summary>Too much waits to be written: new commands are refused until it is less.</summary>
    bool IsFull { get; }

    Task<Kept> KeepAsync(BoothOwner owner, BoothRecord record);

    Task<Kept> SayAsync(BoothOwner owner, long sequence, TalkMessage message);
}

/// <summary>What crosses booths, read from their rows.</summary>
public interface IFairClaims
{
    /// <summary>Who is in a call or talk now, and at which booth; of this fair's candidates.</summary>
    Task<IReadOnlyDictionary<Guid, Guid>> ReadTakenAsync(Guid fairId, CancellationToken cancellation);
}
