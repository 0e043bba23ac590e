using System.Net;
using Pinchang.Api.Tests.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Fairs;

namespace Pinchang.Api.Tests.Fairs;

public sealed class BoothDutyTests(FairScene scene) : IClassFixture<FairScene>
{
    [Fact]
    [Clause("JF-5", at: "Api/Fairs/Booths/BoothDuty.cs")]
    public async Task Nobody_comes_on_duty_at_a_booth_without_the_course_and_the_pledge_and_the_plan_says_so_before()
    {
        var caller = await scene.Api.MemberAsync(scene.Recruiting.Employer.Id, Roles.Caller);
        var choices = $"/api/fairs/{scene.Fair.Summary.Id}/exhibitor-choices";
        var duties = $"/api/booths/{scene.Booth.BoothId}/duties";
        (await scene.Recruiter.Http.GetAsync<ExhibitorChoices>(choices)).Staff.Single(person => person.UserId == caller.UserId).Lacks.ShouldNotBeNull().ShouldBeEmpty();
        await scene.Api.UnsignAsync(caller);
        await (await caller.Http.PostCommandAsync(duties, new TakeDutyRequest(true))).ShouldRefuseAsync(HttpStatusCode.Forbidden, "staff.unsigned");
        await scene.Api.DisqualifyAsync(caller);
        await (await caller.Http.PostCommandAsync(duties, new TakeDutyRequest(true))).ShouldRefuseAsync(HttpStatusCode.Forbidden, "staff.unqualified");
        (await scene.Recruiter.Http.GetAsync<ExhibitorChoices>(choices)).Staff.Single(person => person.UserId == caller.UserId).Lacks
            .ShouldBe(["没有招聘会岗前方面的培训或证书", "尚未签署《服务与廉洁承诺书》"]);
    }
}
