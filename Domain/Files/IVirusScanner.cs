namespace Pinchang.Domain.Files;

/// <summary>JF-9c, EX-7.4: looks through what people upload. Where none was set up, everything stays <see cref="ScanState.Unscanned"/>.</summary>
public interface IVirusScanner
{
    bool IsSetUp { get; }

    /// <summary>
    /// Opens a scan to which the bytes are given while they arrive. Null when as many as may run do so: what arrived is then scanned afterwards.
    /// Never throws for a scanner that does not answer; the verdict says so.
    /// </summary>
    Task<IVirusScan?> BeginAsync(CancellationToken cancellation);

    /// <summary>Scans what is there from where it stands to its end, waiting for its turn. Never throws for a scanner that does not answer.</summary>
    Task<ScanVerdict> ScanAsync(Stream content, CancellationToken cancellation);

    /// <summary>Asks the scanner for its version, which is also how it is known to be alive.</summary>
    Task<ScannerAnswer> AskAsync(CancellationToken cancellation);
}

/// <summary>One scan that goes on. Disposing it before its end drops it.</summary>
public interface IVirusScan : IAsyncDisposable
{
    /// <summary>Gives the next bytes. After a failure nothing more is sent.</summary>
    ValueTask FeedAsync(ReadOnlyMemory<byte> piece, CancellationToken cancellation);

    /// <summary>Says that there are no more bytes, and waits for the verdict.</summary>
    Task<ScanVerdict> EndAsync(CancellationToken cancellation);
}

/// <param name="Finding">The signature's name of what is infected; of what stayed unscanned, why.</param>
public sealed record ScanVerdict(ScanState State, string? Finding)
{
    public static readonly ScanVerdict Clean = new(ScanState.Clean, null);

    public static readonly ScanVerdict NoScanner = new(ScanState.Unscanned, "no scanner is set up");

    public static ScanVerdict Failed(string why) => new(ScanState.Unscanned, why);
}

/// <param name="Version">As it names itself; null when it did not answer.</param>
/// <param name="SignaturesOf">When its newest signatures were made; null when it has none that say so.</param>
/// <param name="Failure">Why there is no answer.</param>
public sealed record ScannerAnswer(string? Version, DateTimeOffset? SignaturesOf, string? Failure);
