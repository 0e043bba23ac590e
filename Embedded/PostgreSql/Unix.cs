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

    internal static void GiveTo(string path, ServerUser user)
    {
        if (ChangeOwner(path, user.Id, user.GroupId) != 0)
        {
            throw new PostgreSqlStartException($"The folder {path} could not be given to the user {user.Name}: {Marshal.GetLastPInvokeErrorMessage()}.");
        }
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int SendSignal(int processId, int signal);

    [LibraryImport("libc", EntryPoint = "chown", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int ChangeOwner(string path, uint userId, uint groupId);
}
