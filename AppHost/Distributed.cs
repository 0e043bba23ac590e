using Aspire.Hosting.Azure;

namespace Pinchang.AppHost;

/// <summary>
/// The engine Distributed, as .NET Aspire's app model: PostgreSQL, migrations, several Api processes
/// that form an Orleans cluster through that same PostgreSQL, and Web. Containers locally, Azure when published.
/// </summary>
internal static class Engine
{
    private const int ApiReplicas = 2;
    private const string DatabaseName = "pinchang";

    public static async Task<int> RunAsync(string[] args)
    {
        DescribeDashboard();
        var builder = DistributedApplication.CreateBuilder(args);

        var administrator = builder.AddParameter("postgres-user", "pinchang_admin");
        var administratorPassword = builder.AddParameter("postgres-password", secret: true);
        var appPassword = builder.AddParameter("pinchang-app-password", secret: true);
        var webSecret = builder.AddParameter("web-secret", secret: true);

        var postgres = builder.AddAzurePostgresFlexibleServer("postgres")
            .WithPasswordAuthentication(administrator, administratorPassword)
            .RunAsContainer(container => container.WithImageTag("17.6").WithDataVolume());
        var database = postgres.AddDatabase("database", DatabaseName);
        var application = builder.AddConnectionString("pinchang", AsApplication(postgres.Resource, appPassword.Resource));
        var membership = builder.AddConnectionString("orleans", AsMember(postgres.Resource, appPassword.Resource));

        // Files, recordings and the ledger's anchors: one folder that every process sees; when published, a volume that is mounted there.
        var dataFolder = builder.AddParameter("data-folder", DataFolder(builder), publishValueAsDefault: true);
        var masterKey = builder.AddParameter("master-key", secret: true);
        var examKey = builder.AddParameter("exam-key", secret: true);

        var migrations = builder.AddProject<Projects.MigrationService>("migrations", launchProfileName: null)
            .WithEnvironment("PINCHANG_DB_OWNER", database)
            .WithEnvironment("PINCHANG_APP_PASSWORD", appPassword)
            .WithEnvironment("PINCHANG_DATA", dataFolder)
            .WaitFor(database);

        var api = builder.AddProject<Projects.Api>("api", launchProfileName: null)
            .WithHttpEndpoint(port: Port(builder, "PINCHANG_API_PORT", 5081))
            .WithExternalHttpEndpoints()
            .WithHttpHealthCheck("/health/ready")
            .WithReplicas(ApiReplicas)
            .WithEnvironment("PINCHANG_DB", application)
            .WithEnvironment("PINCHANG_WEB_SECRET", webSecret)
            .WithEnvironment("PINCHANG_DEMO", "0")
            .WithEnvironment("PINCHANG_DATA", dataFolder)
            .WithEnvironment("PINCHANG_MASTER_KEY", masterKey)
            .WithEnvironment("PINCHANG_EXAM_KEY", examKey)
            .WithReference(membership)
            .WaitForCompletion(migrations);
        JoinCluster(api, membership.Resource.Name);

        var web = builder.AddProject<Projects.Web>("web", launchProfileName: null)
            .WithHttpEndpoint(port: Port(builder, "PINCHANG_WEB_PORT", 5080))
            .WithExternalHttpEndpoints()
            .WithHttpHealthCheck("/health/ready")
            .WithEnvironment("PINCHANG_API_ORIGIN", api.GetEndpoint("http"))
            .WithEnvironment("PINCHANG_WEB_SECRET", webSecret)
            .WithEnvironment("PINCHANG_DATA", dataFolder)
            .WithReference(api)
            .WaitFor(api);
        api.WithEnvironment("PINCHANG_WEB_ORIGIN", web.GetEndpoint("http"));

        await builder.Build().RunAsync();
        return 0;
    }

    /// <summary>Fixed where people type it; a published app is given the port of its environment.</summary>
    private static int? Port(IDistributedApplicationBuilder builder, string variable, int otherwise) => builder.ExecutionContext.IsRunMode
        ? int.TryParse(Environment.GetEnvironmentVariable(variable), out var port) ? port : otherwise
        : null;

    private static string DataFolder(IDistributedApplicationBuilder builder) => !builder.ExecutionContext.IsRunMode ? "/data"
        : Environment.GetEnvironmentVariable("PINCHANG_DATA") is { Length: > 0 } named ? named
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "pinchang", "distributed");

    /// <summary>The role that reads and writes rows and changes no structure; MigrationService gives it this password.</summary>
    private static ReferenceExpression AsApplication(AzurePostgresFlexibleServerResource server, ParameterResource password) =>
        ReferenceExpression.Create($"Host={server.Host};Port={server.Port};Database={DatabaseName};Username=pinchang_app;Password={password}");

    /// <summary>Orleans finds its queries through the search path; membership needs few connections and quick answers.</summary>
    private static ReferenceExpression AsMember(AzurePostgresFlexibleServerResource server, ParameterResource password) => ReferenceExpression.Create(
        $"Host={server.Host};Port={server.Port};Database={DatabaseName};Username=pinchang_app;Password={password};Search Path=orleans;Maximum Pool Size=8;Command Timeout=10");

    /// <summary>
    /// By hand, since Aspire knows no ADO.NET provider of Orleans: the sections that UseOrleans reads. The endpoints
    /// give each replica ports of its own; nobody connects through their proxy.
    /// </summary>
    private static void JoinCluster(IResourceBuilder<ProjectResource> api, string connectionName) => api
        .WithEndpoint(scheme: "tcp", name: "orleans-silo", env: "Orleans__Endpoints__SiloPort", isProxied: true, isExternal: false)
        .WithEndpoint(scheme: "tcp", name: "orleans-gateway", env: "Orleans__Endpoints__GatewayPort", isProxied: true, isExternal: false)
        .WithEnvironment("Orleans__ClusterId", "pinchang")
        .WithEnvironment("Orleans__ServiceId", "pinchang")
        .WithEnvironment("Orleans__EnableDistributedTracing", "true")
        .WithEnvironment("Orleans__Clustering__ProviderType", "AdoNet")
        .WithEnvironment("Orleans__Clustering__Invariant", "Npgsql")
        .WithEnvironment("Orleans__Clustering__ConnectionName", connectionName);

    /// <summary>
    /// What a launch profile would say, for the dashboard on this machine; a profile would also reach the engine
    /// Embedded, which has no use for it.
    /// </summary>
    private static void DescribeDashboard()
    {
        foreach (var (name, value) in new[]
        {
            ("ASPNETCORE_URLS", "http://localhost:5088"),
            ("ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL", "http://localhost:5089"),
            ("ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL", "http://localhost:5090"),
            ("ASPIRE_ALLOW_UNSECURED_TRANSPORT", "true"),
        })
        {
            if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable(name)))
            {
                Environment.SetEnvironmentVariable(name, value);
            }
        }
    }
}
