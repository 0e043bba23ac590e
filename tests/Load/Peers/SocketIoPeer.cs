using System.Diagnostics;
using Pinchang.Load.Measuring;

namespace Pinchang.Load.Peers;

/// <summary>Socket.IO 4.8 on Node.js, installed from its lock file on first use.</summary>
internal static class SocketIoPeer
{
    public const string Name = "Socket.IO 4.8";

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Peers", "socket-io");

    /// <summary>Null when it can be started, else why the row is left out.</summary>
    public static async Task<string?> WhyNotAsync(string row)
    {
        if (PeerPrograms.Missing(row, "node", "npm") is { } missing)
        {
            return missing;
        }

        if (Directory.Exists(Path.Combine(Folder, "node_modules", "socket.io")) && Directory.Exists(Path.Combine(Folder, "node_modules", "redis")))
        {
            return null;
        }

        using var install = Process.Start(new ProcessStartInfo("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"])
        {
            WorkingDirectory = Folder,
        })!;
        await install.WaitForExitAsync();
        return install.ExitCode == 0 ? null : $"{row} is left out: npm could not install {Name} from its lock file.";
    }

    /// <param name="snapshot">Characters of the snapshot that everybody who comes in is sent; none when 0.</param>
    /// <param name="likes">Counts likes in a Redis of its own.</param>
    public static Task<ServerUnderLoad> StartAsync(int port, int snapshot = 0, bool likes = false) =>
        ServerUnderLoad.StartAsync("node", ["--expose-gc", "server.mjs", $"{port}", $"{snapshot}", likes ? "likes" : ""], port, Folder);
}
