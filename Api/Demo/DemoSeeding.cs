using Microsoft.EntityFrameworkCore;
using Npgsql;
using Pinchang.Api.Hosting;
using Pinchang.Data;

namespace Pinchang.Api.Demo;

/// <summary>On one machine, with PINCHANG_DEMO=1 and nobody in the database: people, an employer and its jobs, made before anything is served.</summary>
internal sealed class DemoSeeding(NpgsqlDataSource database, IServiceScopeFactory scopes, IConfiguration configuration, ILogger<DemoSeeding> logger) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!Deployment.IsDemo(configuration) || configuration["PINCHANG_DATA"] is not { Length: > 0 } folder)
        {
            return;
        }

        // Asked without the model, which a second start would wait for.
        await using (var anybody = database.CreateCommand("SELECT EXISTS (SELECT FROM accounts.users)"))
        {
            if (await anybody.ExecuteScalarAsync(cancellationToken) is true)
            {
                return;
            }
        }

        await using var scope = scopes.CreateAsyncScope();
        var data = scope.ServiceProvider.GetRequiredService<PinchangContext>();
        await using var transaction = await data.Database.BeginTransactionAsync(cancellationToken);
        // Two processes that start together: the second finds the people that the first made.
        await data.LockAsync("pinchang.demo", cancellationToken);
        if (await data.Users.AnyAsync(cancellationToken))
        {
            return;
        }

        var accounts = await scope.ServiceProvider.GetRequiredService<DemoVenue>().BuildAsync(cancellationToken);
        await DemoAccountsFile.WriteAsync(folder, accounts, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        logger.LogInformation("Made {Count} demo accounts", accounts.Count);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
