using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Pinchang.Api.Files;
using Pinchang.Api.Tests.Hosting;
using Pinchang.Contracts.Accounts;
using Pinchang.Contracts.Ledger;
using Pinchang.Contracts.Resumes;
using Pinchang.Support.Files;

namespace Pinchang.Api.Tests.Files;

/// <summary>With clamd itself where it is installed, and otherwise with what holds to its protocol.</summary>
public sealed class ScannedUploadsTests(RecruitingScene scene) : IClassFixture<RecruitingScene>, IAsyncLifetime
{
    private TestClamd? _clamd;
    private ClamdStandIn? _standIn;
    private WebApplicationFactory<Program> _scanning = null!;   // made in InitializeAsync

    public async Task InitializeAsync()
    {
        _clamd = TestClamd.IsInstalled ? await TestClamd.StartAsync() : null;
        _standIn = _clamd is null ? new ClamdStandIn() : null;
        _scanning = With(_clamd?.Address ?? _standIn!.Address);
    }

    public async Task DisposeAsync()
    {
        await _scanning.DisposeAsync();
        if (_clamd is not null)
        {
            await _clamd.DisposeAsync();
        }

        if (_standIn is not null)
        {
            await _standIn.DisposeAsync();
        }
    }

    [Fact]
    [Clause("JF-9c", at: "Api/Files/FileIntake.cs")]
    [Clause("LH-4.3.1a", at: "Api/Files/FileIntake.cs")]
    public async Task An_infected_upload_is_refused_and_recorded_and_nothing_of_it_stays()
    {
        var candidate = await scene.Api.CandidateAsync();
        using var browser = await SignInAsync(_scanning, candidate);

        await (await browser.UploadAsync(FileKind.Resume, Eicar.Pdf)).ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "files.infected");
        await (await browser.UploadAsync(FileKind.Resume, Eicar.Text)).ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "files.infected");

        (await scene.ReadAsync(data => data.Files.CountAsync(file => file.OwnerId == candidate.UserId))).ShouldBe(0);
        Directory.EnumerateFiles(Path.Combine(scene.Api.DataFolder, "files", "incoming")).ShouldBeEmpty();
        var lines = await scene.ReadAsync(data => data.LedgerLines.Where(line => line.Kind == LedgerKinds.InfectedRefused && line.ActorId == candidate.UserId).ToListAsync());
        lines.Select(line => line.AgencyId).Distinct().Order().ShouldBe(new[] { scene.Api.AgencyId, scene.Api.OtherAgencyId }.Order());
        lines.ShouldAllBe(line => line.What!.StartsWith(Eicar.Signature));
    }

    [Fact]
    public async Task A_clean_upload_is_kept_as_scanned()
    {
        var candidate = await scene.Api.CandidateAsync();
        using var browser = await SignInAsync(_scanning, candidate);

        var file = await (await browser.UploadAsync(FileKind.Resume, FileForms.Pdf)).ReadAsync<StoredFile>();

        (await MarkAsync(scene.Reviewer, file)).ShouldBe(new FileScanMark(false, false));
        (await scene.ReadAsync(data => data.Files.SingleAsync(one => one.Id == file.Id))).ScannedAt.ShouldNotBeNull();
    }

    [Fact]
    [Clause("JF-9c", at: "Api/Files/FileScanWorker.cs")]
    public async Task What_was_kept_without_a_scanner_is_marked_and_scanned_later_and_a_virus_found_then_is_locked_away()
    {
        var candidate = await scene.Api.CandidateAsync();
        var clean = await (await candidate.Http.UploadAsync(FileKind.Licence, FileForms.Png, "执照.png")).ReadAsync<StoredFile>();
        var infected = await (await candidate.Http.UploadAsync(FileKind.Resume, Eicar.Pdf, "简历.pdf")).ReadAsync<StoredFile>();
        (await MarkAsync(scene.Reviewer, clean)).IsUnscanned.ShouldBeTrue();
        (await MarkAsync(candidate, clean)).IsUnscanned.ShouldBeFalse("a mark is for staff");
        var before = await scene.Api.Services.GetRequiredService<ScannerHealthReader>().ReadAsync(default);
        (before.IsSetUp, before.Unscanned >= 2, before.UnscannedSince is not null).ShouldBe((false, true, true));

        var worker = _scanning.Services.GetRequiredService<FileScanWorker>();
        while (await worker.ScanDueAsync(default) > 0)
        {
        }

        (await MarkAsync(scene.Reviewer, clean)).ShouldBe(new FileScanMark(false, false));
        (await MarkAsync(scene.Reviewer, infected)).ShouldBe(new FileScanMark(false, true));
        await (await candidate.Http.GetAsync(new Uri($"/api/files/{infected.Id}", UriKind.Relative))).ShouldRefuseAsync(HttpStatusCode.Gone, "files.locked");
        (await scene.ReadAsync(data => data.Messages.CountAsync(message => message.UserId == candidate.UserId && message.Subject == "您上传的文件已隔离"))).ShouldBe(1);
        (await scene.ReadAsync(data => data.LedgerLines.CountAsync(line => line.Kind == LedgerKinds.FileLocked && line.SubjectId == infected.Id && line.AgencyId == scene.Api.AgencyId))).ShouldBe(1);
        var after = await _scanning.Services.GetRequiredService<ScannerHealthReader>().ReadAsync(default);
        (after.IsSetUp, after.Unscanned, after.Locked >= 1, after.Answer.Failure).ShouldBe((true, 0, true, null));
    }

    [Fact]
    public async Task Where_the_policy_asks_for_a_scan_nothing_is_kept_while_no_scanner_answers()
    {
        var candidate = await scene.Api.CandidateAsync();
        await using var strict = With("unix:/nowhere/clamd.socket", "refuse");
        using var browser = await SignInAsync(strict, candidate);

        await (await browser.UploadAsync(FileKind.Resume, FileForms.Pdf)).ShouldRefuseAsync(HttpStatusCode.ServiceUnavailable, "files.scanner-away");

        (await scene.ReadAsync(data => data.Files.CountAsync(file => file.OwnerId == candidate.UserId))).ShouldBe(0);
    }

    [Fact]
    public async Task A_scanner_that_is_away_holds_nobody_up_where_the_policy_allows_it()
    {
        var candidate = await scene.Api.CandidateAsync();
        await using var lenient = With("unix:/nowhere/clamd.socket");
        using var browser = await SignInAsync(lenient, candidate);

        var file = await (await browser.UploadAsync(FileKind.Resume, FileForms.Pdf)).ReadAsync<StoredFile>();

        (await MarkAsync(scene.Reviewer, file)).IsUnscanned.ShouldBeTrue();
    }

    [Fact]
    public async Task A_PDF_that_does_something_is_refused()
    {
        var candidate = await scene.Api.CandidateAsync();

        await (await candidate.Http.UploadAsync(FileKind.Resume, "%PDF-1.7\n1 0 obj\n<< /S /JavaScript /JS (1) >>\nendobj\n%%EOF\n"u8.ToArray()))
            .ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "files.active-pdf");
    }

    [Fact]
    public async Task A_picture_is_drawn_anew_and_the_same_upload_is_still_known_by_what_was_sent()
    {
        var candidate = await scene.Api.CandidateAsync();
        byte[] sent = [.. FileForms.Png, .. "a place behind the picture"u8];
        var key = Guid.NewGuid();

        var first = await (await candidate.Http.UploadAsync(FileKind.Licence, sent, "执照.png", key)).ReadAsync<StoredFile>();
        var again = await (await candidate.Http.UploadAsync(FileKind.Licence, sent, "执照.png", key)).ReadAsync<StoredFile>();

        again.Id.ShouldBe(first.Id);
        var kept = await (await candidate.Http.GetAsync(new Uri($"/api/files/{first.Id}", UriKind.Relative))).Content.ReadAsByteArrayAsync();
        kept.Length.ShouldBe((int)first.Size);
        System.Text.Encoding.Latin1.GetString(kept).ShouldNotContain("a place");
    }

    private WebApplicationFactory<Program> With(string clamd, string unscanned = "allow-and-mark") =>
        scene.Api.Factory.WithWebHostBuilder(host => host.UseSetting("PINCHANG_CLAMD", clamd).UseSetting("PINCHANG_UNSCANNED", unscanned));

    private static async Task<HttpClient> SignInAsync(WebApplicationFactory<Program> host, SignedInClient person)
    {
        var browser = host.CreateClient();
        browser.DefaultRequestHeaders.Add("Origin", ApiFixture.Origin);
        (await browser.PostAsJsonAsync("/api/sessions/password", new SignInByPassword(person.Phone, ApiFixture.Password))).EnsureSuccessStatusCode();
        return browser;
    }

    private static Task<FileScanMark> MarkAsync(SignedInClient person, StoredFile file) => person.Http.GetAsync<FileScanMark>($"/api/files/{file.Id}/scan");
}
