using System.Net;
using System.Net.Sockets;
using Npgsql;
using Pinchang.Embedded.PostgreSql;
using Pinchang.Faults.Clients;
using Pinchang.Support.Products;

namespace Pinchang.Faults.Clusters;

/// <summary>
/// The engine Distributed without Aspire: two processes of Api on one PostgreSQL, told what AppHost's app model tells them, behind one
/// door that gives each new line to the next of them that takes it. The demo in it comes from a start of the engine Embedded.
/// </summary>
internal sealed class RunningCluster : IProduct, IAsyncDisposable
{
    private const string Secret = "a secret between Web and Api";
    private const int Active = 3;
    private readonly RunningProduct _installed;
    private readonly PostgreSqlServer _server;
    private readonly BadNetwork _door;

    private RunningCluster(RunningProduct installed, PostgreSqlServer server, ClusterMember[] members, int seed)
    {
        (_installed, _server, Members) = (installed, server, members);
        _door = new(seed, [.. members.Select(member => member.Address)]);
    }

    public ClusterMember[] Members { get; }

    public Uri Web => _installed.Web;

    public Uri Api => _door.Door;

    public string Data => _installed.Data;

    public string Owner => _server.OwnerConnectionString;

    /// <summary>Where <c>dotnet build Api -p:Engine=Distributed --artifacts-path artifacts/distributed</c> puts it.</summary>
    public static string AssemblyOf(string configuration) => Path.Combine(
        Checkout.Root, "artifacts", "distributed", "bin", "Api", configuration.ToLowerInvariant(), "Pinchang.Api.dll");

    public static async Task<RunningCluster> StartAsync(string configuration, int seed)
    {
        var assembly = AssemblyOf(configuration);
        if (!File.Exists(assembly))
        {
            throw new InvalidOperationException(
                $"First: dotnet build Api -c {configuration} -p:Engine=Distributed --artifacts-path artifacts/distributed");
        }

        var installed = await RunningProduct.StartAsync(configuration);
        installed.KeepsData = true;
        await installed.DisposeAsync();
        var server = await PostgreSqlServer.StartAsync(PostgreSqlOptions.For(installed.Data));
        var environment = EnvironmentOf(installed, server);
        var cluster = new RunningCluster(installed, server, [.. FreePorts(2).Select(ports => new ClusterMember(assembly, ports, environment))], seed);
        try
        {
            await Task.WhenAll(cluster.Members.Select(member => member.StartAsync()));
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    public DemoAccount Account(string role) => _installed.Account(role);

    public Task<string> MessageToAsync(string recipient, DateTimeOffset since) =>
        throw new NotSupportedException("A cluster sends messages by gateways; none stands in for them.");

    /// <summary>The silo ports of the processes that count as members.</summary>
    public async Task<int[]> ActiveAsync()
    {
        await using var source = NpgsqlDataSource.Create(Owner);
        await using var command = source.CreateCommand("SELECT port FROM orleans.membership WHERE status = $1");
        command.Parameters.Add(new() { Value = Active });
        await using var reader = await command.ExecuteReaderAsync();
        var ports = new List<int>();
        while (await reader.ReadAsync())
        {
            ports.Add(reader.GetInt32(0));
        }

        return [.. ports];
    }

    public async Task<bool> IsWholeAsync() => (await ActiveAsync()).Length == Members.Length;

    public async ValueTask DisposeAsync()
    {
        await _door.DisposeAsync();
        foreach (var member in Members)
        {
            await member.DisposeAsync();
        }

        await _server.DisposeAsync();
        Directory.Delete(_installed.Data, recursive: true);
    }

    /// <summary>As in AppHost's app model.</summary>
    private static Dictionary<string, string> EnvironmentOf(RunningProduct installed, PostgreSqlServer server) => new()
    {
        ["ASPNETCORE_ENVIRONMENT"] = "Production",
        ["PINCHANG_PARENT_PIPE"] = "1",
        ["PINCHANG_DATA"] = installed.Data,
        ["PINCHANG_DEMO"] = "0",
        ["PINCHANG_WEB_SECRET"] = Secret,
        ["PINCHANG_WEB_ORIGIN"] = installed.Web.GetLeftPart(UriPartial.Authority),
        ["PINCHANG_DB"] = server.AppConnectionString,
        ["ConnectionStrings__orleans"] = $"{server.AppConnectionString};Search Path=orleans;Maximum Pool Size=8;Command Timeout=10",
        ["Orleans__ClusterId"] = "pinchang",
        ["Orleans__ServiceId"] = "pinchang",
        ["Orleans__EnableDistributedTracing"] = "true",
        ["Orleans__Clustering__ProviderType"] = "AdoNet",
        ["Orleans__Clustering__Invariant"] = "Npgsql",
        ["Orleans__Clustering__ConnectionName"] = "orleans",
    };

    /// <summary>All at once: a port that was given back could be given out again.</summary>
    private static Ports[] FreePorts(int processes)
    {
        var listeners = Enumerable.Range(0, processes * 3).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToArray();
        try
        {
            foreach (var listener in listeners)
            {
                listener.Start();
            }

            return [.. listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port).Chunk(3).Select(ports => new Ports(ports[0], ports[1], ports[2]))];
        }
        finally
        {
            foreach (var listener in listeners)
            {
                listener.Dispose();
            }
        }
    }
}
