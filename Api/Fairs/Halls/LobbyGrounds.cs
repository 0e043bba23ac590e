using Microsoft.EntityFrameworkCore;
using Pinchang.Data;

namespace Pinchang.Api.Fairs.Halls;

/// <summary>What everybody in a lobby sees alike.</summary>
internal sealed record LobbyGround(FairGround Ground, FairCounts Counts);

/// <summary>
/// Grounds as lobbies show them, each kept for a second: the crowd before the doors asks for the same one, and moved figures come over
/// the line anyway. Read in a scope of its own, for whoever asked first may have gone before it is there.
/// </summary>
internal sealed class LobbyGrounds(IServiceScopeFactory scopes, TimeProvider time)
{
    private const int MostKept = 200;
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<Guid, (Task<LobbyGround?> Ground, long ReadAt)> _kept = [];

    /// <summary>Null when there is no such fair; drafts are found too, and are not everybody's to see.</summary>
    public Task<LobbyGround?> FindAsync(Guid fairId)
    {
        lock (_gate)
        {
            if (_kept.TryGetValue(fairId, out var known) && !known.Ground.IsFaulted && time.GetElapsedTime(known.ReadAt) < Freshness)
            {
                return known.Ground;
            }

            if (_kept.Count >= MostKept)
            {
                _kept.Clear();
            }

            // The task is kept, not its result: who comes meanwhile waits for the same read.
            var ground = Task.Run(() => ReadAsync(fairId));
            _kept[fairId] = (ground, time.GetTimestamp());
            return ground;
        }
    }

    private async Task<LobbyGround?> ReadAsync(Guid fairId)
    {
        await using var scope = scopes.CreateAsyncScope();
        var data = scope.ServiceProvider.GetRequiredService<PinchangContext>();
        if (await data.Fairs.AsNoTracking().IgnoreQueryFilters().Include(fair => fair.Halls)
            .SingleOrDefaultAsync(fair => fair.Id == fairId, CancellationToken.None) is not { } fair)
        {
            return null;
        }

        var ground = await scope.ServiceProvider.GetRequiredService<FairGrounds>().ReadAsync(fair, CancellationToken.None);
        return new(ground, (await data.CountFairsAsync([fairId], time.GetUtcNow(), CancellationToken.None))[fairId]);
    }
}
