using Microsoft.EntityFrameworkCore;
using Pinchang.Domain.Media;

namespace Pinchang.Data.Media;

internal sealed class Recordings(PinchangContext context) : IRecordings
{
    public Task<Recording?> FindAsync(Guid sessionId, CancellationToken cancellation) =>
        context.Set<Recording>().FirstOrDefaultAsync(recording => recording.SessionId == sessionId, cancellation);

    public Task<Recording[]> ListOpenAsync(CancellationToken cancellation) =>
        context.Set<Recording>().AsNoTracking()
            .Where(recording => recording.State == RecordingState.Open)
            .OrderBy(recording => recording.BegunAt)
            .ToArrayAsync(cancellation);

    public async Task SaveAsync(Recording recording, CancellationToken cancellation)
    {
        if (context.Entry(recording).State == EntityState.Detached)
        {
            context.Add(recording);
        }

        await context.SaveChangesAsync(cancellation);
    }
}
