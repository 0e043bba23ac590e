using System.Globalization;

namespace Pinchang.Embedded.PostgreSql;

internal static class ServerCommand
{
    /// <summary>Settings go by the command line: the data folder's own file stays as initdb wrote it, in every version.</summary>
    public static string[] Build(ServerBinaries binaries, string dataFolder, int port, PostgreSqlOptions options)
    {
        var settings = new Dictionary<string, string>
        {
            ["port"] = port.ToString(CultureInfo.InvariantCulture),
            ["listen_addresses"] = "127.0.0.1",
            ["unix_socket_directories"] = "",
            ["lc_messages"] = "C",
            ["timezone"] = "UTC",
            ["log_timezone"] = "UTC",
            ["log_line_prefix"] = "",
            ["logging_collector"] = "off",
            ["max_connections"] = "200",
            ["shared_buffers"] = "256MB",
            ["max_wal_size"] = "2GB",
        };
        if (options.Throwaway)
        {
            settings["fsync"] = "off";
            settings["synchronous_commit"] = "off";
            settings["full_page_writes"] = "off";
            settings["wal_level"] = "minimal";
            settings["max_wal_senders"] = "0";
            settings["shared_buffers"] = "48MB";
            settings["max_wal_size"] = "256MB";
        }

        foreach (var (name, value) in options.Settings)
        {
            settings[name] = value;
        }

        return [binaries.Program("postgres"), "-D", dataFolder, .. settings.SelectMany(setting => new[] { "-c", $"{setting.Key}={setting.Value}" })];
    }
}
