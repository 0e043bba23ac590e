using Pinchang.Domain.Files;

namespace Pinchang.Data.Files;

/// <summary>Where PINCHANG_CLAMD is not set.</summary>
public sealed class NoScanner : IVirusScanner
{
    public bool IsSetUp => false;

    public Task<IVirusScan?> BeginAsync(CancellationToken cancellation) => Task.FromResult<IVirusScan?>(null);

    public Task<ScanVerdict> ScanAsync(Stream content, CancellationToken cancellation) => Task.FromResult(ScanVerdict.NoScanner);

    public Task<ScannerAnswer> AskAsync(CancellationToken cancellation) => Task.FromResult(new ScannerAnswer(null, null, ScanVerdict.NoScanner.Finding));
}
