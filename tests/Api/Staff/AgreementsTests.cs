using System.Net;
using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Pinchang.Api.Staff;
using Pinchang.Api.Tests.Hosting;
using Pinchang.Api.Tests.LiveRooms;
using Pinchang.Contracts;
using Pinchang.Contracts.Documents;
using Pinchang.Contracts.Ledger;
using Pinchang.Contracts.LiveRooms;
using Pinchang.Contracts.Organisations;
using Pinchang.Contracts.Staff;
using Pinchang.Domain;
using Pinchang.Domain.Documents;

namespace Pinchang.Api.Tests.Staff;

public sealed class AgreementsTests(RecruitingScene scene) : IClassFixture<RecruitingScene>
{
    private const string Secrecy = "staff-secrecy";
    private const string Pledge = "staff-pledge";

    [Fact]
    [Clause("EX-7.4-secrecy", at: "Api/Staff/SignAgreements.cs")]
    public async Task It_is_signed_by_whom_it_binds_with_the_text_that_was_read_and_the_password()
    {
        var marker = await scene.Api.ProjectStaffAsync(Guid.CreateVersion7(scene.Api.Clock.GetUtcNow()), Roles.Marker);
        await scene.Api.UnsignAsync(marker);
        var text = await marker.Http.GetAsync<AgreementText>(At(Secrecy));
        text.Signature.ShouldBeNull();
        await (await SignAsync(marker, Secrecy, new() { TextSha256 = text.TextSha256, Read = false, Password = ApiFixture.Password })).ShouldRefuseAsync(HttpStatusCode.BadRequest, "staff.not-read");
        await (await SignAsync(marker, Secrecy, new() { TextSha256 = "00", Read = true, Password = ApiFixture.Password })).ShouldRefuseAsync(HttpStatusCode.Conflict, "staff.other-text");
        await (await SignAsync(marker, Secrecy, new() { TextSha256 = text.TextSha256, Read = true })).ShouldRefuseAsync(HttpStatusCode.BadRequest, "common.required");
        await (await SignAsync(marker, Secrecy, new() { TextSha256 = text.TextSha256, Read = true, Password = "wrong" })).ShouldRefuseAsync(HttpStatusCode.Forbidden, "staff.password-wrong");
        await (await SignAsync(marker, Secrecy, new() { TextSha256 = text.TextSha256, Read = true, Code = "000000" })).ShouldRefuseAsync(HttpStatusCode.Forbidden, "staff.password-wrong");

        var signed = await SignedAsync(marker, Secrecy);
        signed.Signature.ShouldNotBeNull().Proof.ShouldBe(SignatureProof.Password);
        (signed.Signature.TextSha256, signed.Signature.Address, signed.Signature.Name).ShouldBe((text.TextSha256, "local", "考务老郑"));
        (await SignedAsync(marker, Secrecy)).Signature!.At.ShouldBe(signed.Signature.At);
        var lines = await scene.ReadAsync(data => data.LedgerLines.Where(line => line.PersonId == marker.UserId && line.Kind == LedgerKinds.AgreementSigned).ToListAsync());
        lines.ShouldHaveSingleItem().After.ShouldBe(text.TextSha256);

        // The office sees it as it was signed; another agency does not; nor does who is not bound.
        (await scene.Reviewer.Http.GetAsync<AgreementText>($"/api/operations/staff/{marker.UserId}/agreements/{Secrecy}/1")).Signature!.TextSha256.ShouldBe(text.TextSha256);
        (await scene.ForeignReviewer.Http.GetAsync(new Uri($"/api/operations/staff/{marker.UserId}/agreements/{Secrecy}/1", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await scene.Owner.Http.GetAsync<OwnQualifications>("/api/my/qualifications")).Agreements.Select(line => line.Key).ShouldNotContain(Secrecy);
        (await scene.Reviewer.Http.GetStringAsync(new Uri("/api/operations/staff-agreements.csv", UriKind.Relative))).ShouldContain(text.TextSha256);
    }

    [Fact]
    public async Task Wrong_passwords_lock_the_account_as_they_do_at_the_door()
    {
        var owner = await scene.Api.MemberAsync(scene.Employer.Id, Roles.Presenter);
        await scene.Api.UnsignAsync(owner);
        var text = await owner.Http.GetAsync<AgreementText>(At(Pledge));
        for (var guess = 1; guess < 5; guess++)
        {
            await (await SignAsync(owner, Pledge, new() { TextSha256 = text.TextSha256, Read = true, Password = "wrong" })).ShouldRefuseAsync(HttpStatusCode.Forbidden, "staff.password-wrong");
        }

        await SignAsync(owner, Pledge, new() { TextSha256 = text.TextSha256, Read = true, Password = "wrong" });
        var locked = await SignAsync(owner, Pledge, new() { TextSha256 = text.TextSha256, Read = true, Password = ApiFixture.Password });
        (await locked.Content.ReadAsStringAsync()).ShouldContain("accounts.locked-out");
    }

    [Fact]
    public async Task Who_has_no_password_is_told_to_set_one_and_loses_no_attempt()
    {
        var presenter = await scene.Api.MemberAsync(scene.Employer.Id, Roles.Presenter);
        await scene.Api.UnsignAsync(presenter);
        await scene.ReadAsync(data => data.Users.Where(person => person.Id == presenter.UserId).ExecuteUpdateAsync(set => set.SetProperty(person => person.PasswordHash, (string?)null)));
        var text = await presenter.Http.GetAsync<AgreementText>(At(Pledge));
        await (await SignAsync(presenter, Pledge, new() { TextSha256 = text.TextSha256, Read = true, Password = "anything" })).ShouldRefuseAsync(HttpStatusCode.Conflict, "staff.no-password");
        (await scene.ReadAsync(data => data.Users.Where(person => person.Id == presenter.UserId).Select(person => person.AccessFailedCount).SingleAsync())).ShouldBe(0);
    }

    [Fact]
    [Clause("LH-4.4.2a", at: "Api/Staff/StaffDoors.cs")]
    public async Task A_presenter_goes_on_air_after_acknowledging_the_rules_and_signing_the_pledge()
    {
        var (planned, presenter) = (await scene.PlannedRoomAsync(), await scene.Api.MemberAsync(scene.Employer.Id, Roles.Presenter));
        await scene.Api.UnsignAsync(presenter);
        var broadcasts = $"/api/live-rooms/{planned.Summary.Id}/broadcasts";
        await (await presenter.Http.PostCommandAsync(broadcasts, null)).ShouldRefuseAsync(HttpStatusCode.Forbidden, "staff.unsigned");
        (await presenter.Http.GetAsync<OwnQualifications>("/api/my/qualifications")).Duties.Single().Lacks.Select(lack => lack.Agreement).ShouldBe(["live-service-rules", Pledge]);

        // Reading is not signing.
        await (await presenter.Http.PostCommandAsync($"/api/my/documents/{Pledge}/acknowledgements", new AcknowledgeDocument(1))).ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "documents.asks-signature");
        await SignedAsync(presenter, Pledge);
        await (await presenter.Http.PostCommandAsync(broadcasts, null)).ShouldRefuseAsync(HttpStatusCode.Forbidden, "staff.unsigned");
        (await presenter.Http.PostCommandAsync("/api/my/documents/live-service-rules/acknowledgements", new AcknowledgeDocument(1))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await presenter.Http.PostCommandAsync(broadcasts, null)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    [Clause("LH-4.1", at: "Api/LiveRooms/GetRoom.cs")]
    public async Task Whoever_would_host_is_told_on_the_rooms_page_what_is_missing()
    {
        var (planned, presenter) = (await scene.PlannedRoomAsync(), await scene.Api.MemberAsync(scene.Employer.Id, Roles.Presenter));
        (await presenter.Http.GetAsync<LiveRoomDetails>(planned.Path())).GoingLive.ShouldBeNull();
        await scene.Api.UnsignAsync(presenter);
        var hindrance = (await presenter.Http.GetAsync<LiveRoomDetails>(planned.Path())).GoingLive.ShouldNotBeNull();
        hindrance.Code.ShouldBe("staff.unsigned");
        hindrance.Sentence.ShouldContain("《服务与廉洁承诺书》");
        (await scene.Owner.Http.GetAsync<LiveRoomDetails>(planned.Path())).GoingLive.ShouldBeNull();
    }

    [Fact]
    [Clause("EX-7.4-secrecy", at: "Api/Reviews/ReviewDoors.cs")]
    public async Task A_new_version_asks_again_and_the_former_signature_counts_for_its_term()
    {
        var (author, approver) = (await scene.Api.StaffAsync(Roles.Operator), await scene.Api.StaffAsync(Roles.Operator));
        var today = ChinaTime.DateOf(scene.Api.Clock.GetUtcNow());
        var path = $"/api/operations/documents/{Secrecy}";
        await (await author.Http.SendCommandAsync(HttpMethod.Put, path, new SaveDocument { Markdown = DocumentTemplates.Find(Secrecy)!.Markdown, ValidFrom = today, ReviewBy = today.AddMonths(6) })).ReadAsync<DocumentDetails>();
        await (await author.Http.PostCommandAsync($"{path}/submissions", null)).ReadAsync<DocumentDetails>();
        await (await approver.Http.PostCommandAsync($"{path}/review-decisions", new DecideReview(true, null))).ReadAsync<DocumentDetails>();

        var own = await author.Http.GetAsync<OwnQualifications>("/api/my/qualifications");
        var line = own.Agreements.Single(one => one.Key == Secrecy);
        (line.State, line.Version, line.SignedVersion, line.SignBy).ShouldBe((AgreementState.SignAnew, 2, 1, today.AddDays(14)));
        own.Duties.Single(duty => duty.Duty == Duty.Review).Lacks.ShouldBeEmpty();
        (await scene.ReadAsync(data => data.Messages.AnyAsync(message => message.UserId == author.UserId && message.Subject == "有协议需要您签署"))).ShouldBeTrue();
        await RemindedAsync(author, today);
        await (await SignAsync(author, Secrecy, new() { TextSha256 = "00", Read = true, Password = ApiFixture.Password })).ShouldRefuseAsync(HttpStatusCode.Conflict, "staff.other-text");
        var text = await SignedAsync(author, Secrecy);
        text.Version.ShouldBe(2);
        text.TextSha256.ShouldBe(Convert.ToHexStringLower(DocumentText.HashOf(text.Markdown)));
        (await author.Http.GetAsync<AgreementText>($"{At(Secrecy)}?version=1")).Markdown.ShouldBe("全文");
    }

    /// <summary>A week, three days and one day before the former signature ends, each once.</summary>
    private async Task RemindedAsync(SignedInClient person, DateOnly published)
    {
        var keeper = scene.Api.Services.GetRequiredService<SignatureKeeper>();
        Task<int> HeardAsync() => scene.ReadAsync(data => data.Messages.CountAsync(message => message.UserId == person.UserId && message.Subject == "协议即将到签署期限"));
        foreach (var (day, heard) in new[] { (6, 0), (7, 1), (8, 1), (11, 2), (13, 3), (14, 3), (15, 3) })
        {
            await keeper.RemindAsync(ChinaTime.StartOf(published.AddDays(day)).AddHours(9), CancellationToken.None);
            (await HeardAsync()).ShouldBe(heard, $"on day {day}");
        }
    }

    private static string At(string key) => $"/api/my/agreements/{key}";

    private static async Task<AgreementText> SignedAsync(SignedInClient person, string key)
    {
        var text = await person.Http.GetAsync<AgreementText>(At(key));
        return await (await person.Http.PutAsJsonAsync(new Uri($"{At(key)}/{text.Version}/signature", UriKind.Relative), new SignAgreement { TextSha256 = text.TextSha256, Read = true, Password = ApiFixture.Password })).ReadAsync<AgreementText>();
    }

    private static Task<HttpResponseMessage> SignAsync(SignedInClient person, string key, SignAgreement body) => person.Http.PutAsJsonAsync(new Uri($"{At(key)}/1/signature", UriKind.Relative), body);
}
