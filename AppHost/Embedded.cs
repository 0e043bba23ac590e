using Pinchang.AppHost.Parts;
using Pinchang.Embedded.PostgreSql;

namespace Pinchang.AppHost;

/// <summary>The engine Embedded: the parts as child processes of this one, started in order and stopped in reverse.</summary>
internal static class Engine
{
    public static async Task<int> RunAsync(string[] args)
    {
        using var stop = new StopSignal();
        try
        {
            if (args is ["verify-ledger" or "purge-ledger" or "rotate-keys" or "change-master-key", ..])
            {
                return await PartFile.Migrations.RunCommandAsync(args, stop.Token);
            }

            if (args is ["backup" or "restore" or "restore-drill", var folder])
            {
                return await PartFile.Migrations.RunCommandAsync([args[0], Path.GetFullPath(folder)], stop.Token);
            }

            if (args is ["backup" or "restore" or "restore-drill", var copied, "--keys", var keys])
            {
                return await PartFile.Migrations.RunCommandAsync([args[0], Path.GetFullPath(copied), "--keys", Path.GetFullPath(keys)], stop.Token);
            }

            if (args.Length > 0)
            {
                throw new StartException(
                    $"AppHost knows the commands verify-ledger, purge-ledger, rotate-keys, change-master-key, and backup, restore and restore-drill with a folder and --keys with another, and was given {string.Join(' ', args)}: settings are environment variables, listed in README.md.");
            }

            await RunUntilAsync(stop);
            return 0;
        }
        catch (OperationCanceledException) when (stop.Token.IsCancellationRequested)
        {
            return 0;
        }
        catch (Exception problem) when (problem is StartException or PostgreSqlStartException or UnauthorizedAccessException or IOException)
        {
            Console.Error.WriteLine(problem.Message);
            return 1;
        }
    }

    private static async Task RunUntilAsync(StopSignal stop)
    {
        var settings = Settings.Read();
        DataHome.RefuseHalfRestored(settings.DataFolder);
        await using var database = await Database.OpenAsync(settings, stop.Token);
        settings.MustBeFree();
        var certificate = ServerCertificate.Prepare(settings);
        var environment = new PartEnvironment(settings, database, certificate);

        await using var api = new Part("api", PartFile.Api, environment.Api(), settings.ApiHealth);
        await using var web = new Part("web", PartFile.Web, environment.Web(), settings.WebHealth);
        using var run = new RunFile(settings, database, api, web);

        await PartFile.Migrations.RunToEndAsync("migrations", environment.Migrations(), stop.Token);
        await api.StartAsync(stop.Token);
        await web.StartAsync(stop.Token);

        Announcement.Print(settings);
        var failed = await Task.WhenAny(database.Failed, api.Failed, web.Failed, stop.Asked);
        if (failed != stop.Asked)
        {
            await failed;
        }

        Announcement.Stopping();
        await web.StopAsync();
        await api.StopAsync();
        await database.StopAsync();
    }
}
