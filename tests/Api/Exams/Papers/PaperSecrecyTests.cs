using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Pinchang.Api.Hosting;
using Pinchang.Api.Tests.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Exams;
using Pinchang.Domain.Exams.Papers;

namespace Pinchang.Api.Tests.Exams.Papers;

public sealed class PaperSecrecyTests(PaperScene scene) : IClassFixture<PaperScene>
{
    [Fact]
    [Clause("EX-6.3-paper", at: "Api/Exams/Papers/SealPapers.cs")]
    public async Task A_paper_is_sealed_by_two_persons_and_then_read_by_nobody()
    {
        var paper = await scene.PaperAsync();
        (await scene.Setter.Http.GetAsync<PaperPreview>(PaperScene.Of(paper, "preview"))).Answers.Length.ShouldBe(7);
        var now = scene.Api.Clock.GetUtcNow();
        var times = new SealPaper(now.AddHours(1), now.AddHours(3));
        (await scene.Setter.Http.PostCommandAsync(PaperScene.Of(paper, "seals"), times)).EnsureSuccessStatusCode();

        await RefusedPreviewAsync(scene.Setter, paper, "exam.paper-sealing");
        await (await scene.Setter.Http.PostCommandAsync(PaperScene.Of(paper, "countersignatures"), new CountersignPaper(times.ReleaseAt, times.MarkingOpensAt)))
            .ShouldRefuseAsync(HttpStatusCode.Forbidden, "exam.paper-same-person");
        await (await scene.Officer.Http.PostCommandAsync(PaperScene.Of(paper, "countersignatures"), new CountersignPaper(times.ReleaseAt.AddMinutes(5), times.MarkingOpensAt)))
            .ShouldRefuseAsync(HttpStatusCode.Conflict, "exam.paper-times-differ");
        (await scene.Officer.Http.PostCommandAsync(PaperScene.Of(paper, "countersignatures"), new CountersignPaper(times.ReleaseAt, times.MarkingOpensAt))).EnsureSuccessStatusCode();

        await RefusedPreviewAsync(scene.Setter, paper, "exam.paper-locked");
        await RefusedPreviewAsync(scene.Officer, paper, "exam.paper-locked");
        var lines = (await scene.Officer.Http.GetAsync<Page<PaperAccessLine>>(PaperScene.Of(paper, "access"))).Items.Reverse();
        lines.Select(line => $"{line.Act} {line.RefusedWith}".Trim()).ShouldBe(
        [
            "Assembled", "Previewed", "Sealed", "Previewed exam.paper-sealing", "Countersigned exam.paper-same-person", "Countersigned exam.paper-times-differ",
            "Countersigned", "Previewed exam.paper-locked", "Previewed exam.paper-locked",
        ]);
    }

    [Fact]
    public async Task An_agencys_own_administrator_has_no_way_to_a_paper()
    {
        var (paper, _) = await scene.SealedAsync();
        var administrator = await scene.Api.StaffAsync(Roles.Agency);
        var foreignOfficer = await scene.Api.ProjectStaffAsync(Guid.CreateVersion7(), Roles.ExamOfficer);

        foreach (var what in new[] { "", "preview", "reassembly", "access" })
        {
            var path = new Uri(PaperScene.Of(paper, what), UriKind.Relative);
            await (await administrator.Http.GetAsync(path)).ShouldRefuseAsync(HttpStatusCode.Forbidden, "access.forbidden");
            await (await foreignOfficer.Http.GetAsync(path)).ShouldRefuseAsync(HttpStatusCode.NotFound, "common.not-found");
            await (await scene.Foreigner.Http.GetAsync(path)).ShouldRefuseAsync(HttpStatusCode.NotFound, "common.not-found");
        }

        (await scene.ReadAsync(data => data.PaperAccess.AnyAsync(entry => entry.PaperId == paper.Id && entry.UserId == foreignOfficer.UserId && entry.RefusedWith == "common.not-found"))).ShouldBeTrue();
    }

    [Fact]
    [Clause("EX-7.4-secrecy", at: "Domain/Exams/Papers/SecrecyAgreement.cs")]
    public async Task Nobody_reads_a_paper_before_signing_the_secrecy_rules()
    {
        var paper = await scene.PaperAsync();
        var newcomer = await scene.Api.ProjectStaffAsync(scene.ProjectId, Roles.PaperSetter);

        await RefusedPreviewAsync(newcomer, paper, "exam.secrecy-unsigned");
        await (await newcomer.Http.PostCommandAsync($"/api/exam-projects/{scene.ProjectId}/papers", new AssemblePaper(Guid.CreateVersion7())))
            .ShouldRefuseAsync(HttpStatusCode.Forbidden, "exam.secrecy-unsigned");
        await (await newcomer.Http.PostCommandAsync($"/api/exam-projects/{scene.ProjectId}/secrecy-agreements", new SignSecrecyAgreement(SecrecyRules.Version, "别人")))
            .ShouldRefuseAsync(HttpStatusCode.BadRequest, "exam.secrecy-wrong-name");

        await scene.SignAsync(newcomer);
        (await newcomer.Http.GetAsync<PaperPreview>(PaperScene.Of(paper, "preview"))).Seed.Length.ShouldBe(32);
    }

    [Fact]
    [Clause("EX-6.3-paper", at: "Data/Exams/Papers/PaperVault.cs")]
    public async Task What_candidates_receive_opens_with_the_released_key_and_holds_no_answer()
    {
        var (paper, times) = await scene.SealedAsync();
        var vault = scene.Api.Services.GetRequiredService<IPaperVault>();
        var sealedPaper = (await vault.ReadSealedAsync(paper.Id))!;
        (await vault.ReleaseKeyAsync(paper.Id, new(null, "开考"), times.ReleaseAt.AddSeconds(-1))).Refusal!.Code.ShouldBe("exam.paper-locked");

        var key = (await vault.ReleaseKeyAsync(paper.Id, new(null, "开考"), times.ReleaseAt)).Value!;

        // As a browser does it: nonce, ciphertext, tag.
        var bytes = sealedPaper.Bytes.ToArray();
        var plain = new byte[bytes.Length - 28];
        using (var aes = new AesGcm(key.Bytes.Span, 16))
        {
            aes.Decrypt(bytes.AsSpan(0, 12), bytes.AsSpan(12, plain.Length), bytes.AsSpan(bytes.Length - 16), plain);
        }

        var json = Encoding.UTF8.GetString(plain);
        var content = JsonSerializer.Deserialize<PaperContent>(json, JsonDefaults.Options)!;
        content.Sections.Sum(section => section.Questions.Length).ShouldBe(7);
        json.ShouldContain("正解所在");
        foreach (var secret in new[] { "right", "isRight", "answer", "rubric", "参考作答要点", "观点 10 分", "accepted", "T-1" })
        {
            json.ShouldNotContain(secret, Case.Insensitive);
        }

        content.Sections[0].Questions.Select(question => question.Options.Last()).ShouldAllBe(last => last.Text == "以上都对" && last.PinnedLast);
        content.Sections[0].Questions.Select(question => Array.FindIndex(question.Options, option => option.Text == "正解所在")).Distinct().Count()
            .ShouldBeGreaterThan(1, "the right option must not stand where the setter wrote it");
    }

    [Fact]
    [Clause("EX-6.3-paper", at: "Domain/Exams/Papers/PaperAssembly.cs")]
    public async Task A_paper_is_drawn_again_from_its_seed_though_the_bank_has_changed()
    {
        var paper = await scene.PaperAsync();
        var preview = await scene.Setter.Http.GetAsync<PaperPreview>(PaperScene.Of(paper, "preview"));
        var drawn = await scene.Setter.Http.GetAsync<Page<QuestionSummary>>($"/api/exam-questions?q={preview.Answers[0].Code}");
        var question = drawn.Items.Single(item => item.Code == preview.Answers[0].Code);
        var details = await scene.Setter.Http.GetAsync<QuestionDetails>($"/api/exam-questions/{question.Id}");
        (await scene.Setter.Http.SendCommandAsync(HttpMethod.Put, $"/api/exam-questions/{question.Id}", new ChangeQuestion(details.Version, details.Question with { Stem = "后来改的题干" }))).EnsureSuccessStatusCode();

        var again = await scene.Setter.Http.GetAsync<PaperReassembly>(PaperScene.Of(paper, "reassembly"));

        again.Same.ShouldBeTrue();
        again.Questions.ShouldBe(7);
        (await scene.Setter.Http.GetAsync<PaperPreview>(PaperScene.Of(paper, "preview"))).Content.Sections[0].Questions.ShouldAllBe(kept => kept.Stem != "后来改的题干");
    }

    [Fact]
    public async Task A_shortage_is_named_and_makes_no_paper()
    {
        var blueprintId = await scene.BlueprintAsync(PaperScene.Blueprint(singles: 200));

        var refused = await scene.Setter.Http.PostCommandAsync($"/api/exam-projects/{scene.ProjectId}/papers", new AssemblePaper(blueprintId));

        (await refused.Content.ReadAsStringAsync()).ShouldContain("单选题需要 200 题，缺 ");
        await refused.ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "exam.blueprint-shortage");
        var supply = (await scene.Setter.Http.GetAsync<BlueprintDetails>($"/api/exam-blueprints/{blueprintId}")).Supply;
        (supply[0].Wanted, supply[0].Short > 0, supply[1].Short).ShouldBe((200, true, 0));
    }

    [Fact]
    public async Task A_sealed_paper_moves_later_never_earlier()
    {
        var (paper, times) = await scene.SealedAsync();

        await (await PostponeAsync(times.ReleaseAt.AddMinutes(-1), times.MarkingOpensAt)).ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "exam.paper-not-later");
        (await PostponeAsync(times.ReleaseAt.AddMinutes(30), times.MarkingOpensAt.AddMinutes(30))).EnsureSuccessStatusCode();

        var vault = scene.Api.Services.GetRequiredService<IPaperVault>();
        (await vault.ReleaseKeyAsync(paper.Id, new(null, "开考"), times.ReleaseAt)).Refusal!.Code.ShouldBe("exam.paper-locked");
        (await vault.ReleaseKeyAsync(paper.Id, new(null, "开考"), times.ReleaseAt.AddMinutes(30))).IsAccepted.ShouldBeTrue();

        Task<HttpResponseMessage> PostponeAsync(DateTimeOffset release, DateTimeOffset marking) =>
            scene.Setter.Http.PostCommandAsync(PaperScene.Of(paper, "postponements"), new PostponePaper(release, marking, "考点停电"));
    }

    [Fact]
    public async Task The_kept_answer_to_a_command_holds_nothing_of_a_paper()
    {
        await scene.SealedAsync();

        (await scene.Api.KeptAnswersHoldAsync("题干")).ShouldBeFalse();
    }

    private static async Task RefusedPreviewAsync(SignedInClient who, PaperSummary paper, string code) =>
        await (await who.Http.GetAsync(new Uri(PaperScene.Of(paper, "preview"), UriKind.Relative))).ShouldRefuseAsync(HttpStatusCode.Forbidden, code);
}
