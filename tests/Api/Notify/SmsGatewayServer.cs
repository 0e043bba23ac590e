using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Pinchang.Api.Tests.Notify;

/// <summary>A carrier's gateway for a test: real HTTP, keeps what it was sent, answers as it was told.</summary>
internal sealed class SmsGatewayServer(WebApplication app) : IAsyncDisposable
{
    public List<GatewayRequest> Requests { get; } = [];

    public Func<GatewayRequest, (int Status, string Json)> Answer { get; set; } = _ => (200, "{}");

    /// <summary>Host and port, as they stand in PINCHANG_SMS.</summary>
    public string Authority => new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()).Authority;

    public static async Task<SmsGatewayServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var server = new SmsGatewayServer(app);
        app.Run(server.ServeAsync);
        await app.StartAsync();
        return server;
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private async Task ServeAsync(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body, Encoding.UTF8);
        var request = new GatewayRequest(
            http.Request.Method,
            http.Request.Path,
            http.Request.QueryString.Value!.TrimStart('?'),
            http.Request.Headers.ToDictionary(header => header.Key.ToLowerInvariant(), header => header.Value.ToString()),
            await reader.ReadToEndAsync());
        Requests.Add(request);
        var (status, json) = Answer(request);
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json";
        await http.Response.WriteAsync(json);
    }
}

internal sealed record GatewayRequest(string Method, string Path, string Query, Dictionary<string, string> Headers, string Body);
