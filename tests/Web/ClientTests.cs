using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Pinchang.Web.Tests;

/// <summary>What the browser does with an answer, driven in Node.js over a line and a disk that fail as a test says.</summary>
public sealed class ClientTests
{
    [Fact]
    public async Task The_outbox_loses_no_answer_to_a_taken_number_a_failing_disk_or_another_tab()
    {
        using var node = Process.Start(new ProcessStartInfo("node", ["--test", Path.Combine(Folder(), "Client")])
        {
            RedirectStandardOutput = true,
        })!;
        var said = await node.StandardOutput.ReadToEndAsync();
        await node.WaitForExitAsync();
        node.ExitCode.ShouldBe(0, said);
    }

    private static string Folder([CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;
}
