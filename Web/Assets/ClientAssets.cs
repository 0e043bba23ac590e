using System.Collections.Frozen;
using System.Text.Json;

namespace Pinchang.Web.Assets;

/// <summary>What Vite made: the hashed file of each entry, and the bytes of every file, read once.</summary>
internal sealed class ClientAssets
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly Dictionary<string, ManifestEntry> _manifest;
    private readonly FrozenDictionary<string, AssetFile> _files;

    private ClientAssets(Dictionary<string, ManifestEntry> manifest, FrozenDictionary<string, AssetFile> files)
    {
        _manifest = manifest;
        _files = files;
    }

    public static ClientAssets Load(string folder)
    {
        var path = Path.Combine(folder, "manifest.json");
        if (!File.Exists(path))
        {
            throw new InvalidOperationException($"Web's assets are missing at {folder}: build Web with Node.js 20.19 or newer.");
        }

        var manifest = JsonSerializer.Deserialize<Dictionary<string, ManifestEntry>>(File.ReadAllBytes(path), Json)!;
        var files = Directory.EnumerateFiles(folder)
            .Where(file => Path.GetExtension(file) is not (".br" or ".gz" or ".json"))
            .ToFrozenDictionary(file => Path.GetFileName(file), AssetFile.Read, StringComparer.Ordinal);
        return new(manifest, files);
    }

    public AssetFile? Find(string file) => _files.GetValueOrDefault(file);

    /// <summary>The address of an entry or emitted file, by its source's name.</summary>
    public string AddressOf(string source) => $"/assets/{Entry(source).File}";

    /// <summary>An entry's style sheets, those of the chunks it imports first.</summary>
    public IEnumerable<string> StylesOf(string source) =>
        ChunksOf(source).Append(Entry(source)).SelectMany(entry => entry.Css).Distinct().Select(file => $"/assets/{file}");

    /// <summary>The chunks that an entry imports, to be asked for before it is parsed.</summary>
    public IEnumerable<string> PreloadsOf(string source) => ChunksOf(source).Select(entry => $"/assets/{entry.File}").Distinct();

    private IEnumerable<ManifestEntry> ChunksOf(string source)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal) { source };
        var waiting = new Queue<string>(Entry(source).Imports);
        while (waiting.TryDequeue(out var next))
        {
            if (seen.Add(next))
            {
                var entry = Entry(next);
                yield return entry;
                Array.ForEach(entry.Imports, waiting.Enqueue);
            }
        }
    }

    private ManifestEntry Entry(string source) =>
        _manifest.TryGetValue(source, out var entry) ? entry : throw new InvalidOperationException($"No asset was built from {source}.");

    private sealed record ManifestEntry(string File)
    {
        public string[] Css { get; init; } = [];

        public string[] Imports { get; init; } = [];
    }
}
