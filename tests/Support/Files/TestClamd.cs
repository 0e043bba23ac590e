using System.Diagnostics;

namespace Pinchang.Support.Files;

/// <summary>ClamAV's own daemon with one signature, EICAR's: signatures of real viruses are large, and are fetched from elsewhere.</summary>
public sealed class TestClamd : IAsyncDisposable
{
    private readonly DirectoryInfo _folder;
    private readonly Process _process;

    private TestClamd(DirectoryInfo folder, Process process) => (_folder, _process) = (folder, process);

    public static bool IsInstalled => Program() is not null;

    public string Address => $"unix:{SocketIn(_folder)}";

    /// <param name="mostMegaBytes">Of one scan.</param>
    public static async Task<TestClamd> StartAsync(int mostMegaBytes = 25)
    {
        var folder = Directory.CreateTempSubdirectory("clamd-");
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "own.ndb"), $"{Eicar.Signature}:0:*:{Convert.ToHexStringLower(Eicar.Text)}\n");
        var settings = Path.Combine(folder.FullName, "clamd.conf");
        await File.WriteAllTextAsync(settings, $"LocalSocket {SocketIn(folder)}\nDatabaseDirectory {folder.FullName}\nForeground yes\nStreamMaxLength {mostMegaBytes}M\n");
        var process = Process.Start(new ProcessStartInfo(Program()!, ["--config-file", settings]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var until = DateTimeOffset.UtcNow.AddSeconds(30);
        while (!File.Exists(SocketIn(folder)))
        {
            if (process.HasExited || DateTimeOffset.UtcNow > until)
            {
                throw new InvalidOperationException("clamd did not start.");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50));
        }

        return new(folder, process);
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    private static string SocketIn(DirectoryInfo folder) => Path.Combine(folder.FullName, "clamd.socket");

    private static string? Program() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Append("/usr/sbin").Select(folder => Path.Combine(folder, "clamd")).FirstOrDefault(File.Exists);
}
