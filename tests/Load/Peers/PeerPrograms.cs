namespace Pinchang.Load.Peers;

/// <summary>Programs of others that some rows are measured against. Without them such a row is left out, and says why.</summary>
internal static class PeerPrograms
{
    /// <summary>Null when all of them are there, else a sentence about the first that is not.</summary>
    public static string? Missing(string row, params string[] programs) =>
        Array.Find(programs, program => Find(program) is null) is { } missing
            ? $"{row} is left out: {missing} is not on this machine (as a Debian package: apt-get install {Package(missing)})."
            : null;

    public static string? Find(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Append("/usr/sbin")
            .Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);

    private static string Package(string program) => program == "node" ? "nodejs" : program;
}
