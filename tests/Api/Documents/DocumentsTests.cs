using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Pinchang.Api.Documents;
using Pinchang.Api.Tests.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Documents;
using Pinchang.Contracts.Ledger;
using Pinchang.Contracts.Organisations;
using Pinchang.Domain;
using Pinchang.Domain.Documents;
using Pinchang.Domain.Staff;

namespace Pinchang.Api.Tests.Documents;

public sealed class DocumentsTests(RecruitingScene scene) : IClassFixture<RecruitingScene>
{
    private DateOnly Today => ChinaTime.DateOf(scene.Api.Clock.GetUtcNow());

    [Fact]
    [Clause("LH-4.4.2a", at: "Api/Documents/AcknowledgeDocuments.cs")]
    public async Task A_rule_is_in_force_once_another_approved_it_and_all_whom_it_binds_acknowledged_this_version()
    {
        const string Key = "live-inspection-plan";
        var (author, inspector) = (await scene.Api.StaffAsync(Roles.Operator), await scene.Api.StaffAsync(Roles.Inspector));
        await (await author.Http.PostCommandAsync(At(Key, "/submissions"), null)).ShouldRefuseAsync(HttpStatusCode.Conflict, "documents.nothing-to-submit");
        await SaveAsync(author, Key, DocumentTemplates.Find(Key)!.Markdown);
        await (await author.Http.PostCommandAsync(At(Key, "/submissions"), null)).ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "documents.gaps");
        await PublishAsync(author, Key);
        (await StandingAsync(author, Key)).Standing.ShouldBe(DocumentStanding.Unacknowledged);

        var waiting = await inspector.Http.GetAsync<PublicDocument[]>("/api/my/documents");
        waiting.ShouldHaveSingleItem().Key.ShouldBe(Key);
        await (await inspector.Http.PostCommandAsync($"/api/my/documents/{Key}/acknowledgements", new AcknowledgeDocument(2))).ShouldRefuseAsync(HttpStatusCode.Conflict, "documents.other-version");
        await (await author.Http.PostCommandAsync($"/api/my/documents/{Key}/acknowledgements", new AcknowledgeDocument(1))).ShouldRefuseAsync(HttpStatusCode.Forbidden, "documents.not-bound");
        (await inspector.Http.PostCommandAsync($"/api/my/documents/{Key}/acknowledgements", new AcknowledgeDocument(1))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await inspector.Http.GetAsync<PublicDocument[]>("/api/my/documents")).ShouldBeEmpty();
        (await StandingAsync(author, Key)).Standing.ShouldBe(DocumentStanding.InForce);

        // Another version asks for it again.
        await PublishAsync(author, Key, "\n\n补充：每季度汇总一次。");
        var details = await author.Http.GetAsync<DocumentDetails>(At(Key));
        (details.Summary.Standing, details.Summary.Version).ShouldBe((DocumentStanding.Unacknowledged, 2));
        var id = await scene.ReadAsync(data => data.Documents.Where(document => document.TemplateKey == Key).Select(document => document.Id).SingleAsync());
        var lines = await scene.ReadAsync(data => data.LedgerLines.Where(line => line.SubjectId == id).Select(line => line.Kind).ToListAsync());
        lines.Count(kind => kind == LedgerKinds.DocumentDecided).ShouldBe(2);
        lines.ShouldContain(LedgerKinds.DocumentAcknowledged);
    }

    [Fact]
    [Clause("EX-7.1", at: "Api/Documents/ListDocuments.cs")]
    [Clause("JF-9b", at: "Api/Documents/ListDocuments.cs")]
    public async Task A_guide_is_public_once_it_is_in_force_and_no_rule_of_the_house_is()
    {
        var author = await scene.Api.StaffAsync(Roles.Operator);
        (await scene.Api.Browser().GetAsync<PublicDocument[]>("/api/documents")).ShouldNotContain(document => document.Key == "exam-guide");
        await PublishAsync(author, "exam-guide");
        await PublishAsync(author, "live-data-security");
        var shown = await scene.Api.Browser().GetAsync<PublicDocument[]>("/api/documents");
        shown.ShouldContain(document => document.Key == "exam-guide" && document.Markdown == null);
        shown.ShouldNotContain(document => document.Key == "live-data-security");
        (await scene.Api.Browser().GetAsync<PublicDocument>($"/api/documents/{scene.Api.AgencyId}/exam-guide")).Markdown.ShouldNotBeNull();
        (await scene.Api.Browser().GetAsync(new Uri($"/api/documents/{scene.Api.AgencyId}/live-data-security", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        // Another agency has its own, and writes only those.
        var foreign = await scene.Api.StaffOfAsync(scene.Api.OtherAgencyId, Roles.Operator);
        (await foreign.Http.GetAsync<RequiredDocument[]>("/api/operations/documents"))
            .Where(document => !StaffAgreements.Keys.Contains(document.Key)).ShouldAllBe(document => document.Standing == DocumentStanding.Missing);
    }

    [Fact]
    public async Task Its_author_does_not_approve_it_and_is_told_before_its_review()
    {
        const string Key = "fair-duties";
        var author = await scene.Api.StaffAsync(Roles.Operator);
        await SaveAsync(author, Key, Filled(Key));
        await (await author.Http.PostCommandAsync(At(Key, "/submissions"), null)).ReadAsync<DocumentDetails>();
        await (await author.Http.PostCommandAsync(At(Key, "/review-decisions"), new DecideReview(true, null))).ShouldRefuseAsync(HttpStatusCode.Forbidden, "documents.own-decision");
        await (await scene.Reviewer.Http.PostCommandAsync(At(Key, "/review-decisions"), new DecideReview(true, null))).ReadAsync<DocumentDetails>();

        await scene.ReadAsync(data => data.Documents.Where(document => document.TemplateKey == Key).ExecuteUpdateAsync(set => set.SetProperty(document => document.ReviewBy, Today.AddDays(6))));
        (await scene.Api.Services.GetRequiredService<DocumentKeeper>().RemindAsync(CancellationToken.None)).ShouldBe(1);
        (await scene.Api.Services.GetRequiredService<DocumentKeeper>().RemindAsync(CancellationToken.None)).ShouldBe(0);
        (await scene.ReadAsync(data => data.Messages.AnyAsync(message => message.UserId == author.UserId && message.Subject == "文件需要复审"))).ShouldBeTrue();
    }

    private static string At(string key, string step = "") => $"/api/operations/documents/{key}{step}";

    private static string Filled(string key) => System.Text.RegularExpressions.Regex.Replace(DocumentTemplates.Find(key)!.Markdown, "【[^】]*】", "周岚");

    private async Task<DocumentDetails> SaveAsync(SignedInClient author, string key, string markdown) =>
        await (await author.Http.SendCommandAsync(HttpMethod.Put, At(key), new SaveDocument { Markdown = markdown, ValidFrom = Today, ReviewBy = Today.AddMonths(6) })).ReadAsync<DocumentDetails>();

    private async Task PublishAsync(SignedInClient author, string key, string more = "")
    {
        await SaveAsync(author, key, Filled(key) + more);
        await (await author.Http.PostCommandAsync(At(key, "/submissions"), null)).ReadAsync<DocumentDetails>();
        await (await scene.Reviewer.Http.PostCommandAsync(At(key, "/review-decisions"), new DecideReview(true, null))).ReadAsync<DocumentDetails>();
    }

    private static async Task<RequiredDocument> StandingAsync(SignedInClient staff, string key) =>
        (await staff.Http.GetAsync<RequiredDocument[]>("/api/operations/documents")).Single(document => document.Key == key);
}
