using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans;
using Pinchang.Api.Accounts;
using Pinchang.Api.Hosting;
using Pinchang.Api.LiveRooms.Broadcast;
using Pinchang.Api.Tests.Hosting;
using Pinchang.Contracts.LiveRooms;
using Pinchang.Domain.LiveRooms;
using Pinchang.LiveRooms.Grains;
using Pinchang.Support.LiveRooms;

namespace Pinchang.Api.Tests.Broadcast;

/// <summary>A room on air behind a real Kestrel: hub, sockets, broadcaster, grain and engine; only its rows are in memory.</summary>
public sealed class RoomOnAir : IAsyncLifetime
{
    public const string Origin = "http://localhost:5080";

    private static readonly RoomActor Presenter = new(Guid.CreateVersion7(), "主播", Staff: true);
    private readonly SessionsInHand _sessions = new();
    private WebApplication _app = null!;   // made in InitializeAsync

    public int Port { get; private set; }

    public ILiveRoomGrain Room => _app.Services.GetRequiredService<IGrainFactory>().GetGrain<ILiveRoomGrain>(RoomsInMemory.RoomId);

    internal RoomSockets Sockets => _app.Services.GetRequiredService<RoomSockets>();

    internal RoomBroadcaster Broadcaster => _app.Services.GetRequiredService<RoomBroadcasters>().Find(RoomsInMemory.RoomId)!;

    public async Task InitializeAsync()
    {
        var rooms = new RoomsInMemory();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration["PINCHANG_WEB_ORIGIN"] = Origin;
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.AddTestSilo(typeof(RoomGrains).Assembly);
        builder.Services.AddDataProtection();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<WebOrigin>();
        builder.Services.AddSingleton<IRoomStore>(rooms);
        builder.Services.AddSingleton<IRoomLog>(rooms);
        builder.Services.AddSingleton<ISessionRegistry>(_sessions);
        builder.Services.AddRoomBroadcast();
        _app = builder.Build();
        _app.Use((http, next) =>
        {
            http.User = PersonOf(http);
            return next(http);
        });
        _app.MapRoomSockets();
        await _app.StartAsync();
        Port = new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()).Port;
        (await Room.GoLive(new GoLive(Presenter))).IsAccepted.ShouldBeTrue();
    }

    public async Task DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    public Task StopAsync() => _app.StopAsync();

    public void SignOut(Guid sessionId) => _sessions.SignOut(sessionId);

    public Task<RoomBrowser> VisitorAsync() => RoomBrowser.OpenAsync(this, null);

    public Task<RoomBrowser> PersonAsync(TestPerson person) => RoomBrowser.OpenAsync(this, person);

    public Task PushJobAsync() => Room.PushJob(new PushJob(Presenter, RoomsInMemory.JobId, null, Guid.CreateVersion7()));

    public Task RemoveAsync(Guid userId) => Room.MuteViewer(new MuteViewer(Presenter, userId, 10, "测试", Remove: true));

    public Task MuteAsync(Guid userId) => Room.MuteViewer(new MuteViewer(Presenter, userId, 10, "测试", Remove: false));

    public Task EndAsync() => Room.EndLive(new EndLive(Presenter));

    private static ClaimsPrincipal PersonOf(HttpContext http) =>
        TestPerson.Parse(http.Request.Headers["X-Test-Person"].ToString()) is not { } person
            ? new ClaimsPrincipal(new ClaimsIdentity())
            : new ClaimsPrincipal(new ClaimsIdentity(
                [
                    new(SessionClaims.UserId, person.Id.ToString()),
                    new(SessionClaims.SessionId, person.SessionId.ToString()),
                    new(SessionClaims.Name, "求职者小林"),
                    .. person.Verified ? [new Claim(SessionClaims.PhoneVerified, "true")] : Array.Empty<Claim>(),
                    .. person.Role is { } role
                        ? [new Claim(SessionClaims.Role, role), new Claim(SessionClaims.Employer, RoomsInMemory.EmployerId.ToString())]
                        : Array.Empty<Claim>(),
                ],
                "test"));
}

public sealed record TestPerson(Guid Id, Guid SessionId, bool Verified, string? Role)
{
    public static TestPerson Candidate => new(Guid.CreateVersion7(), Guid.CreateVersion7(), Verified: true, null);

    public static TestPerson With(string role) => new(Guid.CreateVersion7(), Guid.CreateVersion7(), Verified: true, role);

    public static TestPerson? Parse(string header) =>
        header.Split(';') is [var id, var session, var verified, var role]
            ? new(Guid.Parse(id), Guid.Parse(session), bool.Parse(verified), role.Length == 0 ? null : role)
            : null;

    public override string ToString() => $"{Id};{SessionId};{Verified};{Role}";
}
