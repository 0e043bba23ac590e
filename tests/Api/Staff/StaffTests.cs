using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Pinchang.Api.Staff;
using Pinchang.Api.Tests.Files;
using Pinchang.Api.Tests.Hosting;
using Pinchang.Api.Tests.LiveRooms;
using Pinchang.Contracts;
using Pinchang.Contracts.Ledger;
using Pinchang.Contracts.Organisations;
using Pinchang.Contracts.Resumes;
using Pinchang.Contracts.Reviews;
using Pinchang.Contracts.Staff;
using Pinchang.Domain;

namespace Pinchang.Api.Tests.Staff;

public sealed class StaffTests(RecruitingScene scene) : IClassFixture<RecruitingScene>
{
    private const string Own = "/api/my/qualifications";

    private DateOnly Today => ChinaTime.DateOf(scene.Api.Clock.GetUtcNow());

    [Fact]
    [Clause("LH-4.1", at: "Api/Staff/StaffDoors.cs")]
    [Clause("LH-4.1", at: "Api/Reviews/ReviewDoors.cs")]
    public async Task A_reviewer_takes_no_case_until_both_fields_are_handed_in_and_checked_by_another()
    {
        var newcomer = await scene.Api.NewcomerAsync(Roles.Reviewer);
        var job = await scene.SubmittedJobAsync();
        var waiting = (await newcomer.Http.GetAsync<Page<ReviewCaseSummary>>("/api/operations/reviews")).Items.Single(one => one.ThingId == job.Summary.Id);
        var claim = $"/api/operations/reviews/{waiting.Id}/claims";
        await (await newcomer.Http.PostCommandAsync(claim, null)).ShouldRefuseAsync(HttpStatusCode.Forbidden, "staff.unqualified");
        await (await newcomer.Http.PostCommandAsync($"/api/jobs/{job.Summary.Id}/review-decisions", new DecideReview(true, null))).ShouldRefuseAsync(HttpStatusCode.Forbidden, "staff.unqualified");

        foreach (var field in new[] { StaffField.JobService, StaffField.NetworkInformation })
        {
            var held = await HandInAsync(newcomer, field);
            await (await newcomer.Http.PostCommandAsync(Decisions(held.Id), new DecideReview(true, null))).ShouldRefuseAsync(HttpStatusCode.Forbidden, "staff.own-decision");
            await (await newcomer.Http.PostCommandAsync(claim, null)).ShouldRefuseAsync(HttpStatusCode.Forbidden, "staff.unqualified");
            (await (await scene.Reviewer.Http.PostCommandAsync(Decisions(held.Id), new DecideReview(true, null))).ReadAsync<QualificationDetails>()).DecidedBy.ShouldBe("运营老周");
        }

        (await newcomer.Http.GetAsync<OwnQualifications>(Own)).Duties.Single(duty => duty.Duty == Duty.Review).Lacks.ShouldBeEmpty();
        (await newcomer.Http.PostCommandAsync(claim, null)).StatusCode.ShouldBe(HttpStatusCode.OK);
        var lines = await scene.ReadAsync(data => data.LedgerLines.Where(line => line.PersonId == newcomer.UserId).Select(line => line.Kind).ToListAsync());
        lines.Count(kind => kind == LedgerKinds.QualificationSubmitted).ShouldBe(2);
        lines.Count(kind => kind == LedgerKinds.QualificationDecided).ShouldBe(2);
    }

    [Fact]
    [Clause("LH-4.1", at: "Api/LiveRooms/Broadcasts.cs")]
    public async Task A_presenter_goes_on_air_only_with_what_is_asked_for()
    {
        var (planned, presenter) = (await scene.PlannedRoomAsync(), await scene.Api.MemberAsync(scene.Employer.Id, Roles.Presenter));
        var broadcasts = $"{planned.Path()}/broadcasts";
        var other = await scene.Api.MemberAsync(scene.Employer.Id, Roles.Presenter);
        await scene.Api.DisqualifyAsync(other);
        await (await other.Http.PostCommandAsync(broadcasts, null)).ShouldRefuseAsync(HttpStatusCode.Forbidden, "staff.unqualified");
        (await presenter.Http.PostCommandAsync(broadcasts, null)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_paper_is_seen_by_its_holder_and_the_agencys_checkers_alone()
    {
        var holder = await scene.Api.MemberAsync(scene.Employer.Id, Roles.Presenter);
        var held = await HandInAsync(holder, StaffField.JobService);
        Uri scan = new($"/api/files/{held.FileId}", UriKind.Relative);
        (await holder.Http.GetAsync(scan)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await scene.Reviewer.Http.GetAsync(scan)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await scene.Owner.Http.GetAsync(scan)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await scene.ForeignReviewer.Http.GetAsync(scan)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        await (await scene.ForeignReviewer.Http.PostCommandAsync(Decisions(held.Id), new DecideReview(true, null))).ShouldRefuseAsync(HttpStatusCode.NotFound, "common.not-found");
        (await scene.ForeignReviewer.Http.GetAsync(new Uri($"/api/operations/staff/{holder.UserId}", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await scene.Reviewer.Http.GetAsync<StaffDetails>($"/api/operations/staff/{holder.UserId}")).Items.ShouldContain(one => one.Id == held.Id && one.MayDecide);

        // Somebody else's scan is not there to be handed in, and a candidate hands in nothing.
        await (await scene.Owner.Http.PostCommandAsync(Own, Paper(StaffField.JobService, held.FileId!.Value))).ShouldRefuseAsync(HttpStatusCode.NotFound, "common.not-found");
        await (await (await scene.Api.CandidateAsync()).Http.PostCommandAsync(Own, Paper(StaffField.JobService, held.FileId.Value))).ShouldRefuseAsync(HttpStatusCode.Forbidden, "staff.no-staff");
    }

    [Fact]
    public async Task The_office_sees_who_lacks_what_who_waits_and_the_sheet_for_an_inspector()
    {
        var newcomer = await scene.Api.NewcomerAsync(Roles.Reviewer);
        var inspector = await scene.Api.StaffAsync(Roles.Inspector);
        await HandInAsync(newcomer, StaffField.JobService);
        var lacking = await inspector.Http.GetAsync<StaffList>("/api/operations/staff?shelf=lacking");
        var line = lacking.Found.Items.Single(one => one.UserId == newcomer.UserId);
        line.Duties.Single().Lacks.Select(lack => lack.Reason).ShouldBe([LackReason.Unchecked, LackReason.Missing]);
        lacking.Found.Items.ShouldNotContain(one => one.UserId == scene.Reviewer.UserId);
        (await inspector.Http.GetAsync<StaffList>("/api/operations/staff?shelf=waiting")).Found.Items.ShouldContain(one => one.UserId == newcomer.UserId);
        (await inspector.Http.GetAsync<StaffList>("/api/operations/staff?role=marker")).Found.Items.ShouldBeEmpty();
        var sheet = await inspector.Http.GetStringAsync(new Uri("/api/operations/staff.csv", UriKind.Relative));
        sheet.ShouldContain("没有网络信息服务方面的培训或证书");
    }

    [Fact]
    public async Task Its_holder_is_told_before_the_last_day()
    {
        var holder = await scene.Api.StaffAsync(Roles.Support);
        var held = await HandInAsync(holder, StaffField.JobService, Today.AddDays(20));
        await (await scene.Reviewer.Http.PostCommandAsync(Decisions(held.Id), new DecideReview(true, null))).ReadAsync<QualificationDetails>();
        var keeper = scene.Api.Services.GetRequiredService<QualificationKeeper>();
        (await keeper.RemindAsync(CancellationToken.None)).ShouldBe(1);
        (await keeper.RemindAsync(CancellationToken.None)).ShouldBe(0);
        (await scene.ReadAsync(data => data.Messages.AnyAsync(message => message.UserId == holder.UserId && message.Subject == "资质即将到期"))).ShouldBeTrue();
    }

    private static string Decisions(Guid id) => $"/api/operations/qualifications/{id}/review-decisions";

    private async Task<QualificationDetails> HandInAsync(SignedInClient person, StaffField field, DateOnly? until = null)
    {
        var file = await (await person.Http.UploadAsync(FileKind.Licence, FileForms.Pdf, "证书.pdf")).ReadAsync<StoredFile>();
        return await (await person.Http.PostCommandAsync(Own, Paper(field, file.Id) with { ValidUntil = until })).ReadAsync<QualificationDetails>();
    }

    private HandInQualification Paper(StaffField field, Guid fileId) => new()
    {
        Kind = QualificationKind.Training,
        Field = field,
        Name = "直播内容安全培训",
        Issuer = "市互联网协会",
        ObtainedOn = Today.AddDays(-30),
        Hours = 16,
        Result = "合格，92 分",
        FileId = fileId,
    };
}
