using Pinchang.Embedded.PostgreSql;

namespace Pinchang.Support;

/// <summary>
/// One holder on the whole machine: test projects run side by side, and a suite that measures time must not
/// share the processors with another that does.
/// </summary>
public sealed class MachineLock : IDisposable
{
    private readonly FileStream _file;

    private MachineLock(FileStream file) => _file = file;

    /// <summary>Waits until the lock is free. The kernel frees it when its holder dies.</summary>
    public static async Task<MachineLock> TakeAsync(string name = "timing", CancellationToken cancellation = default)
    {
        var folder = Path.Combine(DataHome.Shared(), "tests");
        PrivateFiles.MakeFolder(folder, traversable: Environment.IsPrivilegedProcess);
        while (true)
        {
            try
            {
                return new(new FileStream(Path.Combine(folder, $"{name}.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            }
            catch (IOException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(200), cancellation);
            }
        }
    }

    public void Dispose() => _file.Dispose();
}
