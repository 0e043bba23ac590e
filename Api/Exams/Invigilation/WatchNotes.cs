using Orleans;
using Pinchang.Contracts.Exams;
using Pinchang.Domain.Exams.Invigilation;

namespace Pinchang.Api.Exams.Invigilation;

/// <summary>Tells the watch what became durable. It may miss some: it reads the rows when it wakes, and every minute.</summary>
internal sealed class WatchNotes(IGrainFactory grains, IInvigilationStore store, ILogger<WatchNotes> log)
{
    public void Note(Guid sittingId, WatchFact fact) => _ = NoteAsync(sittingId, fact);

    private async Task NoteAsync(Guid sittingId, WatchFact fact)
    {
        try
        {
            await grains.GetGrain<IInvigilationGrain>(sittingId).Note(fact);
        }
        catch (Exception exception)
        {
            log.LogDebug(exception, "A fact of sitting {SittingId} was not taken", sittingId);
        }
    }

    /// <summary>Something the server noticed about a candidate: kept, then told.</summary>
    public async Task RaiseAsync(SessionDoor door, RaisedByWatch raised, DateTimeOffset now, CancellationToken cancellation)
    {
        var happened = raised.About(door.SessionId, now, stillId: null);
        await store.AppendAsync(happened, cancellation);
        Note(door.SittingId, new() { SessionId = door.SessionId, At = now, Event = happened });
    }
}
