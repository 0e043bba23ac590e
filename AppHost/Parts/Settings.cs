using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Pinchang.Embedded.PostgreSql;

namespace Pinchang.AppHost.Parts;

/// <summary>What the environment says about this start, with every default filled in.</summary>
internal sealed record Settings
{
    private const string Loopback = "localhost";

    public required string DataFolder { get; init; }

    public required int WebPort { get; init; }

    public required int ApiPort { get; init; }

    /// <summary>The address both ports listen on: <c>localhost</c>, <c>*</c> for all, or an IP address.</summary>
    public required string Listen { get; init; }

    public required bool Https { get; init; }

    /// <summary>One's own server, or null for the private one.</summary>
    public string? OwnDatabase { get; init; }

    public string? OwnDatabaseOwner { get; init; }

    /// <summary>Plain http on the loopback address, for health checks and for Web's calls to Api, whatever the public side is.</summary>
    public required int InternalWebPort { get; init; }

    public required int InternalApiPort { get; init; }

    public string Scheme => Https ? "https" : "http";

    public string WebAddress => $"{Scheme}://{(Listen is Loopback or "*" ? Loopback : Listen)}:{WebPort}";

    public Uri ApiHealth => new($"http://127.0.0.1:{InternalApiPort}/health/ready");

    public Uri WebHealth => new($"http://127.0.0.1:{InternalWebPort}/health/ready");

    public string ApiInternalAddress => $"http://127.0.0.1:{InternalApiPort}";

    public static Settings Read()
    {
        var https = Flag("PINCHANG_HTTPS") || Text("PINCHANG_CERT") is not null;
        var database = Text("PINCHANG_DB");
        var owner = Text("PINCHANG_DB_OWNER");
        if (database is not null && owner is null)
        {
            throw new StartException("PINCHANG_DB names a server of your own: name its role pinchang_owner in PINCHANG_DB_OWNER too, since migrations run as that role and the product does not.");
        }

        var listen = Text("PINCHANG_LISTEN") ?? (https ? "*" : Loopback);
        var webPort = Port("PINCHANG_WEB_PORT", 5080);
        var apiPort = Port("PINCHANG_API_PORT", 5081);
        var publicIsInternal = listen == Loopback && !https;
        return new()
        {
            DataFolder = DataHome.Open(),
            WebPort = webPort,
            ApiPort = apiPort,
            Listen = listen,
            Https = https,
            OwnDatabase = database,
            OwnDatabaseOwner = owner,
            InternalWebPort = publicIsInternal ? webPort : FreePort(),
            InternalApiPort = publicIsInternal ? apiPort : FreePort(),
        };
    }

    public static string? Text(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;

    public static bool Flag(string name) => Text(name) is "1" or "true";

    /// <summary>The addresses a part listens on, in the form of ASPNETCORE_URLS.</summary>
    public string Urls(int port, int internalPort) =>
        port == internalPort ? $"{Scheme}://{Listen}:{port}" : $"{Scheme}://{Listen}:{port};http://127.0.0.1:{internalPort}";

    /// <summary>A port in use is told before anything waits for it.</summary>
    public void MustBeFree()
    {
        foreach (var (port, variable) in new[] { (WebPort, "PINCHANG_WEB_PORT"), (ApiPort, "PINCHANG_API_PORT") })
        {
            try
            {
                using var probe = new TcpListener(Listen == Loopback ? IPAddress.Loopback : Listen == "*" ? IPAddress.IPv6Any : IPAddress.Parse(Listen), port);
                probe.Start();
            }
            catch (SocketException busy) when (busy.SocketErrorCode is SocketError.AddressAlreadyInUse or SocketError.AccessDenied)
            {
                throw new StartException($"Port {port} is in use: end the program that uses it, or choose another port with {variable}.", busy);
            }
            catch (Exception wrong) when (wrong is SocketException or FormatException)
            {
                throw new StartException($"This machine cannot listen on {Listen}: PINCHANG_LISTEN is localhost, * or one of this machine's IP addresses.", wrong);
            }
        }
    }

    private static int Port(string name, int otherwise) => Text(name) is not { } text
        ? otherwise
        : int.TryParse(text, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= ushort.MaxValue
            ? port
            : throw new StartException($"{name} is {text}, which is no port number.");

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
