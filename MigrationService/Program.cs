using Npgsql;
using Pinchang.Data.Migrations;
using Pinchang.MigrationService;

var asked = BackupRequest.Read(args);
if (asked is null && args is not ([] or [LedgerCommands.Verify or LedgerCommands.Purge or KeyCommands.Rotate or KeyCommands.ChangeMaster, ..]))
{
    Console.Error.WriteLine(
        $"Unknown command: {string.Join(' ', args)}. Without arguments, MigrationService brings the database forward and ends; with {LedgerCommands.Verify} or {LedgerCommands.Purge} it looks after the ledger, with {KeyCommands.Rotate} or {KeyCommands.ChangeMaster} after the keys of personal data; {BackupRequest.Backup}, {BackupRequest.Restore} and {BackupRequest.Drill} take a folder, and with {BackupRequest.KeysOption} that of its keys.");
    return 2;
}

try
{
    if (asked is { Command: BackupRequest.Restore })
    {
        return await BackupCommands.RestoreAsync(asked);
    }

    await using var database = args is [] ? await OwnerDatabase.OpenAsync() : await OwnerDatabase.OpenInstalledAsync();
    switch (args)
    {
        case [BackupRequest.Backup, ..]:
            return await BackupCommands.BackupAsync(database, asked!);
        case [BackupRequest.Drill, ..]:
            return await BackupCommands.DrillAsync(database, asked!);
        case [LedgerCommands.Verify]:
            return await LedgerCommands.VerifyAsync(database);
        case [KeyCommands.Rotate]:
            return await KeyCommands.RotateAsync(database);
        case [KeyCommands.ChangeMaster]:
            return await KeyCommands.ChangeMasterAsync(database);
        case [LedgerCommands.Purge, .. var options]:
            return await LedgerCommands.PurgeAsync(database, options);
        default:
            var runner = new MigrationRunner(database.ConnectionString, appPassword: Environment.GetEnvironmentVariable("PINCHANG_APP_PASSWORD"));
            var applied = await runner.RunAsync();
            Console.WriteLine(applied.Count == 0 ? "The schema is current." : $"Applied {string.Join(", ", applied)}.");
            return 0;
    }
}
catch (Exception problem) when (problem is MigrationException or NpgsqlException)
{
    Console.Error.WriteLine(problem.Message);
    return 1;
}
