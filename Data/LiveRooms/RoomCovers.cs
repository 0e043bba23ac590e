using Microsoft.EntityFrameworkCore;
using Pinchang.Contracts.LiveRooms;
using Pinchang.Domain.Files;

namespace Pinchang.Data.LiveRooms;

internal sealed class RoomCovers(PinchangContext data) : IRoomCovers
{
    public Task<bool> IsPublicAsync(Guid fileId, CancellationToken cancellation) =>
        data.LiveRooms.IgnoreQueryFilters()
            .AnyAsync(room => room.CoverFileId == fileId && room.Visibility != RoomVisibility.Organisation, cancellation);

    public Task<bool> IsOfEmployerAsync(Guid fileId, Guid employerId, CancellationToken cancellation) =>
        data.LiveRooms.IgnoreQueryFilters().AnyAsync(room => room.CoverFileId == fileId && room.EmployerId == employerId, cancellation);
}
