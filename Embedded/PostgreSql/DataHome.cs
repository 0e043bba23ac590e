using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace Pinchang.Embedded.PostgreSql;

/// <summary>The folder that holds everything an installation keeps: <c>PINCHANG_DATA</c>, or one for each checkout.</summary>
public static class DataHome
{
    // Hidden, so that a restore that was cut off is never taken for an installation.
    internal const string HalfRestored = ".restore.partial";

    /// <summary>Where the folder is or would be, as an absolute path: a relative one counts from where the person stands.</summary>
    public static string Locate() => Environment.GetEnvironmentVariable("PINCHANG_DATA") is { } chosen && !string.IsNullOrWhiteSpace(chosen)
        ? Path.GetFullPath(chosen)
        : Path.Combine(Shared(), CheckoutHash());

    /// <summary>Makes the folder when absent. Root's is traversable, since PostgreSQL runs as another user below it.</summary>
    public static string Open()
    {
        var folder = Locate();
        PrivateFiles.MakeFolder(folder, traversable: Environment.IsPrivilegedProcess);
        return folder;
    }

    /// <summary>A folder with half of a backup in it would start, and look whole.</summary>
    /// <exception cref="PostgreSqlStartException">With a sentence.</exception>
    public static void RefuseHalfRestored(string home)
    {
        if (Path.Exists(Path.Combine(home, HalfRestored)))
        {
            throw new PostgreSqlStartException(
                $"A backup is being restored into {home}, or that was cut off: when no restore runs, empty the folder, {HalfRestored} too, and restore again.");
        }
    }

    /// <summary>The folder above all checkouts' folders.</summary>
    public static string Shared() => Environment.IsPrivilegedProcess && !OperatingSystem.IsWindows()
        ? "/var/lib/pinchang"
        : Path.Combine(
            Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify),
            "pinchang");

    internal static string BuiltWith(string key) => typeof(DataHome).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .First(metadata => metadata.Key == key).Value!;

    private static string CheckoutHash()
    {
        var path = Encoding.UTF8.GetBytes(Path.TrimEndingDirectorySeparator(BuiltWith("Checkout")));
        return Convert.ToHexStringLower(SHA256.HashData(path))[..12];
    }
}
