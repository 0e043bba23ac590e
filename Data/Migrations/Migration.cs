using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace Pinchang.Data.Migrations;

/// <summary>One file <c>NNNN_name.sql</c>: applied once, in one transaction, and never changed afterwards.</summary>
public sealed record Migration(int Number, string Name, string Sql)
{
    private const string Folder = ".Migrations.";

    /// <summary>The same on every machine, whatever line ends the checkout has.</summary>
    public string Checksum => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sql.ReplaceLineEndings("\n"))));

    /// <summary>All files of this build, by number.</summary>
    public static IReadOnlyList<Migration> All { get; } = Read(typeof(Migration).Assembly);

    private static Migration[] Read(Assembly assembly)
    {
        var all = assembly.GetManifestResourceNames()
            .Where(name => name.EndsWith(".sql", StringComparison.Ordinal) && name.Contains(Folder, StringComparison.Ordinal))
            .Select(resource => Read(assembly, resource))
            .OrderBy(migration => migration.Number)
            .ToArray();
        var twice = all.GroupBy(migration => migration.Number).FirstOrDefault(group => group.Count() > 1);
        return twice is null
            ? all
            : throw new MigrationException($"Two migrations carry the number {twice.Key}: {string.Join(", ", twice.Select(migration => migration.Name))}.");
    }

    private static Migration Read(Assembly assembly, string resource)
    {
        var name = resource[(resource.IndexOf(Folder, StringComparison.Ordinal) + Folder.Length)..^".sql".Length];
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        return new(int.Parse(name.AsSpan(0, name.IndexOf('_', StringComparison.Ordinal)), CultureInfo.InvariantCulture), name, reader.ReadToEnd());
    }
}
