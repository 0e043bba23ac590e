using System.Diagnostics;
using Pinchang.Support.Products;

namespace Pinchang.EndToEnd.Tests;

/// <summary>Commands as they are typed.</summary>
public sealed class CommandTests
{
    [Theory]
    [InlineData("verify-ledger")]
    [InlineData("rotate-keys")]
    [InlineData("change-master-key")]
    [InlineData("backup", "copies/monday")]
    [InlineData("restore-drill", "copies/monday", "--keys", "copies/keys")]
    public async Task A_data_folder_is_named_from_where_the_person_stands_and_an_empty_one_is_not_made_an_installation(params string[] command)
    {
        var here = Directory.CreateTempSubdirectory("pinchang-");
        try
        {
            var (exitCode, said) = await RunAsync(here.FullName, "typo", command);

            exitCode.ShouldBe(1);
            said.ShouldContain($"{Path.Combine(here.FullName, "typo")} holds no installation");
            here.EnumerateFileSystemInfos().ShouldBeEmpty();
        }
        finally
        {
            here.Delete(recursive: true);
        }
    }

    private static async Task<(int ExitCode, string Said)> RunAsync(string folder, string data, string[] command)
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        var start = new ProcessStartInfo("dotnet", [Path.Combine(Checkout.Root, "AppHost", "bin", configuration, "net10.0", "Pinchang.AppHost.dll"), .. command])
        {
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        start.Environment["PINCHANG_DATA"] = data;
        using var process = Process.Start(start)!;
        var said = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, said);
    }
}
