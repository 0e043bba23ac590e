using System.Net;
using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Tests.Hosting;
using Pinchang.Contracts.Accounts;
using Pinchang.Contracts.Organisations;
using Pinchang.Contracts.Resumes;

namespace Pinchang.Api.Tests.Files;

public sealed class FilesTests(RecruitingScene scene) : IClassFixture<RecruitingScene>
{
    [Fact]
    public async Task A_resume_is_kept_and_given_back_to_its_owner_alone()
    {
        var candidate = await scene.Api.CandidateAsync();
        var file = await (await candidate.Http.UploadAsync(FileKind.Resume, FileForms.Pdf)).ReadAsync<StoredFile>();
        file.Name.ShouldBe("陈思远 简历.pdf");

        using var own = await candidate.Http.GetAsync(Of(file));
        (await own.Content.ReadAsByteArrayAsync()).ShouldBe(FileForms.Pdf);
        own.Content.Headers.ContentType!.MediaType.ShouldBe("application/pdf");
        own.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
        own.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        own.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("sandbox");
        own.Headers.CacheControl!.NoStore.ShouldBeTrue();

        foreach (var other in new[] { scene.Api.Browser(), scene.Owner.Http, scene.Reviewer.Http })
        {
            await (await other.GetAsync(Of(file))).ShouldRefuseAsync(HttpStatusCode.NotFound, "common.not-found");
        }
    }

    [Theory]
    [InlineData(FileKind.Resume)]
    [InlineData(FileKind.Cover)]
    [InlineData(FileKind.Licence)]
    public async Task A_file_that_is_not_what_it_says_leaves_nothing_behind(FileKind kind)
    {
        var candidate = await scene.Api.CandidateAsync();

        await (await candidate.Http.UploadAsync(kind, "MZ this is a program"u8.ToArray())).ShouldRefuseAsync(HttpStatusCode.UnsupportedMediaType, "files.wrong-type");

        await ShouldHaveNothingOfAsync(candidate);
    }

    [Fact]
    public async Task An_empty_file_is_refused()
    {
        var candidate = await scene.Api.CandidateAsync();

        await (await candidate.Http.UploadAsync(FileKind.Resume, [])).ShouldRefuseAsync(HttpStatusCode.BadRequest, "files.empty");

        await ShouldHaveNothingOfAsync(candidate);
    }

    [Theory]
    [InlineData(FileKind.Resume, 10)]
    [InlineData(FileKind.Cover, 5)]
    public async Task A_file_of_more_than_its_kind_may_hold_is_refused(FileKind kind, int megaBytes)
    {
        var candidate = await scene.Api.CandidateAsync();
        var content = new byte[(megaBytes * 1024 * 1024) + 1];
        (kind == FileKind.Cover ? FileForms.Png : FileForms.Pdf).CopyTo(content, 0);

        await (await candidate.Http.UploadAsync(kind, content)).ShouldRefuseAsync(HttpStatusCode.RequestEntityTooLarge, "files.too-large");

        await ShouldHaveNothingOfAsync(candidate);
    }

    [Theory]
    [InlineData(11)]
    [InlineData(40)]
    public async Task Over_a_real_connection_the_answer_arrives_although_the_body_was_not_read_to_its_end(int megaBytes)
    {
        var candidate = await scene.Api.CandidateAsync();
        await using var listening = scene.Api.Factory.WithWebHostBuilder(_ => { });
        listening.UseKestrel(0);
        listening.StartServer();
        using var browser = listening.CreateClient();
        browser.DefaultRequestHeaders.Add("Origin", ApiFixture.Origin);
        (await browser.PostAsJsonAsync("/api/sessions/password", new SignInByPassword(candidate.Phone, ApiFixture.Password))).EnsureSuccessStatusCode();
        var content = new byte[megaBytes * 1024 * 1024];
        FileForms.Pdf.CopyTo(content, 0);

        await (await browser.UploadAsync(FileKind.Resume, content)).ShouldRefuseAsync(HttpStatusCode.RequestEntityTooLarge, "files.too-large");

        await ShouldHaveNothingOfAsync(candidate);
    }

    [Fact]
    public async Task The_same_upload_sent_twice_is_one_file_and_with_other_bytes_it_is_refused()
    {
        var candidate = await scene.Api.CandidateAsync();
        var key = Guid.NewGuid();
        var first = await (await candidate.Http.UploadAsync(FileKind.Resume, FileForms.Pdf, key: key)).ReadAsync<StoredFile>();
        var second = await (await candidate.Http.UploadAsync(FileKind.Resume, FileForms.Pdf, key: key)).ReadAsync<StoredFile>();

        second.Id.ShouldBe(first.Id);
        await (await candidate.Http.UploadAsync(FileKind.Resume, [.. FileForms.Pdf, .. "%%EOF\n"u8], key: key))
            .ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "common.idempotency-key-reused");
    }

    [Fact]
    public async Task A_form_without_a_file_or_a_body_that_is_no_form_is_refused()
    {
        var candidate = await scene.Api.CandidateAsync();
        await (await candidate.Http.PostCommandAsync("/api/files?kind=resume", new { file = "x" })).ShouldRefuseAsync(HttpStatusCode.UnsupportedMediaType, "common.wrong-type");
        using var form = new MultipartFormDataContent { { new StringContent("x"), "other" } };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/files?kind=resume") { Content = form };
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        await (await candidate.Http.SendAsync(request)).ShouldRefuseAsync(HttpStatusCode.BadRequest, "common.required");
        await (await candidate.Http.UploadAsync((FileKind)7, FileForms.Pdf)).ShouldRefuseAsync(HttpStatusCode.BadRequest, "common.malformed");
    }

    [Fact]
    public async Task A_licence_is_seen_by_its_agencys_reviewers_and_no_others()
    {
        var author = await scene.Api.CandidateAsync();
        var licence = await (await author.Http.UploadAsync(FileKind.Licence, FileForms.Png, "执照.png")).ReadAsync<StoredFile>();
        await (await author.Http.PostCommandAsync("/api/employers", scene.Registration(author) with { LicenceFileId = licence.Id })).ReadAsync<EmployerDetails>();

        using var seen = await scene.Reviewer.Http.GetAsync(Of(licence));
        seen.StatusCode.ShouldBe(HttpStatusCode.OK);
        foreach (var other in new[] { scene.Api.Browser(), scene.Rival.Http, scene.ForeignReviewer.Http })
        {
            await (await other.GetAsync(Of(licence))).ShouldRefuseAsync(HttpStatusCode.NotFound, "common.not-found");
        }
    }

    [Fact]
    public async Task Nobody_registers_with_or_attaches_another_persons_file()
    {
        var (owner, thief) = (await scene.Api.CandidateAsync(), await scene.Api.CandidateAsync());
        var resume = await (await owner.Http.UploadAsync(FileKind.Resume, FileForms.Pdf)).ReadAsync<StoredFile>();

        await (await thief.Http.SendCommandAsync(HttpMethod.Put, "/api/resume", RecruitingScene.Resume with { AttachmentId = resume.Id }))
            .ShouldRefuseAsync(HttpStatusCode.NotFound, "common.not-found");
    }

    private static Uri Of(StoredFile file) => new($"/api/files/{file.Id}", UriKind.Relative);

    private async Task ShouldHaveNothingOfAsync(SignedInClient person)
    {
        (await scene.ReadAsync(data => data.Files.CountAsync(file => file.OwnerId == person.UserId))).ShouldBe(0);
        var incoming = Path.Combine(scene.Api.DataFolder, "files", "incoming");
        Directory.EnumerateFiles(incoming).ShouldBeEmpty();
    }
}
