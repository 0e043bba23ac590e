using System.Runtime.InteropServices;

namespace Pinchang.Embedded.PostgreSql;

/// <summary>The few calls of Unix that .NET does not offer.</summary>
public static partial class Unix
{
    /// <summary>Asks a process to stop now, as Ctrl-C does.</summary>
    public const int Interrupt = 2;

    /// <summary>To PostgreSQL: stop at once and recover at the next start.</summary>
    public const int Quit = 3;

    public const int Kill = 9;

    /// <summary>Asks a process to stop in order.</summary>
    public const int Terminate = 15;

    /// <summary>True when the process was there and could be told.</summary>
    public static bool Signal(int processId, int signal) => SendSignal(processId, signal) == 0;

    /// <summary>The command in a session of its own, so that a Ctrl-C in the terminal does not reach it.</summary>
    public static string[] InOwnSession(params string[] command) =>
        ServerProcess.OnPath("setsid") is { } setsid ? [setsid, .. command] : command;

    /// <summary>Makes what was named, renamed or removed in a folder outlast a power cut. A file system that cannot promise it for folders is let be.</summary>
    internal static void SyncFolder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        const int ReadOnly = 0;
        const int NotForThisKind = 22;
        var folder = OpenFile(path, ReadOnly);
        if (folder < 0)
        {
            throw new IOException($"The folder {path} could not be opened: {Marshal.GetLastPInvokeErrorMessage()}");
        }

        try
        {
            if (SyncFile(folder) != 0 && Marshal.GetLastPInvokeError() != NotForThisKind)
            {
                throw new IOException($"The folder {path} could not be brought to the disk: {Marshal.GetLastPInvokeErrorMessage()}");
            }
        }
        finally
        {
            _ = CloseFile(folder);
        }
    }

    internal static void GiveTo(string path, ServerUser user)
    {
        if (ChangeOwner(path, user.Id, user.GroupId) != 0)
        {
            throw new PostgreSqlStartException($"The folder {path} could not be given to the user {user.Name}: {Marshal.GetLastPInvokeErrorMessage()}.");
        }
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int SendSignal(int processId, int signal);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int OpenFile(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int SyncFile(int file);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int CloseFile(int file);

    [LibraryImport("libc", EntryPoint = "chown", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int ChangeOwner(string path, uint userId, uint groupId);
}
