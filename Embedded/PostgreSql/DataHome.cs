using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace Pinchang.Embedded.PostgreSql;

/// <summary>The folder that holds everything an installation keeps: <c>PINCHANG_DATA</c>, or one for each checkout.</summary>
public static class DataHome
{
    /// <summary>Makes the folder when absent. Root's is traversable, since PostgreSQL runs as another user below it.</summary>
    public static string Open()
    {
        var chosen = Environment.GetEnvironmentVariable("PINCHANG_DATA");
        var folder = string.IsNullOrWhiteSpace(chosen) ? Path.Combine(Shared(), CheckoutHash()) : Path.GetFullPath(chosen);
        PrivateFiles.MakeFolder(folder, traversable: Environment.IsPrivilegedProcess);
        return folder;
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
