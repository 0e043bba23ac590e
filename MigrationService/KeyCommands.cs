using System.Globalization;
using Npgsql;
using Pinchang.Contracts.Maintenance;
using Pinchang.Data.Keys;
using Pinchang.Data.Maintenance;

namespace Pinchang.MigrationService;

/// <summary>What is done by hand with the keys under which personal data lies: a rotation also while the product runs, a change of the master key while it stands still.</summary>
internal static class KeyCommands
{
    public const string Rotate = "rotate-keys";
    public const string ChangeMaster = "change-master-key";
    private const string Next = $"{MasterKey.FileName}.next";
    private const string NewSetting = "PINCHANG_NEW_MASTER_KEY";

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

    /// <summary>
    /// Puts another master key in the place of the present one, while Pinchang stands still. A key from the environment is followed by the one
    /// in PINCHANG_NEW_MASTER_KEY; the data folder's own by one that is made here.
    /// </summary>
    public static async Task<int> ChangeMasterAsync(OwnerDatabase database)
    {
        var (given, givenNext) = (Environment.GetEnvironmentVariable(MasterKey.Setting), Environment.GetEnvironmentVariable(NewSetting));
        var isGiven = !string.IsNullOrEmpty(given);
        if (isGiven == string.IsNullOrEmpty(givenNext) || (isGiven && given == givenNext))
        {
            Console.Error.WriteLine(isGiven
                ? $"{MasterKey.Setting} gives the present key: give another, 32 bytes in base64, as {NewSetting}."
                : $"{NewSetting} is given, but the present key lies in the data folder: take the one away, or move the other to {MasterKey.Setting} first.");
            return 2;
        }

        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        var before = new MasterKey(given, database.DataFolder);
        var after = new MasterKey(isGiven ? givenNext : Convert.ToBase64String(MasterKeyFile.ReadOrMake(database.DataFolder, Next)), null);
        // Stopped after the commit and before the file was in its place: only that is left to do.
        if (!await MasterKeyChange.LiesUnderAsync(source, after, CancellationToken.None))
        {
            var change = new MasterKeyChange(source, before, after);
            if (await change.WhyNotAsync(CancellationToken.None) is { } hindrance)
            {
                Console.Error.WriteLine(hindrance);
                return 1;
            }

            foreach (var (what, count) in await change.ChangeAsync(CancellationToken.None))
            {
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {count}"));
            }
        }

        if (!isGiven)
        {
            MasterKeyFile.Replace(database.DataFolder, MasterKey.FileName, Next);
        }

        await new MaintenanceLog(source).WriteAsync(MaintenanceAct.MasterKeyChanged, null, TimeProvider.System.GetUtcNow(), CancellationToken.None);
        Console.WriteLine(isGiven
            ? $"Everything lies under the new key: start Pinchang with it as {MasterKey.Setting}. Older backups open with the former one only."
            : $"Everything lies under the new key, keys/{MasterKey.FileName}. Older backups open with keys/{MasterKey.FileName}.before only: lock it away with them.");
        return 0;
    }
}
