using Npgsql;
using Pinchang.Data.Migrations;

if (args.Length > 0)
{
    Console.Error.WriteLine($"Unknown command: {args[0]}. Without arguments, MigrationService brings the database forward and ends.");
    return 2;
}

var owner = Environment.GetEnvironmentVariable("PINCHANG_DB_OWNER") ?? Environment.GetEnvironmentVariable("ConnectionStrings__pinchang");
if (string.IsNullOrWhiteSpace(owner))
{
    Console.Error.WriteLine("No database is named: set PINCHANG_DB_OWNER to the connection string of the role pinchang_owner.");
    return 2;
}

try
{
    var applied = await new MigrationRunner(owner, appPassword: Environment.GetEnvironmentVariable("PINCHANG_APP_PASSWORD")).RunAsync();
    Console.WriteLine(applied.Count == 0 ? "The schema is current." : $"Applied {string.Join(", ", applied)}.");
    return 0;
}
catch (Exception problem) when (problem is MigrationException or NpgsqlException)
{
    Console.Error.WriteLine(problem.Message);
    return 1;
}
