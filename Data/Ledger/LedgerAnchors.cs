using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Pinchang.Data.Keys;
using Pinchang.Domain.Ledger;

namespace Pinchang.Data.Ledger;

/// <summary>
/// Where chains stood, written down outside the database: a file per chain, a line per anchor, each signed with a key beside the data and
/// over the signature before it. A copy kept elsewhere (a printout, another machine) holds whoever has this machine to it as well.
/// </summary>
public sealed class LedgerAnchors(string dataFolder)
{
    private const string KeyName = "ledger-anchors";

    private readonly Lazy<byte[]> _key = new(() => MasterKeyFile.ReadOrMake(dataFolder, KeyName));

    public string Folder { get; } = Path.Combine(dataFolder, KeyName);

    public async Task WriteAsync(LedgerHead head, DateTimeOffset now, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(head);
        var path = PathOf(head.Chain);
        MakeFolder(Path.GetDirectoryName(path)!);
        var before = File.Exists(path) ? (await File.ReadAllLinesAsync(path, cancellation)).LastOrDefault() : null;
        var text = string.Create(
            CultureInfo.InvariantCulture, $"{head.Number} {head.LastPosition} {Convert.ToHexStringLower(head.Hash)} {now.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}");
        await using var file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read);
        await file.WriteAsync(Encoding.UTF8.GetBytes($"{text} {Sign(head.Chain, text, SignatureOf(before))}\n"), cancellation);
        file.Flush(flushToDisk: true);
    }

    /// <summary>The anchors of a chain, oldest first, and what does not hold about them.</summary>
    public async Task<(IReadOnlyList<LedgerHead> Heads, IReadOnlyList<LedgerFinding> Findings)> ReadAsync(LedgerChain chain, CancellationToken cancellation)
    {
        var path = PathOf(chain);
        if (!File.Exists(path))
        {
            return ([], []);
        }

        var (heads, findings, signature) = (new List<LedgerHead>(), new List<LedgerFinding>(), "");
        var lines = await File.ReadAllLinesAsync(path, cancellation);
        for (var i = 0; i < lines.Length; i++)
        {
            var at = lines[i].LastIndexOf(' ');
            var text = at < 0 ? lines[i] : lines[i][..at];
            var head = Parse(chain, text);
            if (head is null || !CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(SignatureOf(lines[i])), Encoding.UTF8.GetBytes(Sign(chain, text, signature))))
            {
                findings.Add(new(LedgerFlaw.AnchorChanged, chain, head?.Number, head?.LastPosition, Detail: $"line {i + 1} of {path}"));
            }
            else
            {
                heads.Add(head);
            }

            signature = SignatureOf(lines[i]);
        }

        return (heads, findings);
    }

    /// <summary>Chains that have an anchor: one whose rows are all gone is still known by it.</summary>
    public IEnumerable<LedgerChain> ListChains()
    {
        if (!Directory.Exists(Folder))
        {
            yield break;
        }

        foreach (var agency in Directory.EnumerateDirectories(Folder))
        {
            foreach (var file in Directory.EnumerateFiles(agency, "*.txt"))
            {
                if (Guid.TryParse(Path.GetFileName(agency), out var id)
                    && DateOnly.TryParseExact(Path.GetFileNameWithoutExtension(file), "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month))
                {
                    yield return new(id, month);
                }
            }
        }
    }

    private string PathOf(LedgerChain chain) =>
        Path.Combine(Folder, chain.AgencyId.ToString(), chain.Month.ToString("yyyy-MM", CultureInfo.InvariantCulture) + ".txt");

    private string Sign(LedgerChain chain, string text, string before) => Convert.ToHexStringLower(HMACSHA256.HashData(
        _key.Value, Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{chain.AgencyId} {chain.Month:yyyy-MM} {text} {before}"))));

    private static string SignatureOf(string? line) => line?[(line.LastIndexOf(' ') + 1)..] ?? "";

    private static LedgerHead? Parse(LedgerChain chain, string text) =>
        text.Split(' ') is [var number, var position, { Length: LedgerSeal.HashLength * 2 } hash, _]
        && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var seal)
        && long.TryParse(position, NumberStyles.None, CultureInfo.InvariantCulture, out var last)
        && hash.All(char.IsAsciiHexDigit)
            ? new(chain, seal, last, Convert.FromHexString(hash))
            : null;

    private static void MakeFolder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
