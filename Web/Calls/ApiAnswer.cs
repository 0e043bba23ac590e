using Pinchang.Contracts.LiveRooms;

namespace Pinchang.Web.Calls;

/// <summary>What Api answered: a value, or the problem as it worded it.</summary>
public sealed record ApiAnswer<T>(int Status, T? Value, Problem? Problem)
    where T : class
{
    public bool IsAccepted => Value is not null;

    public ApiAnswer<TOther> Refused<TOther>()
        where TOther : class => new(Status, null, Problem);
}
