using System.Globalization;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Security.Cryptography;
using Pinchang.Embedded.PostgreSql;

namespace Pinchang.AppHost.Parts;

/// <summary>What each part is told: all it needs, and nothing that another part alone may know.</summary>
internal sealed class PartEnvironment(Settings settings, Database database, ServerCertificate? certificate)
{
    private readonly string _webSecret = KeepSecret(Path.Combine(settings.DataFolder, "web.secret"));

    public IReadOnlyDictionary<string, string?> Migrations() => new Dictionary<string, string?>(Common())
    {
        ["PINCHANG_DB_OWNER"] = database.Owner,
    };

    public IReadOnlyDictionary<string, string?> Api() => new Dictionary<string, string?>(Served(settings.ApiPort, settings.InternalApiPort, PartFile.Api))
    {
        ["PINCHANG_DB"] = database.App,
        ["PINCHANG_WEB_ORIGIN"] = string.Join(';', WebOrigins()),
        // Whether `backup` can copy the database, so that its age is worth watching.
        ["PINCHANG_BACKUPS"] = database.IsPrivate ? "own" : "elsewhere",
        ["PINCHANG_DEMO"] = database.IsPrivate && Settings.Text("PINCHANG_DEMO") != "0" ? "1" : "0",
    };

    public IReadOnlyDictionary<string, string?> Web() => new Dictionary<string, string?>(Served(settings.WebPort, settings.InternalWebPort, PartFile.Web))
    {
        ["services__api__http__0"] = settings.ApiInternalAddress,
        ["PINCHANG_CA_FILE"] = certificate?.AuthorityFile,
    };

    /// <summary>The names under which a browser on this machine or its network may have opened Web.</summary>
    public static IEnumerable<string> MachineNames()
    {
        var addresses = NetworkInterface.GetAllNetworkInterfaces()
            .Where(network => network.OperationalStatus == OperationalStatus.Up)
            .SelectMany(network => network.GetIPProperties().UnicastAddresses)
            .Select(unicast => unicast.Address)
            .Where(address => address.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(address))
            .Select(address => address.ToString());
        return new[] { "localhost", "127.0.0.1", Dns.GetHostName().ToLowerInvariant() }.Concat(addresses).Distinct();
    }

    private IEnumerable<string> WebOrigins()
    {
        var names = settings.Listen == "localhost" ? ["localhost", "127.0.0.1"] : MachineNames();
        var own = names.Select(name => $"{settings.Scheme}://{name}:{settings.WebPort}");
        // Behind a proxy of one's own, its address is an origin too.
        var further = Settings.Text("PINCHANG_WEB_ORIGIN")?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
        return own.Concat(further).Distinct();
    }

    private Dictionary<string, string?> Served(int port, int internalPort, PartFile file)
    {
        var environment = Common();
        environment["ASPNETCORE_URLS"] = settings.Urls(port, internalPort);
        environment["ASPNETCORE_CONTENTROOT"] = file.ProjectFolder;
        environment["PINCHANG_WEB_SECRET"] = _webSecret;
        environment["PINCHANG_WEB_PORT"] = settings.WebPort.ToString(CultureInfo.InvariantCulture);
        environment["PINCHANG_API_PORT"] = settings.ApiPort.ToString(CultureInfo.InvariantCulture);
        environment["PINCHANG_HTTPS"] = settings.Https ? "1" : "0";
        if (certificate is not null)
        {
            environment["Kestrel__Certificates__Default__Path"] = certificate.File;
            environment["Kestrel__Certificates__Default__KeyPath"] = certificate.KeyFile;
            environment["Kestrel__Certificates__Default__Password"] = certificate.Password;
        }

        return environment;
    }

    /// <summary>Null takes away what this process itself was given.</summary>
    private Dictionary<string, string?> Common()
    {
        var kind = Settings.Text("DOTNET_ENVIRONMENT") ?? Settings.Text("ASPNETCORE_ENVIRONMENT") ?? "Production";
        return new()
        {
            ["PINCHANG_DATA"] = settings.DataFolder,
            ["PINCHANG_PARENT_PIPE"] = "1",
            ["PINCHANG_DB"] = null,
            ["PINCHANG_DB_OWNER"] = null,
            ["DOTNET_ENVIRONMENT"] = kind,
            ["ASPNETCORE_ENVIRONMENT"] = kind,
            ["ASPNETCORE_URLS"] = null,
            ["DOTNET_LAUNCH_PROFILE"] = null,
        };
    }

    /// <summary>Drawn once, so that what was signed before a restart is still believed.</summary>
    private static string KeepSecret(string path)
    {
        if (!File.Exists(path))
        {
            PrivateFiles.Write(path, RandomNumberGenerator.GetHexString(64, lowercase: true));
        }

        return File.ReadAllText(path).Trim();
    }
}
