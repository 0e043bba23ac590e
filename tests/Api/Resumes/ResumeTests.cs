using System.Net;
using Pinchang.Api.Tests.Files;
using Pinchang.Api.Tests.Hosting;
using Pinchang.Contracts.Resumes;

namespace Pinchang.Api.Tests.Resumes;

public sealed class ResumeTests(RecruitingScene scene) : IClassFixture<RecruitingScene>
{
    [Fact]
    public async Task A_resume_is_kept_by_versions_with_its_attachment()
    {
        var candidate = await scene.Api.CandidateAsync();
        await (await candidate.Http.GetAsync(Resume)).ShouldRefuseAsync(HttpStatusCode.NotFound, "common.not-found");
        var pdf = await (await candidate.Http.UploadAsync(FileKind.Resume, FileForms.Pdf)).ReadAsync<StoredFile>();

        await SaveAsync(candidate, new() { Name = "陈思远" });
        await SaveAsync(candidate, RecruitingScene.Resume with { AttachmentId = pdf.Id });

        var kept = await candidate.Http.GetAsync<ResumeDetails>("/api/resume");
        (kept.Version, kept.IsComplete, kept.AttachmentName).ShouldBe((2, true, "陈思远 简历.pdf"));
        kept.Content.Experience.Single().Company.ShouldBe("星河智能");
    }

    [Fact]
    public async Task A_resume_that_says_too_little_is_kept_but_not_complete()
    {
        var candidate = await scene.Api.CandidateAsync();

        (await SaveAsync(candidate, new() { Name = "陈思远", Skills = ["C++"] })).IsComplete.ShouldBeFalse();
    }

    [Fact]
    public async Task Control_characters_and_endless_text_are_refused()
    {
        var candidate = await scene.Api.CandidateAsync();

        await (await candidate.Http.SendCommandAsync(HttpMethod.Put, "/api/resume", new SaveResume { Name = "陈\u0000思远" }))
            .ShouldRefuseAsync(HttpStatusCode.BadRequest, "common.control-characters");
        await (await candidate.Http.SendCommandAsync(HttpMethod.Put, "/api/resume", new SaveResume { Name = "陈思远", Highlights = new string('长', 100_000) }))
            .ShouldRefuseAsync(HttpStatusCode.BadRequest, "common.too-long");
    }

    private static Uri Resume => new("/api/resume", UriKind.Relative);

    private static async Task<ResumeDetails> SaveAsync(SignedInClient candidate, SaveResume resume) =>
        await (await candidate.Http.SendCommandAsync(HttpMethod.Put, "/api/resume", resume)).ReadAsync<ResumeDetails>();
}
