using Pinchang.Api.Hosting;

namespace Pinchang.Api.Demo;

/// <summary>A row of the table that AppHost prints.</summary>
internal sealed record DemoAccount(string Role, string Login, string Password, string? Phone, string? SecondFactorSecret, string Note);

/// <summary>PINCHANG_DATA/demo-accounts.json, readable by its owner only.</summary>
internal static class DemoAccountsFile
{
    public static async Task WriteAsync(string folder, IReadOnlyList<DemoAccount> accounts, CancellationToken cancellation)
    {
        Directory.CreateDirectory(folder);
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        await using var file = new FileStream(Path.Combine(folder, "demo-accounts.json"), options);
        await System.Text.Json.JsonSerializer.SerializeAsync(file, accounts, JsonDefaults.Options, cancellation);
    }
}
