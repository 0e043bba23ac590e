using System.Text.Json;
using Pinchang.Embedded.PostgreSql;

namespace Pinchang.AppHost.Parts;

/// <summary>
/// <c>run.json</c> in the data folder while Pinchang runs: for the commands of MigrationService, and for tests
/// that break things. Only its owner reads it, since it holds passwords.
/// </summary>
internal sealed class RunFile : IDisposable
{
    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web) { WriteIndented = true };
    private readonly Lock _writing = new();
    private readonly Settings _settings;
    private readonly Database _database;
    private readonly Part[] _parts;
    private readonly string _path;

    public RunFile(Settings settings, Database database, params Part[] parts)
    {
        (_settings, _database, _parts) = (settings, database, parts);
        _path = Path.Combine(settings.DataFolder, "run.json");
        database.Restarted += Write;
        foreach (var part in parts)
        {
            part.Restarted += Write;
        }

        Write();
    }

    public void Dispose() => File.Delete(_path);

    private void Write()
    {
        var running = new
        {
            Web = _settings.WebAddress,
            Api = $"{_settings.Scheme}://localhost:{_settings.ApiPort}",
            ApiInternal = _settings.ApiInternalAddress,
            Database = new { _database.App, _database.Owner, Private = _database.IsPrivate },
            Processes = new Dictionary<string, int?>(_parts.Select(part => KeyValuePair.Create(part.Name, part.ProcessId)))
            {
                ["apphost"] = Environment.ProcessId,
                ["postgresql"] = _database.ProcessId,
            },
        };
        lock (_writing)
        {
            PrivateFiles.Write(_path, JsonSerializer.Serialize(running, Readable));
        }
    }
}
