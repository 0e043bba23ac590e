using System.Net;
using System.Text.Json;

namespace Pinchang.AppHost.Parts;

/// <summary>What the person at the console is told.</summary>
internal static class Announcement
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    public static void Print(Settings settings)
    {
        Console.WriteLine($"Pinchang is ready: {settings.WebAddress}");
        if (settings.Listen == "*")
        {
            foreach (var address in PartEnvironment.MachineNames().Where(name => IPAddress.TryParse(name, out var own) && !IPAddress.IsLoopback(own)))
            {
                Console.WriteLine($"  from a phone on the same network: {settings.Scheme}://{address}:{settings.WebPort}");
            }
        }

        var accounts = Path.Combine(settings.DataFolder, "demo-accounts.json");
        if (File.Exists(accounts) && JsonSerializer.Deserialize<DemoAccount[]>(File.ReadAllText(accounts), Web) is { Length: > 0 } rows)
        {
            PrintTable(rows);
        }
    }

    public static void Stopping() => Console.WriteLine("Pinchang is stopping.");

    private static void PrintTable(DemoAccount[] accounts)
    {
        string[][] table =
        [
            ["role", "login", "password", "phone", "second factor", "note"],
            .. accounts.Select(account => new[] { account.Role, account.Login, account.Password, account.Phone, account.SecondFactorSecret, account.Note }.Select(cell => cell ?? "").ToArray()),
        ];
        var widths = Enumerable.Range(0, table[0].Length).Select(column => table.Max(row => Width(row[column]))).ToArray();
        foreach (var row in table)
        {
            Console.WriteLine("  " + string.Join("  ", row.Select((cell, column) => cell + new string(' ', widths[column] - Width(cell)))).TrimEnd());
        }
    }

    /// <summary>A Chinese character takes two columns of a terminal.</summary>
    private static int Width(string text) => text.Sum(character => character >= '\u2E80' ? 2 : 1);

    private sealed record DemoAccount(string? Role, string? Login, string? Password, string? Phone, string? SecondFactorSecret, string? Note);
}
