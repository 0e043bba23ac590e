using Npgsql;
using Pinchang.Data.Migrations;
using Pinchang.MigrationService;

if (args.Length > 0)
{
    Console.Error.WriteLine($"Unknown command: {args[0]}. Without arguments, MigrationService brings the database forward and ends.");
    return 2;
}

try
{
    await using var database = await OwnerDatabase.OpenAsync();
    var runner = new MigrationRunner(database.ConnectionString, appPassword: Environment.GetEnvironmentVariable("PINCHANG_APP_PASSWORD"));
    var applied = await runner.RunAsync();
    Console.WriteLine(applied.Count == 0 ? "The schema is current." : $"Applied {string.Join(", ", applied)}.");
    return 0;
}
catch (Exception problem) when (problem is MigrationException or NpgsqlException)
{
    Console.Error.WriteLine(problem.Message);
    return 1;
}
