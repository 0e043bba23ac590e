using Microsoft.AspNetCore.Http;
using Pinchang.Api.Media.Rights;
using Pinchang.Contracts;
using Pinchang.Contracts.LiveRooms;

namespace Pinchang.Load.Video;

/// <summary>A room on air in which everybody may do everything: what is measured is the picture's way, not who may.</summary>
internal sealed class OpenRoom : IPublishingRight, IWatchingRight, IRoomReports
{
    public static readonly Guid Id = new("01981f2e-7a3c-7d10-9c5e-3f6f0e5a9b41");
    public static readonly Guid Session = new("01981f2e-7a3c-7d10-9c5e-3f6f0e5a9b42");

    private static readonly WatchingGrant Watching = new(Id, Session, LiveSessionState.OnAir);

    public Task<Outcome<PublishingGrant>> AskAsync(Guid roomId, HttpContext caller) =>
        Task.FromResult<Outcome<PublishingGrant>>(new PublishingGrant(Id, "presenter", Id, Session));

    public Task<Outcome<WatchingGrant>> AskForRoomAsync(Guid roomId, HttpContext caller) => Task.FromResult<Outcome<WatchingGrant>>(Watching);

    public Task<Outcome<WatchingGrant>> AskForSessionAsync(Guid sessionId, HttpContext caller) => Task.FromResult<Outcome<WatchingGrant>>(Watching);

    public Task ReportAsync(Guid roomId, ReportStream report) => Task.CompletedTask;

    public Task<bool> IsRunningAsync(Guid roomId, Guid sessionId) => Task.FromResult(true);
}
