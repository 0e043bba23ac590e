using System.Diagnostics;
using Pinchang.Load.Measuring;

namespace Pinchang.Load.Peers;

/// <summary>Socket.IO 4.8 on Node.js, installed from its lock file on first use.</summary>
internal static class SocketIoPeer
{
    public const string Name = "Socket.IO 4.8";

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Peers", "socket-io");

    public static async Task<ServerUnderLoad> StartAsync(int port)
    {
        if (!Directory.Exists(Path.Combine(Folder, "node_modules", "socket.io")))
        {
            using var install = Process.Start(new ProcessStartInfo("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"])
            {
                WorkingDirectory = Folder,
            })!;
            await install.WaitForExitAsync();
            if (install.ExitCode != 0)
            {
                throw new InvalidOperationException("npm could not install the Socket.IO peer.");
            }
        }

        return await ServerUnderLoad.StartAsync("node", ["--expose-gc", "server.mjs", $"{port}"], port, Folder);
    }
}
