using System.Security.Cryptography;
using System.Text.Json;

namespace Pinchang.Embedded.PostgreSql;

/// <summary>The passwords of the server's three roles: drawn once, kept where only the starter reads them.</summary>
internal sealed record ServerPasswords(string Superuser, string Owner, string App)
{
    public static ServerPasswords Draw() => new(DrawOne(), DrawOne(), DrawOne());

    public static ServerPasswords Read(string path) =>
        File.Exists(path) && JsonSerializer.Deserialize<ServerPasswords>(File.ReadAllText(path)) is { } kept
            ? kept
            : throw new PostgreSqlStartException($"The passwords of the database are gone ({path}): bring the file back from a backup; without it the data folder cannot be opened.");

    public void Keep(string path) => PrivateFiles.Write(path, JsonSerializer.Serialize(this));

    private static string DrawOne() => RandomNumberGenerator.GetHexString(40, lowercase: true);
}
