using Aspire.Hosting.Azure;
using Microsoft.Extensions.Configuration;

namespace Pinchang.AppHost;

/// <summary>
/// The engine Distributed: PostgreSQL, file storage, migrations, several Api processes that form an Orleans cluster
/// through that same PostgreSQL, and Web, as .NET Aspire's app model. Containers locally, Azure when published.
/// </summary>
internal static class Engine
{
    private const int ApiReplicas = 2;
    private const string DatabaseName = "pinchang";

    public static async Task<int> RunAsync(string[] args)
    {
        var builder = DistributedApplication.CreateBuilder(args);

        var ownerPassword = builder.AddParameter("postgres-password", secret: true);
        var appPassword = builder.AddParameter("pinchang-app-password", secret: true);
        var webSecret = builder.AddParameter("web-secret", secret: true);

        var owner = builder.AddParameter("postgres-user", "pinchang_admin");
        var postgres = builder.AddAzurePostgresFlexibleServer("postgres")
            .WithPasswordAuthentication(owner, ownerPassword)
            .RunAsContainer(container => container.WithImageTag("17.6").WithDataVolume());
        var database = postgres.AddDatabase("pinchang-owner", DatabaseName);
        var app = builder.AddConnectionString("pinchang", AsApplication(database.Resource, appPassword.Resource));
        var membership = builder.AddConnectionString("orleans", AsCluster(database.Resource, appPassword.Resource));

        var storage = builder.AddAzureStorage("storage").RunAsEmulator(emulator => emulator.WithDataVolume());
        var files = storage.AddBlobs("files");

        var migrations = builder.AddProject<Projects.MigrationService>("migrations")
            .WithEnvironment("PINCHANG_DB_OWNER", database)
            .WithEnvironment("PINCHANG_APP_PASSWORD", appPassword)
            .WaitFor(database);

        var api = builder.AddProject<Projects.Api>("api")
            .WithReplicas(ApiReplicas)
            .WithEnvironment("PINCHANG_DB", app)
            .WithReference(files)
            .WithReference(membership)
            .WithEnvironment("PINCHANG_WEB_SECRET", webSecret)
            .WithEnvironment("PINCHANG_DEMO", "0")
            .WithExternalHttpEndpoints()
            .WithHttpHealthCheck("/health/ready")
            .WaitForCompletion(migrations);
        JoinCluster(api, membership.Resource.Name);

        var web = builder.AddProject<Projects.Web>("web")
            .WithReference(api)
            .WithReference(files)
            .WithEnvironment("PINCHANG_API_ORIGIN", api.GetEndpoint("http"))
            .WithEnvironment("PINCHANG_WEB_SECRET", webSecret)
            .WithExternalHttpEndpoints()
            .WithHttpHealthCheck("/health/ready")
            .WaitFor(api);

        if (builder.Configuration["PINCHANG_WEB_ORIGIN"] is { Length: > 0 } origin)
        {
            api.WithEnvironment("PINCHANG_WEB_ORIGIN", origin);
        }
        else
        {
            api.WithEnvironment("PINCHANG_WEB_ORIGIN", web.GetEndpoint("http"));
        }

        await builder.Build().RunAsync();
        return 0;
    }

    /// <summary>The role that may read and write rows, not change structure; MigrationService gives it this password.</summary>
    private static ReferenceExpression AsApplication(AzurePostgresFlexibleServerDatabaseResource database, ParameterResource password) =>
        ReferenceExpression.Create($"{database.ConnectionStringExpression};Username=pinchang_app;Password={password}");

    /// <summary>Orleans finds its queries through the search path; membership needs few connections and quick answers.</summary>
    private static ReferenceExpression AsCluster(AzurePostgresFlexibleServerDatabaseResource database, ParameterResource password) =>
        ReferenceExpression.Create(
            $"{database.ConnectionStringExpression};Username=pinchang_app;Password={password};Search Path=orleans;Maximum Pool Size=8;Command Timeout=10");

    /// <summary>
    /// By hand, since Aspire knows no ADO.NET provider of Orleans: the sections that UseOrleans reads. Each replica
    /// gets ports of its own from the endpoints.
    /// </summary>
    private static void JoinCluster(IResourceBuilder<ProjectResource> api, string connectionName) => api
        .WithEndpoint(name: "orleans-silo", scheme: "tcp", env: "Orleans__Endpoints__SiloPort")
        .WithEndpoint(name: "orleans-gateway", scheme: "tcp", env: "Orleans__Endpoints__GatewayPort")
        .WithEnvironment("Orleans__ClusterId", "pinchang")
        .WithEnvironment("Orleans__ServiceId", "pinchang")
        .WithEnvironment("Orleans__EnableDistributedTracing", "true")
        .WithEnvironment("Orleans__Clustering__ProviderType", "AdoNet")
        .WithEnvironment("Orleans__Clustering__Invariant", "Npgsql")
        .WithEnvironment("Orleans__Clustering__ConnectionName", connectionName);
}
