namespace Pinchang.Api.Calls.Relay;

/// <summary>The two sides of a call.</summary>
internal enum CallSide
{
    Caller,
    Called,
}

internal sealed record CallSeat(Guid CallId, CallSide Side);

/// <summary>Which calls are on, and who sits in them; each kind of call says it of its own.</summary>
internal interface ICallRight
{
    /// <summary>The person's seat in a call that is on now; null where there is none, whatever the reason.</summary>
    Task<CallSeat?> FindSeatAsync(Guid callId, Guid userId, CancellationToken cancellation);
}
