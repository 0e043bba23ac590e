using System.Collections.Concurrent;
using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Pinchang.Api.Accounts;
using Pinchang.Api.Calls;
using Pinchang.Api.Calls.Relay;
using Pinchang.Api.Hosting;
using Pinchang.Api.Media;
using Pinchang.Api.Media.Rights;
using Pinchang.Api.Tests.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.LiveRooms;
using Pinchang.Domain.Media;
using Pinchang.Support.Media;

namespace Pinchang.Api.Tests.Media;

/// <summary>Api's picture path on a real port, in a room whose rights and state the test decides.</summary>
internal sealed class MediaServer : IAsyncDisposable, IPublishingRight, IWatchingRight, IRoomReports, ICallRight
{
    private readonly WebApplication _app;

    private MediaServer(string data, MemoryRecordings recordings)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration["PINCHANG_DATA"] = data;
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0));
        builder.Services.AddSingleton(TimeProvider.System).AddSingleton<IRecordings>(recordings).AddSingleton<WebOrigin>()
            .AddSingleton<IPublishingRight>(this).AddSingleton<IWatchingRight>(this).AddSingleton<IRoomReports>(this);
        builder.Services.AddSingleton<ISessionRegistry>(Sessions);
        builder.Services.AddSingleton<ICallRight>(this).AddScoped(_ => CurrentUser.Nobody);
        builder.Services.AddMedia().AddCalls();
        _app = builder.Build();
        _app.Use((context, next) =>
        {
            context.User = User;
            return next(context);
        });
        _app.UseWebSockets();
        _app.UseOriginCheck();
        _app.UseRouting();
        _app.MapMedia().MapCalls();
    }

    public static Guid Room { get; } = new("01981f2e-7a3c-7d10-9c5e-3f6f0e5a9b41");

    public static Guid Session { get; } = new("01981f2e-7a3c-7d10-9c5e-3f6f0e5a9b42");

    public Refusal? MayNotPublish { get; set; }

    public Refusal? MayNotWatch { get; set; }

    public bool HasEnded { get; set; }

    public ClaimsPrincipal User { get; set; } = new(new ClaimsIdentity());

    /// <summary>Who sits in the one call there is.</summary>
    public ConcurrentDictionary<Guid, CallSide> Seats { get; } = new();

    public SessionsInHand Sessions { get; } = new();

    public List<ReportStream> Reports { get; } = [];

    public IMediaClock Clock => _app.Services.GetRequiredService<IMediaClock>();

    public HttpClient Http { get; } = new();

    private string Host => new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()).Authority;

    public static async Task<MediaServer> StartAsync(string data, MemoryRecordings recordings)
    {
        var server = new MediaServer(data, recordings);
        await server._app.StartAsync();
        server.Http.BaseAddress = new Uri($"http://{server.Host}");
        return server;
    }

    public Task<MediaClient> PublishAsync(Guid page, bool takeover = false, string? origin = null) =>
        MediaClient.ConnectAsync(new Uri($"ws://{Host}/media/rooms/{Room}/publish?publisher={page}{(takeover ? "&takeover=1" : "")}"), origin);

    public Task<MediaClient> PlayAsync() => MediaClient.ConnectAsync(new Uri($"ws://{Host}/media/rooms/{Room}/play"), null);

    /// <summary><paramref name="end"/> is <c>publish</c> or <c>play</c>; null is somebody who is not signed in.</summary>
    public Task<MediaClient> RelayAsync(Guid? user, string end)
    {
        User = new(new ClaimsIdentity(user is { } id ? [new Claim(SessionClaims.UserId, id.ToString())] : []));
        return MediaClient.ConnectAsync(new Uri($"ws://{Host}/media/calls/{Session}/{end}?publisher={user ?? Guid.Empty}"), null);
    }

    public Task<CallSeat?> FindSeatAsync(Guid callId, Guid userId, CancellationToken cancellation) =>
        Task.FromResult(callId == Session && Seats.TryGetValue(userId, out var side) ? new CallSeat(callId, side) : null);

    public Task<Outcome<PublishingGrant>> AskAsync(Guid roomId, HttpContext caller) =>
        Task.FromResult<Outcome<PublishingGrant>>(MayNotPublish is { } refusal ? refusal : new PublishingGrant(Room, "presenter", Room, Session));

    public Task<Outcome<WatchingGrant>> AskForRoomAsync(Guid roomId, HttpContext caller) => AskForSessionAsync(Session, caller);

    public Task<Outcome<WatchingGrant>> AskForSessionAsync(Guid sessionId, HttpContext caller) =>
        Task.FromResult<Outcome<WatchingGrant>>(
            MayNotWatch is { } refusal ? refusal : new WatchingGrant(Room, Session, HasEnded ? LiveSessionState.Ended : LiveSessionState.OnAir));

    public Task ReportAsync(Guid roomId, ReportStream report)
    {
        lock (Reports)
        {
            Reports.Add(report);
        }

        return Task.CompletedTask;
    }

    public Task<bool> IsRunningAsync(Guid roomId, Guid sessionId) => Task.FromResult(!HasEnded);

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
    }
}
