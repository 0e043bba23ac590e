using System.Net;
using Pinchang.Api.Tests.Hosting;
using Pinchang.Api.Tests.Organisations;
using Pinchang.Contracts;
using Pinchang.Contracts.Fairs;
using Pinchang.Contracts.Organisations;
using Pinchang.Domain;

namespace Pinchang.Api.Tests.Fairs;

/// <summary>Licences are taken away here and days pass: a scene of its own.</summary>
public sealed class FairLicenceTests(FairScene scene) : IClassFixture<FairScene>
{
    [Fact]
    [Clause("JF-4", at: "Domain/Organisations/LicenceGates.cs")]
    [Clause("JF-6.1", at: "Domain/Organisations/LicenceGates.cs")]
    public async Task A_fair_is_published_and_gives_numbers_only_while_its_organiser_s_register_is_valid()
    {
        var draft = await (await scene.Operator.Http.PostCommandAsync("/api/fairs", scene.Announcement())).ReadAsync<FairDetails>();
        draft.Publishing.ShouldBeNull();
        draft.Opening.ShouldBeNull();
        var own = await scene.Operator.Http.GetAsync<Page<LicenceDetails>>("/api/operations/licences?own=true");
        var path = $"/api/fairs/{draft.Summary.Id}";

        await RevokeAsync(own, LicenceKind.SecurityGradeFiling);
        (await scene.Operator.Http.GetAsync<FairDetails>(path)).Publishing.ShouldNotBeNull().Sentence.ShouldContain("网络安全等级保护备案");
        await (await scene.Operator.Http.PostCommandAsync($"{path}/publications", new PublishFair()))
            .ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "licences.register-incomplete");
        (await scene.Api.Browser().GetAsync<FairDetails>($"/api/fairs/{scene.Fair.Summary.Id}")).Opening.ShouldBeNull();

        var visitor = await scene.VisitorAsync();
        await RevokeAsync(own, LicenceKind.HrServiceLicence);
        (await scene.Api.Browser().GetAsync<FairDetails>($"/api/fairs/{scene.Fair.Summary.Id}")).Opening.ShouldNotBeNull().Code.ShouldBe("fairs.organiser-unlicensed");
        (await visitor.Http.GetAsync<BoothDetails>($"/api/booths/{scene.Booth.BoothId}")).WhyNoNumber.ShouldNotBeNull().Code.ShouldBe("fairs.organiser-unlicensed");
        await (await visitor.Http.PostCommandAsync($"/api/booths/{scene.Booth.BoothId}/queue-places", new TakeNumberRequest()))
            .ShouldRefuseAsync(HttpStatusCode.Conflict, "fairs.organiser-unlicensed");

        // Handed in anew and looked at, both are as before; a scope without fairs is not enough.
        await LicenceActs.ApprovedAsync(scene.Operator, "/api/operations/licences", LicenceKind.SecurityGradeFiling, scene.Recruiting.Reviewer);
        var narrow = await LicenceActs.HandInAsync(scene.Operator, "/api/operations/licences", LicenceKind.HrServiceLicence, null, "人才测评服务");
        await LicenceActs.DecideAsync(scene.Recruiting.Reviewer, narrow.Id, new(true, null));
        await (await scene.Operator.Http.PostCommandAsync($"{path}/publications", new PublishFair()))
            .ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "licences.fairs-not-covered");
        await LicenceActs.ApprovedAsync(scene.Operator, "/api/operations/licences", LicenceKind.HrServiceLicence, scene.Recruiting.Reviewer);
        await FairScene.TakeNumberAsync(visitor, scene.Booth);
        (await (await scene.Operator.Http.PostCommandAsync($"{path}/publications", new PublishFair())).ReadAsync<FairDetails>()).Summary.State.ShouldBe(FairState.Published);
    }

    [Fact]
    [Clause("JF-8.3.1-emp", at: "Domain/Organisations/LicenceGates.cs")]
    public async Task An_employer_whose_business_licence_ends_before_the_fair_gets_no_booth_and_is_told_so_beforehand()
    {
        var author = await scene.Api.CandidateAsync();
        var registration = scene.Recruiting.Registration(author) with { LicenceValidUntil = ChinaTime.DateOf(scene.Api.Clock.GetUtcNow()).AddDays(3) };
        var employer = await (await author.Http.PostCommandAsync("/api/employers", registration)).ReadAsync<EmployerDetails>();
        await (await scene.Recruiting.Reviewer.Http.PostCommandAsync($"/api/employers/{employer.Id}/review-decisions", new DecideReview(true, null))).ReadAsync<EmployerDetails>();
        var owner = await scene.Api.MemberAsync(employer.Id, Roles.Owner);

        var (soon, later) = (await scene.PublishedFairAsync(TimeSpan.FromDays(1)), await scene.PublishedFairAsync(TimeSpan.FromDays(9)));
        (await owner.Http.GetAsync<FairDetails>($"/api/fairs/{soon.Summary.Id}")).Exhibiting.ShouldBeNull();
        (await owner.Http.GetAsync<FairDetails>($"/api/fairs/{later.Summary.Id}")).Exhibiting.ShouldNotBeNull().Code.ShouldBe("fairs.exhibitor-unlicensed");
        var body = new RegisterExhibitor { Introduction = "专注嵌入式控制，欢迎来聊。", JobIds = [], StaffIds = [owner.UserId] };
        await (await owner.Http.PostCommandAsync($"/api/fairs/{later.Summary.Id}/exhibitors", body))
            .ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "fairs.exhibitor-unlicensed");
    }

    private async Task RevokeAsync(Page<LicenceDetails> own, LicenceKind kind) => await LicenceActs.DecideAsync(
        scene.Recruiting.Reviewer, own.Items.Single(licence => licence.Kind == kind).Id, new(false, "复核：不再有效"));
}
