using System.Net;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Tests.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Accounts;
using Pinchang.Contracts.Organisations;

namespace Pinchang.Api.Tests.Organisations;

public sealed class EmployersTests(RecruitingScene scene) : IClassFixture<RecruitingScene>
{
    [Fact]
    [Clause("LH-5.1.3a", at: "Api/Organisations/DecideEmployer.cs")]
    public async Task An_approved_employers_author_becomes_its_owner_and_is_told()
    {
        var author = await scene.Api.CandidateAsync();
        var employer = await RegisterAsync(author);
        employer.State.ShouldBe(EmployerState.Submitted);
        employer.ContactPhone.ShouldBe($"{author.Phone[..3]}****{author.Phone[^4..]}");

        await DecideAsync(scene.Reviewer, employer.Id, new(true, null));

        (await author.Http.GetAsync<EmployerDetails>("/api/employers/mine")).State.ShouldBe(EmployerState.Approved);
        var roles = await scene.ReadAsync(data => data.Memberships.Where(member => member.UserId == author.UserId).Select(member => member.Role).ToListAsync());
        roles.ShouldBe([Roles.Owner]);
        scene.Api.Clock.Advance(TimeSpan.FromSeconds(3));
        (await author.Http.GetAsync<SessionDetails>("/api/session")).ShouldSatisfyAllConditions(
            session => session.SecondFactorPending.ShouldBeTrue(),
            session => session.EmployerName.ShouldBe(employer.Name),
            session => session.EmployerId.ShouldBeNull());
        (await scene.ReadAsync(data => data.Messages.CountAsync(message => message.UserId == author.UserId))).ShouldBe(1);
    }

    [Fact]
    public async Task A_refused_employer_learns_why_and_may_register_anew()
    {
        var author = await scene.Api.CandidateAsync();
        var registration = scene.Registration(author);
        var employer = await RegisterAsync(author, registration);

        await DecideAsync(scene.Reviewer, employer.Id, new(false, "地址与执照不符"));

        (await author.Http.GetAsync<EmployerDetails>("/api/employers/mine")).DecisionReason.ShouldBe("地址与执照不符");
        (await RegisterAsync(author, registration with { Address = "深圳市福田区深南大道 1 号" })).State.ShouldBe(EmployerState.Submitted);
    }

    [Fact]
    public async Task A_review_is_decided_once_with_a_reason_by_a_reviewer_of_the_agency()
    {
        var author = await scene.Api.CandidateAsync();
        var path = $"/api/employers/{(await RegisterAsync(author)).Id}/review-decisions";

        await (await author.Http.PostCommandAsync(path, new DecideReview(true, null))).ShouldRefuseAsync(HttpStatusCode.Forbidden, "access.forbidden");
        await (await scene.ForeignReviewer.Http.PostCommandAsync(path, new DecideReview(true, null))).ShouldRefuseAsync(HttpStatusCode.NotFound, "common.not-found");
        await (await scene.Reviewer.Http.PostCommandAsync(path, new DecideReview(false, ""))).ShouldRefuseAsync(HttpStatusCode.BadRequest, "reviews.reason-required");
        await (await scene.Reviewer.Http.PostCommandAsync(path, new DecideReview(true, null))).ReadAsync<EmployerDetails>();
        await (await scene.Reviewer.Http.PostCommandAsync(path, new DecideReview(false, "后悔了"))).ShouldRefuseAsync(HttpStatusCode.Conflict, "employers.already-decided");
    }

    [Fact]
    public async Task Two_reviewers_at_once_decide_once()
    {
        var author = await scene.Api.CandidateAsync();
        var path = $"/api/employers/{(await RegisterAsync(author)).Id}/review-decisions";

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => scene.Reviewer.Http.PostCommandAsync(path, new DecideReview(true, null))));

        answers.Count(answer => answer.StatusCode == HttpStatusCode.OK).ShouldBe(1);
        answers.Count(answer => answer.StatusCode == HttpStatusCode.Conflict).ShouldBe(7);
    }

    [Fact]
    public async Task A_registration_with_a_wrong_code_or_a_strangers_phone_is_refused()
    {
        var author = await scene.Api.CandidateAsync();
        var registration = scene.Registration(author);

        await (await author.Http.PostCommandAsync("/api/employers", registration with { CreditCode = "91440300MA5F000012" }))
            .ShouldRefuseAsync(HttpStatusCode.BadRequest, "employers.credit-code-wrong");
        await (await author.Http.PostCommandAsync("/api/employers", registration with { ContactPhone = "13900000000" }))
            .ShouldRefuseAsync(HttpStatusCode.BadRequest, "employers.contact-phone-foreign");
        await (await author.Http.PostCommandAsync("/api/employers", registration with { LicenceFileId = Guid.NewGuid() }))
            .ShouldRefuseAsync(HttpStatusCode.NotFound, "common.not-found");
    }

    [Fact]
    public async Task An_employer_is_registered_once_in_an_agency()
    {
        var (one, other) = (await scene.Api.CandidateAsync(), await scene.Api.CandidateAsync());
        var registration = scene.Registration(one);
        await RegisterAsync(one, registration);

        await (await other.Http.PostCommandAsync("/api/employers", registration with { ContactPhone = other.Phone }))
            .ShouldRefuseAsync(HttpStatusCode.Conflict, "employers.already-registered");
        (await RegisterAsync(other, registration with { ContactPhone = other.Phone, AgencyId = scene.Api.OtherAgencyId })).State.ShouldBe(EmployerState.Submitted);
    }

    [Fact]
    public async Task The_public_sees_an_approved_employer_without_its_contact_and_no_other()
    {
        var author = await scene.Api.CandidateAsync();
        var employer = await RegisterAsync(author);
        var visitor = scene.Api.Browser();

        await (await visitor.GetAsync(new Uri($"/api/employers/{employer.Id}", UriKind.Relative))).ShouldRefuseAsync(HttpStatusCode.NotFound, "common.not-found");
        await DecideAsync(scene.Reviewer, employer.Id, new(true, null));

        var shown = await visitor.GetAsync<EmployerDetails>($"/api/employers/{employer.Id}");
        (shown.ContactName, shown.ContactPhone, shown.LicenceFileId).ShouldBe(("林**", "", null));
    }

    [Fact]
    public async Task An_agency_lists_its_own_employers_only()
    {
        var author = await scene.Api.CandidateAsync();
        var employer = await RegisterAsync(author);

        var own = await scene.Reviewer.Http.GetAsync<Page<EmployerSummary>>($"/api/operations/employers?state=submitted&q={employer.CreditCode}");
        var foreign = await scene.ForeignReviewer.Http.GetAsync<Page<EmployerSummary>>($"/api/operations/employers?q={employer.CreditCode}");

        own.Items.Single().Id.ShouldBe(employer.Id);
        foreign.Total.ShouldBe(0);
    }

    private async Task<EmployerDetails> RegisterAsync(SignedInClient author, RegisterEmployer? registration = null) =>
        await (await author.Http.PostCommandAsync("/api/employers", registration ?? scene.Registration(author))).ReadAsync<EmployerDetails>();

    private static async Task DecideAsync(SignedInClient reviewer, Guid id, DecideReview decision) =>
        await (await reviewer.Http.PostCommandAsync($"/api/employers/{id}/review-decisions", decision)).ReadAsync<EmployerDetails>();
}
