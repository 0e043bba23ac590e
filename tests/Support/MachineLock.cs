using Pinchang.Embedded.PostgreSql;

namespace Pinchang.Support;

/// <summary>
/// Test projects run side by side: a suite that lives by the wall clock takes the machine, and suites that keep its processors busy share
/// it. The kernel frees what its holder left behind.
/// </summary>
public sealed class MachineLock : IDisposable
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(10);
    private readonly FileStream? _file;

    private MachineLock(FileStream? file) => _file = file;

    /// <summary>For one that measures time. After ten minutes it goes on beside the others: slow is better than never.</summary>
    public static Task<MachineLock> TakeAsync() => WaitAsync(FileAccess.ReadWrite, FileShare.None);

    /// <summary>For one that only keeps processors busy.</summary>
    public static Task<MachineLock> ShareAsync() => WaitAsync(FileAccess.Read, FileShare.Read);

    public void Dispose() => _file?.Dispose();

    private static async Task<MachineLock> WaitAsync(FileAccess access, FileShare share)
    {
        var folder = Path.Combine(DataHome.Shared(), "tests");
        PrivateFiles.MakeFolder(folder, traversable: Environment.IsPrivilegedProcess);
        var until = DateTimeOffset.UtcNow + LongestWait;
        while (DateTimeOffset.UtcNow < until)
        {
            try
            {
                return new(new FileStream(Path.Combine(folder, "machine.lock"), FileMode.OpenOrCreate, access, share));
            }
            catch (IOException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(200));
            }
        }

        return new(null);
    }
}
