using Pinchang.Contracts;

namespace Pinchang.Domain.LiveRooms;

/// <summary>What a command came to: its answer, and the facts to keep before it is given. No facts: it was so already.</summary>
public sealed record Decision<T>(T Answer, params RoomFact[] Facts)
    where T : class;

internal static class Decided
{
    /// <summary>Done, and nothing more to say.</summary>
    public static Decision<Done> Done(params RoomFact[] facts) => new(Contracts.Done.Instance, facts);
}
