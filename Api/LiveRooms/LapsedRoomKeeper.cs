using Microsoft.EntityFrameworkCore;
using Orleans;
using Pinchang.Api.Hosting;
using Pinchang.Contracts.LiveRooms;
using Pinchang.Data;
using Pinchang.Domain;
using Pinchang.Domain.Notify;
using Pinchang.Domain.Organisations;

namespace Pinchang.Api.LiveRooms;

/// <summary>
/// A licence that ends while its room is on air (LH-4.2.3): nobody is cut off in mid-sentence. The room says when it will end, its author
/// is told, and at that time it ends.
/// </summary>
internal sealed class LapsedRoomKeeper(IServiceScopeFactory scopes, IGrainFactory grains, TimeProvider time, ILogger<LapsedRoomKeeper> logger) : RecurringWorker(Interval, time, logger)
{
    /// <summary>The rule allows thirty minutes; what is left pays for the intervals of looking.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(25);

    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private readonly Dictionary<Guid, DateTimeOffset> _endsAt = [];

    public async Task LookAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var data = scope.ServiceProvider.GetRequiredService<PinchangContext>();
        var onAir = await (
            from session in data.LiveSessions.AsNoTracking()
            join room in data.LiveRooms.AsNoTracking() on session.RoomId equals room.Id
            join employer in data.Employers.AsNoTracking() on room.EmployerId equals employer.Id
            where session.State == LiveSessionState.OnAir
            select new { room.Id, room.Title, room.AuthorId, room.AgencyId, Employer = employer }).ToListAsync(cancellation);
        var lapsed = onAir.Where(room => LicenceGates.WhyNoRoom(room.Employer, ChinaTime.DateOf(now)) is not null).ToArray();
        foreach (var room in _endsAt.Keys.Except(lapsed.Select(room => room.Id)).ToArray())
        {
            _endsAt.Remove(room);
        }

        foreach (var room in lapsed)
        {
            var grain = grains.GetGrain<ILiveRoomGrain>(room.Id);
            if (!_endsAt.TryGetValue(room.Id, out var end))
            {
                _endsAt[room.Id] = end = now + Grace;
                var notice = Notices.RoomLapsing(room.Title, ChinaTime.Text(end));
                await grain.PinNotice(new(null, notice.In(room.AgencyId).Text));
                scope.ServiceProvider.GetRequiredService<IOutbox>().Enqueue(notice.To(room.AuthorId, $"/recruiting/live-rooms/{room.Id}", room.AgencyId));
                await data.SaveChangesAsync(cancellation);
            }
            else if (now >= end)
            {
                await grain.EndLive(new(null, SessionEndReason.LicenceLapsed));
            }
        }
    }

    protected override Task RoundAsync(CancellationToken cancellation) => LookAsync(Time.GetUtcNow(), cancellation);
}
