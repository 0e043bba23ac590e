using System.Net;
using Pinchang.Api.Tests.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Organisations;
using Pinchang.Domain;

namespace Pinchang.Api.Tests.Organisations;

public sealed class LicencesTests(RecruitingScene scene) : IClassFixture<RecruitingScene>
{
    private DateOnly Today => ChinaTime.DateOf(scene.Api.Clock.GetUtcNow());

    [Fact]
    [Clause("LH-4.2", at: "Api/Organisations/Licences/ListLicences.cs")]
    public async Task The_agencys_own_are_public_once_a_colleague_approved_them_and_as_long_as_they_hold()
    {
        var @operator = await scene.Api.StaffAsync(Roles.Operator);
        var licence = await LicenceActs.HandInAsync(@operator, "/api/operations/licences", LicenceKind.IcpLicence, until: null);
        (await PublicAsync()).ShouldNotContain(licence.Id);
        (await scene.Api.Browser().GetAsync(FileOf(licence))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        await (await @operator.Http.PostCommandAsync(LicenceActs.Decisions(licence.Id), new DecideReview(true, null))).ShouldRefuseAsync(HttpStatusCode.Forbidden, "licences.own-decision");

        await LicenceActs.DecideAsync(scene.Reviewer, licence.Id, new(true, null));
        (await PublicAsync()).ShouldContain(licence.Id);
        (await scene.Api.Browser().GetAsync(FileOf(licence))).StatusCode.ShouldBe(HttpStatusCode.OK);

        await LicenceActs.DecideAsync(scene.Reviewer, licence.Id, new(false, "主管部门已注销"));
        (await PublicAsync()).ShouldNotContain(licence.Id);
        (await scene.Api.Browser().GetAsync(FileOf(licence))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_licence_is_the_holders_and_its_agencys_alone()
    {
        var licence = await LicenceActs.HandInAsync(scene.Rival, "/api/employers/mine/licences", LicenceKind.LabourDispatchLicence, Today.AddDays(90));

        (await scene.Owner.Http.GetAsync<LicenceDetails[]>("/api/employers/mine/licences")).ShouldNotContain(other => other.Id == licence.Id);
        await (await scene.ForeignReviewer.Http.PostCommandAsync(LicenceActs.Decisions(licence.Id), new DecideReview(true, null))).ShouldRefuseAsync(HttpStatusCode.NotFound, "common.not-found");
        (await scene.Owner.Http.GetAsync(FileOf(licence))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await scene.ForeignReviewer.Http.GetAsync(FileOf(licence))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await scene.Reviewer.Http.GetAsync(FileOf(licence))).StatusCode.ShouldBe(HttpStatusCode.OK);

        // Somebody else's scan is not there to be handed in.
        var taken = LicenceActs.Of(LicenceKind.HrServiceLicence, Today.AddDays(9), licence.FileId!.Value);
        await (await scene.Owner.Http.PostCommandAsync("/api/employers/mine/licences", taken)).ShouldRefuseAsync(HttpStatusCode.NotFound, "common.not-found");
        await (await scene.Owner.Http.PostCommandAsync("/api/employers/mine/licences", taken with { ValidUntil = Today.AddDays(-1) }))
            .ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "licences.expired");
    }

    [Fact]
    public async Task Who_was_approved_has_its_business_licence_and_reviewers_find_what_waits()
    {
        (await scene.Owner.Http.GetAsync<LicenceDetails[]>("/api/employers/mine/licences"))
            .ShouldContain(licence => licence.Kind == LicenceKind.BusinessLicence && licence.Number == scene.Employer.CreditCode && licence.IsValid);
        var waiting = await LicenceActs.HandInAsync(scene.Owner, "/api/employers/mine/licences", LicenceKind.LabourDispatchLicence, Today.AddDays(90));

        var found = await scene.Reviewer.Http.GetAsync<Page<LicenceDetails>>("/api/operations/licences?state=submitted");
        found.Items.ShouldContain(licence => licence.Id == waiting.Id && licence.Holder == scene.Employer.Name);
        (await scene.ForeignReviewer.Http.GetAsync<Page<LicenceDetails>>("/api/operations/licences?state=submitted")).Items.ShouldNotContain(licence => licence.Id == waiting.Id);
    }

    private static Uri FileOf(LicenceDetails licence) => new($"/api/files/{licence.FileId}", UriKind.Relative);

    private async Task<Guid[]> PublicAsync() =>
        [.. (await scene.Api.Browser().GetAsync<AgencyQualifications[]>("/api/qualifications")).SelectMany(agency => agency.Licences).Select(licence => licence.Id)];
}
