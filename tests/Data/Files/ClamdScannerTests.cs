using System.Net;
using System.Net.Sockets;
using Pinchang.Data.Files;
using Pinchang.Domain.Files;
using Pinchang.Support.Files;

namespace Pinchang.Data.Tests.Files;

public sealed class ClamdScannerTests
{
    private static readonly ClamdTimes Quick = new(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(1), 1, 1);

    [Fact]
    [Clause("JF-9c", at: "Data/Files/ClamdScan.cs")]
    public async Task Clamd_itself_finds_what_its_signatures_name_and_nothing_else()
    {
        if (!TestClamd.IsInstalled)
        {
            return;
        }

        await using var clamd = await TestClamd.StartAsync(mostMegaBytes: 2);
        using var scanner = new ClamdScanner(ClamdAddress.Parse(clamd.Address), ClamdTimes.Usual);

        (await scanner.ScanAsync(new MemoryStream("a harmless text"u8.ToArray()), default)).ShouldBe(ScanVerdict.Clean);
        var verdict = await scanner.ScanAsync(new MemoryStream(Eicar.Pdf), default);
        verdict.State.ShouldBe(ScanState.Infected);
        verdict.Finding.ShouldNotBeNull().ShouldStartWith(Eicar.Signature);
        var tooMuch = await scanner.ScanAsync(new MemoryStream(new byte[5 * 1024 * 1024]), default);
        tooMuch.State.ShouldBe(ScanState.Unscanned);
        tooMuch.Finding.ShouldNotBeNull().ShouldContain("size limit");
        (await scanner.AskAsync(default)).Version.ShouldNotBeNull().ShouldStartWith("ClamAV ");
    }

    [Fact]
    public async Task Each_piece_goes_behind_its_length_while_it_arrives_and_a_zero_ends_it()
    {
        await using var clamd = new ClamdStandIn();
        using var scanner = new ClamdScanner(ClamdAddress.Parse(clamd.Address), ClamdTimes.Usual);
        await using var scan = (await scanner.BeginAsync(default)).ShouldNotBeNull();
        await using var upload = new ScannedStream(new MemoryStream([.. new byte[100_000], .. Eicar.Text]), scan);
        var buffer = new byte[60_000];

        (await upload.ReadAsync(buffer)).ShouldBe(60_000);
        await UntilAsync(() => clamd.Received == 60_000);
        clamd.Ended.ShouldBe(0);
        while (await upload.ReadAsync(buffer) > 0)
        {
        }

        (await scan.EndAsync(default)).ShouldBe(new ScanVerdict(ScanState.Infected, Eicar.Signature));
        (clamd.Ended, clamd.Faults.Count).ShouldBe((1, 0));
    }

    [Fact]
    public async Task A_version_says_when_the_signatures_were_made()
    {
        await using var clamd = new ClamdStandIn();
        using var scanner = new ClamdScanner(ClamdAddress.Parse(clamd.Address), ClamdTimes.Usual);

        (await scanner.AskAsync(default)).ShouldBe(new ScannerAnswer("ClamAV 1.4.3/27812", new DateTimeOffset(2026, 11, 21, 8, 21, 44, TimeSpan.Zero), null));
    }

    [Fact]
    public async Task A_scanner_that_is_away_or_says_nothing_is_a_verdict_and_no_fault()
    {
        var closed = new TcpListener(IPAddress.Loopback, 0);
        closed.Start();
        var port = ((IPEndPoint)closed.LocalEndpoint).Port;
        closed.Dispose();
        using var away = new ClamdScanner(ClamdAddress.Parse($"127.0.0.1:{port}"), Quick);
        await using var silent = new ClamdStandIn { IsSilent = true };
        using var waiting = new ClamdScanner(ClamdAddress.Parse(silent.Address), Quick);

        foreach (var scanner in new[] { away, waiting })
        {
            // Twice: the first gave its place back.
            for (var i = 0; i < 2; i++)
            {
                var verdict = await scanner.ScanAsync(new MemoryStream([1, 2, 3]), default);
                verdict.State.ShouldBe(ScanState.Unscanned);
                verdict.Finding.ShouldNotBeNullOrEmpty();
            }

            (await scanner.AskAsync(default)).Failure.ShouldNotBeNullOrEmpty();
        }
    }

    [Fact]
    public async Task No_more_uploads_are_scanned_while_they_arrive_than_there_are_places()
    {
        await using var clamd = new ClamdStandIn();
        using var scanner = new ClamdScanner(ClamdAddress.Parse(clamd.Address), Quick);

        await using (await scanner.BeginAsync(default))
        {
            (await scanner.BeginAsync(default)).ShouldBeNull();
            (await scanner.ScanAsync(new MemoryStream([1]), default)).ShouldBe(ScanVerdict.Clean);
        }

        await using var next = await scanner.BeginAsync(default);
        next.ShouldNotBeNull();
    }

    [Theory]
    [InlineData("unix:/run/clamav/clamd.ctl", "/run/clamav/clamd.ctl", null, 0)]
    [InlineData("clamd.internal:3310", null, "clamd.internal", 3310)]
    [InlineData("[::1]:3310", null, "::1", 3310)]
    public void An_address_is_a_path_or_a_host_and_its_port(string text, string? path, string? host, int port) =>
        ClamdAddress.Parse(text).ShouldBe(new ClamdAddress(path, host, port));

    [Theory]
    [InlineData("unix:")]
    [InlineData("localhost")]
    [InlineData("localhost:70000")]
    public void Anything_else_is_told_at_the_start(string text) => Should.Throw<FormatException>(() => ClamdAddress.Parse(text));

    private static async Task UntilAsync(Func<bool> holds)
    {
        for (var i = 0; i < 500 && !holds(); i++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10));
        }

        holds().ShouldBeTrue();
    }
}
