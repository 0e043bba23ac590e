using System.Text.Json;

namespace Pinchang.Support.Products;

/// <summary>What <c>run.json</c> says of a running product: addresses, connections and process ids.</summary>
public sealed record RunFile(Uri Web, Uri Api, RunFile.Databases Database, IReadOnlyDictionary<string, int?> Processes)
{
    public sealed record Databases(string App, string Owner, bool Private);

    public static RunFile Read(string dataFolder) =>
        JsonSerializer.Deserialize<RunFile>(File.ReadAllText(Path.Combine(dataFolder, "run.json")), JsonSerializerOptions.Web)!;
}
