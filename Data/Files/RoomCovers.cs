using Pinchang.Domain.Files;

namespace Pinchang.Data.Files;

/// <summary>No room has a cover as long as there are no rooms.</summary>
internal sealed class RoomCovers : IRoomCovers
{
    public Task<bool> IsPublicAsync(Guid fileId, CancellationToken cancellation) => Task.FromResult(false);

    public Task<bool> IsOfEmployerAsync(Guid fileId, Guid employerId, CancellationToken cancellation) => Task.FromResult(false);
}
