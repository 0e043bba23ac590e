using System.Globalization;
using Npgsql;
using Pinchang.Contracts.Maintenance;
using Pinchang.Data.Keys;
using Pinchang.Data.Maintenance;

namespace Pinchang.MigrationService;

/// <summary>What is done by hand with the keys under which personal data lies, also while the product runs.</summary>
internal static class KeyCommands
{
    public const string Rotate = "rotate-keys";

    /// <summary>Brings every sealed field under a new key; stopped in the middle, the next run goes on.</summary>
    public static async Task<int> RotateAsync(OwnerDatabase database)
    {
        using var stop = new CancellationTokenSource();
        Console.CancelKeyPress += (_, key) =>
        {
            key.Cancel = true;
            stop.Cancel();
        };
        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        var master = new MasterKey(Environment.GetEnvironmentVariable(MasterKey.Setting), database.DataFolder);
        var ring = new FieldKeyRing(source, master, TimeProvider.System);
        try
        {
            var result = await new FieldRotation(source, ring, new(ring, master)).RotateAsync(
                (column, renewed) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{column}: {renewed}")), stop.Token);
            var words = string.Create(CultureInfo.InvariantCulture, $"key {result.KeyId}, {result.Renewed} values, {result.Destroyed} old keys destroyed");
            Console.WriteLine(result.WentOn ? $"Finished the round that had been stopped: {words}." : $"Everything lies under a new key: {words}.");
            await new MaintenanceLog(source).WriteAsync(MaintenanceAct.KeysRotated, words, TimeProvider.System.GetUtcNow(), CancellationToken.None);
            return 0;
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine($"Stopped. What is done stays done: run {Rotate} again to go on.");
            return 1;
        }
    }
}
