using Npgsql;
using Pinchang.Data.Migrations;
using Pinchang.MigrationService;

var known = args is [] or [LedgerCommands.Verify or LedgerCommands.Purge or KeyCommands.Rotate, ..]
    or [BackupCommands.Backup or BackupCommands.Restore or BackupCommands.Drill, _];
if (!known)
{
    Console.Error.WriteLine(
        $"Unknown command: {string.Join(' ', args)}. Without arguments, MigrationService brings the database forward and ends; with {LedgerCommands.Verify} or {LedgerCommands.Purge} it looks after the ledger, with {KeyCommands.Rotate} after the keys of personal data; {BackupCommands.Backup}, {BackupCommands.Restore} and {BackupCommands.Drill} take a folder.");
    return 2;
}

try
{
    if (args is [BackupCommands.Restore, var from])
    {
        return await BackupCommands.RestoreAsync(from);
    }

    await using var database = await OwnerDatabase.OpenAsync();
    switch (args)
    {
        case [LedgerCommands.Verify]:
            return await LedgerCommands.VerifyAsync(database);
        case [KeyCommands.Rotate]:
            return await KeyCommands.RotateAsync(database);
        case [BackupCommands.Backup, var folder]:
            return await BackupCommands.BackupAsync(database, folder);
        case [BackupCommands.Drill, var folder]:
            return await BackupCommands.DrillAsync(database, folder);
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
