using System.Globalization;
using Pinchang.Load.Measuring;

namespace Pinchang.Load.Peers;

/// <summary>nginx as Debian packs it and as its guides tune it for files: one worker, sendfile, open files remembered, no log.</summary>
internal static class NginxPeer
{
    public const string Name = "nginx";

    public static string? WhyNot(string row) => PeerPrograms.Missing(row, Name);

    /// <param name="folder">What it serves, at its root.</param>
    public static async Task<ServerUnderLoad> StartAsync(int port, string folder)
    {
        var file = Path.Combine(folder, "nginx.conf");
        await File.WriteAllTextAsync(file, string.Create(CultureInfo.InvariantCulture, $$"""
            daemon off; master_process off; worker_rlimit_nofile 19500;
            pid {{folder}}/nginx.pid; error_log stderr crit;
            events { worker_connections 19000; }
            http {
              access_log off; sendfile on; tcp_nopush on; tcp_nodelay on; open_file_cache max=1000; keepalive_requests 1000000;
              server { listen 127.0.0.1:{{port}} backlog=4096; root {{folder}}; }
            }
            """));

        // It never says that it is ready; it listens before it runs.
        return await ServerUnderLoad.StartAsync("sh", ["-c", $"echo ready; exec {PeerPrograms.Find(Name)} -c {file}"], port, null);
    }
}
