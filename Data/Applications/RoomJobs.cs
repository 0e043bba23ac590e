using Pinchang.Domain.Applications;

namespace Pinchang.Data.Applications;

/// <summary>No room shows jobs as long as there are no rooms.</summary>
internal sealed class RoomJobs : IRoomJobs
{
    public Task<JobPlace?> FindAsync(Guid roomId, Guid jobId, Guid? cardId, CancellationToken cancellation) => Task.FromResult<JobPlace?>(null);

    public Task<Guid[]> RoomsShowingAsync(Guid jobId, CancellationToken cancellation) => Task.FromResult<Guid[]>([]);
}
