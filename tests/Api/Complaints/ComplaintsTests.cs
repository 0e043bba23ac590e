using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Pinchang.Api.Tests.Files;
using Pinchang.Api.Tests.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Complaints;
using Pinchang.Contracts.Ledger;
using Pinchang.Contracts.Notifications;

namespace Pinchang.Api.Tests.Complaints;

public sealed class ComplaintsTests(RecruitingScene scene) : IClassFixture<RecruitingScene>
{
    [Fact]
    [Clause("LH-4.4.1e", at: "Api/Complaints/MakeComplaint.cs")]
    [Clause("JF-8.3.2", at: "Api/Complaints/HandlerSteps.cs")]
    public async Task A_named_complaint_about_a_job_goes_from_its_number_to_its_answer_and_satisfaction()
    {
        var job = await scene.ApprovedJobAsync();
        var candidate = await scene.Api.CandidateAsync();
        var filed = await ComplaintActs.MakeAsync(candidate.Http, ComplaintActs.Named("lin@example.com") with
        {
            SubjectKind = ComplaintSubjectKind.Job,
            SubjectId = job.Summary.Id,
        });
        var handler = await scene.Api.StaffAsync(Roles.Support);
        var complaint = await ComplaintActs.FindAsync(handler, filed.Number);
        (complaint.ComplainantName, complaint.Contact, complaint.EmployerId).ShouldBe(("林**", "l***@example.com", scene.Employer.Id));

        var id = complaint.Summary.Id;
        (await ComplaintActs.AcceptAsync(handler, id)).Summary.HandlerId.ShouldBe(handler.UserId);
        await ComplaintActs.StepAsync(handler, id, "/notes", new NoteOnComplaint("已电话核实转账记录"));
        await ComplaintActs.StepAsync(handler, id, "/questions", new NoteOnComplaint("请补充转账截图。"));
        await (await ComplaintActs.WithCodeAsync(candidate.Http, HttpMethod.Post, filed.Number, "/files", null, ComplaintActs.Form(FileForms.Png, "转账.png"))).ReadAsync<ComplaintStatus>();
        await ComplaintActs.AnswerAsync(handler, id);

        var status = await ComplaintActs.StatusAsync(scene.Api.Browser(), filed);
        status.Answer.ShouldNotBeNull().ShouldContain("退还八百元");
        status.Progress.Select(step => step.Step).ShouldBe(
            [ComplaintStep.Submitted, ComplaintStep.Accepted, ComplaintStep.Asked, ComplaintStep.FileAdded, ComplaintStep.Answered]);
        status.Progress.ShouldAllBe(step => step.Text == null || !step.Text.Contains("电话核实", StringComparison.Ordinal));
        (await (await ComplaintActs.WithCodeAsync(candidate.Http, HttpMethod.Post, filed.Number, "/ratings", null, new RateComplaint(4, null))).ReadAsync<ComplaintStatus>()).Rating.ShouldBe(4);

        var told = await scene.ReadAsync(data => data.Messages.Where(message => message.Recipient == "lin@example.com").OrderBy(message => message.Id).Select(message => new { message.Channel, message.Text, message.Secret }).ToListAsync());
        told.ShouldAllBe(message => message.Channel == MessageChannel.Email);
        told.ShouldContain(message => message.Secret && message.Text.Contains(filed.Code, StringComparison.Ordinal));
        told.ShouldContain(message => message.Text.Contains("退还八百元", StringComparison.Ordinal));
        (await LinesAsync(id)).Count(line => line.Kind == LedgerKinds.ComplaintStepped && line.ActorId == handler.UserId).ShouldBe(4);
        (await scene.Api.InScopeAsync(async services => await services.GetRequiredService<Data.PinchangContext>().Complaints.AnyAsync(one => one.Id == id && one.SealedContact!.Length > 20))).ShouldBeTrue();
    }

    [Fact]
    public async Task An_anonymous_complaint_leaves_nothing_of_who_made_it_anywhere()
    {
        var candidate = await scene.Api.CandidateAsync();
        var key = Guid.CreateVersion7(scene.Api.Clock.GetUtcNow());
        var body = ComplaintActs.Anonymous();
        var filed = await (await candidate.Http.PostCommandAsync("/api/complaints", body, key)).ReadAsync<FiledComplaint>();

        var complaint = await scene.ReadAsync(data => data.Complaints.SingleAsync(one => one.Number == filed.Number));
        (complaint.ComplainantId, complaint.ComplainantName).ShouldBe((null, null));
        (await LinesAsync(complaint.Id)).ShouldAllBe(line => line.ActorId == null && line.Address == null && line.PersonId == null);
        (await scene.ReadAsync(data => data.Commands.AnyAsync(command => command.Key == key))).ShouldBeFalse();
        (await candidate.Http.GetAsync<OwnComplaint[]>("/api/complaints/mine")).ShouldBeEmpty();

        // The same command again is the same complaint, and another under its key is none.
        (await (await candidate.Http.PostCommandAsync("/api/complaints", body, key)).ReadAsync<FiledComplaint>()).Number.ShouldBe(filed.Number);
        await (await candidate.Http.PostCommandAsync("/api/complaints", ComplaintActs.Anonymous(), key)).ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "common.idempotency-key-reused");
    }

    [Fact]
    [Clause("LH-4.4.1e", at: "Api/Complaints/ComplaintDoor.cs")]
    public async Task Nobody_elses_complaint_is_read_or_answered()
    {
        var candidate = await scene.Api.CandidateAsync();
        var filed = await ComplaintActs.MakeAsync(candidate.Http, ComplaintActs.Named());
        var other = await ComplaintActs.MakeAsync(candidate.Http, ComplaintActs.Anonymous());
        var stranger = await scene.Api.CandidateAsync();
        foreach (var (http, code) in new[] { (stranger.Http, (string?)null), (scene.Api.Browser(), other.Code), (scene.Owner.Http, "0000-0000-0000-0000") })
        {
            await (await ComplaintActs.WithCodeAsync(http, HttpMethod.Get, filed.Number, "", code)).ShouldRefuseAsync(HttpStatusCode.NotFound, "complaints.code-wrong");
            await (await ComplaintActs.WithCodeAsync(http, HttpMethod.Post, filed.Number, "/supplements", code, new SupplementComplaint("我来补充"))).ShouldRefuseAsync(HttpStatusCode.NotFound, "complaints.code-wrong");
            await (await ComplaintActs.WithCodeAsync(http, HttpMethod.Post, filed.Number, "/files", code, ComplaintActs.Form(FileForms.Png, "a.png"))).ShouldRefuseAsync(HttpStatusCode.NotFound, "complaints.code-wrong");
        }

        await (await scene.Api.Browser().GetAsync(new Uri("/api/complaints/TS00000000000", UriKind.Relative))).ShouldRefuseAsync(HttpStatusCode.NotFound, "complaints.code-wrong");
        (await candidate.Http.GetAsync<ComplaintStatus>($"/api/complaints/{filed.Number}")).Number.ShouldBe(filed.Number);
        (await ComplaintActs.StatusAsync(scene.Api.Browser(), filed with { Code = filed.Code.Replace("-", "", StringComparison.Ordinal).ToLowerInvariant() })).Number.ShouldBe(filed.Number);

        // Another agency's desk, and whoever is complained of.
        var handler = await scene.Api.StaffAsync(Roles.Operator);
        var id = (await ComplaintActs.FindAsync(handler, filed.Number)).Summary.Id;
        var foreign = await scene.Api.StaffOfAsync(scene.Api.OtherAgencyId, Roles.Operator);
        (await foreign.Http.GetAsync<Page<ComplaintSummary>>("/api/operations/complaints?shelf=all")).Items.ShouldBeEmpty();
        (await foreign.Http.GetAsync(new Uri(ComplaintActs.At(id), UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        await (await foreign.Http.PostCommandAsync(ComplaintActs.At(id, "/acceptances"), new AcceptComplaint(true, null, false))).ShouldRefuseAsync(HttpStatusCode.NotFound, "common.not-found");
    }

    [Fact]
    [Clause("LH-4.4.1e", at: "Api/Complaints/HandlerSteps.cs")]
    public async Task Whom_it_is_about_neither_sees_nor_handles_it()
    {
        var (handler, accused) = (await scene.Api.StaffAsync(Roles.Operator), await scene.Api.StaffAsync(Roles.Support));
        var filed = await ComplaintActs.MakeAsync(scene.Api.Browser(), ComplaintActs.Anonymous(ComplaintKind.Staff));
        var id = (await ComplaintActs.FindAsync(accused, filed.Number)).Summary.Id;
        await ComplaintActs.StepAsync(handler, id, "/recusals", new RecuseFromComplaint(accused.UserId, "投诉人描述的工号即此人"));

        (await accused.Http.GetAsync<Page<ComplaintSummary>>($"/api/operations/complaints?shelf=all&q={filed.Number}")).Items.ShouldBeEmpty();
        await (await accused.Http.GetAsync(new Uri(ComplaintActs.At(id), UriKind.Relative))).ShouldRefuseAsync(HttpStatusCode.Forbidden, "complaints.handler-involved");
        await (await accused.Http.PostCommandAsync(ComplaintActs.At(id, "/acceptances"), new AcceptComplaint(true, null, false))).ShouldRefuseAsync(HttpStatusCode.Forbidden, "complaints.handler-involved");
        await (await handler.Http.PostCommandAsync(ComplaintActs.At(id, "/assignments"), new AssignComplaint(accused.UserId))).ShouldRefuseAsync(HttpStatusCode.Forbidden, "complaints.handler-involved");
        await (await handler.Http.PostCommandAsync(ComplaintActs.At(id, "/assignments"), new AssignComplaint(scene.Owner.UserId))).ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "complaints.handler-unknown");
    }

    [Fact]
    public async Task Bad_faith_meets_its_limits()
    {
        var candidate = await scene.Api.CandidateAsync();
        var body = ComplaintActs.Named();
        var first = await ComplaintActs.MakeAsync(candidate.Http, body);
        await (await candidate.Http.PostCommandAsync("/api/complaints", body)).ShouldRefuseAsync(HttpStatusCode.Conflict, "complaints.duplicate");
        for (var i = 1; i < 30; i++)
        {
            await ComplaintActs.MakeAsync(candidate.Http, ComplaintActs.Named());
        }

        await (await candidate.Http.PostCommandAsync("/api/complaints", ComplaintActs.Named())).ShouldRefuseAsync(HttpStatusCode.TooManyRequests, "complaints.too-many-today");
        first.Number.ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task What_is_about_nothing_or_about_something_hidden_is_refused_alike()
    {
        var submitted = await scene.SubmittedJobAsync();
        foreach (var (kind, id) in new[]
        {
            (ComplaintSubjectKind.Job, (Guid?)submitted.Summary.Id), (ComplaintSubjectKind.Job, Guid.NewGuid()), (ComplaintSubjectKind.Talk, Guid.NewGuid()),
            (ComplaintSubjectKind.ExamSession, Guid.NewGuid()), (ComplaintSubjectKind.ChatMessage, Guid.NewGuid()), (ComplaintSubjectKind.Platform, Guid.NewGuid()),
        })
        {
            await (await scene.Owner.Http.PostCommandAsync("/api/complaints", ComplaintActs.Anonymous() with { SubjectKind = kind, SubjectId = id }))
                .ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "complaints.subject-unknown");
        }

        var subject = await scene.Api.Browser().GetAsync<ComplaintSubject>($"/api/complaint-subjects?kind=employer&id={scene.Employer.Id}");
        (subject.Name, subject.Promises.Length).ShouldBe((scene.Employer.Name, Enum.GetValues<ComplaintKind>().Length));
    }

    [Fact]
    public async Task Files_are_judged_by_their_bytes_and_read_by_the_desk_alone()
    {
        var filed = await ComplaintActs.MakeAsync(scene.Api.Browser(), ComplaintActs.Anonymous());
        await (await ComplaintActs.WithCodeAsync(scene.Api.Browser(), HttpMethod.Post, filed.Number, "/files", filed.Code, ComplaintActs.Form("MZ"u8.ToArray(), "证据.png")))
            .ShouldRefuseAsync(HttpStatusCode.UnsupportedMediaType, "files.wrong-type");
        var key = Guid.NewGuid();
        for (var again = 0; again < 2; again++)
        {
            var status = await (await ComplaintActs.WithCodeAsync(scene.Api.Browser(), HttpMethod.Post, filed.Number, "/files", filed.Code, ComplaintActs.Form(FileForms.Pdf, "证据.pdf"), key)).ReadAsync<ComplaintStatus>();
            status.Files.ShouldHaveSingleItem().Name.ShouldBe("证据.pdf");
        }

        var staff = await scene.Api.StaffAsync(Roles.Support);
        var complaint = await ComplaintActs.FindAsync(staff, filed.Number);
        var path = new Uri($"{ComplaintActs.At(complaint.Summary.Id)}/files/{complaint.Files[0].Id}", UriKind.Relative);
        (await (await staff.Http.GetAsync(path)).Content.ReadAsByteArrayAsync()).ShouldBe(FileForms.Pdf);
        (await scene.Api.Browser().GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await scene.Reviewer.Http.GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await scene.Api.Browser().GetAsync(new Uri($"/api/files/{complaint.Files[0].Id}", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Merged_ones_get_the_answer_and_a_contact_is_revealed_and_taken_out_only_with_a_reason()
    {
        var staff = await scene.Api.StaffAsync(Roles.Operator);
        var main = await ComplaintActs.MakeAsync(scene.Api.Browser(), ComplaintActs.Named("13900001234"));
        var other = await ComplaintActs.MakeAsync(scene.Api.Browser(), ComplaintActs.Anonymous());
        var (mainId, otherId) = ((await ComplaintActs.FindAsync(staff, main.Number)).Summary.Id, (await ComplaintActs.FindAsync(staff, other.Number)).Summary.Id);
        (await ComplaintActs.StepAsync(staff, otherId, "/mergers", new MergeComplaint(main.Number))).MergedInto.ShouldBe(main.Number);
        await ComplaintActs.AcceptAsync(staff, mainId);
        await ComplaintActs.AnswerAsync(staff, mainId);
        (await ComplaintActs.StatusAsync(scene.Api.Browser(), other)).Answer.ShouldNotBeNull();

        await (await staff.Http.PostCommandAsync(ComplaintActs.At(mainId, "/contact-reveals"), new RevealContact(" "))).ShouldRefuseAsync(HttpStatusCode.BadRequest, "common.required");
        (await (await staff.Http.PostCommandAsync(ComplaintActs.At(mainId, "/contact-reveals"), new RevealContact("回电核实退款"))).ReadAsync<RevealedContact>()).Contact.ShouldBe("13900001234");
        await (await staff.Http.PostCommandAsync(ComplaintActs.At(otherId, "/contact-reveals"), new RevealContact("回电"))).ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "complaints.no-contact");
        (await LinesAsync(mainId)).ShouldContain(line => line.Reason == "回电核实退款");

        await (await staff.Http.GetAsync(new Uri("/api/operations/complaints/export.csv?shelf=all", UriKind.Relative))).ShouldRefuseAsync(HttpStatusCode.BadRequest, "complaints.reason-required");
        var sheet = await staff.Http.GetStringAsync(new Uri($"/api/operations/complaints/export.csv?shelf=all&reason={Uri.EscapeDataString("月度汇总")}", UriKind.Relative));
        sheet.ShouldContain(main.Number);
        sheet.ShouldNotContain("13900001234");
        sheet.ShouldNotContain("林晓雨");
        (await scene.ReadAsync(data => data.LedgerLines.AnyAsync(line => line.Kind == LedgerKinds.ComplaintsExported && line.Reason == "月度汇总"))).ShouldBeTrue();
    }

    [Fact]
    public async Task What_was_reopened_is_answered_by_somebody_else()
    {
        var (first, second) = (await scene.Api.StaffAsync(Roles.Operator), await scene.Api.StaffAsync(Roles.Support));
        var filed = await ComplaintActs.MakeAsync(scene.Api.Browser(), ComplaintActs.Anonymous());
        var id = (await ComplaintActs.FindAsync(first, filed.Number)).Summary.Id;
        await ComplaintActs.AcceptAsync(first, id);
        await ComplaintActs.AnswerAsync(first, id);
        var status = await (await ComplaintActs.WithCodeAsync(scene.Api.Browser(), HttpMethod.Post, filed.Number, "/reopenings", filed.Code, new ReopenComplaint("退款没有到账"))).ReadAsync<ComplaintStatus>();
        (status.State, status.MayReopen).ShouldBe((ComplaintState.Submitted, false));
        await (await first.Http.PostCommandAsync(ComplaintActs.At(id, "/acceptances"), new AcceptComplaint(true, null, false))).ShouldRefuseAsync(HttpStatusCode.Conflict, "complaints.handler-before");
        await ComplaintActs.AcceptAsync(second, id);
        (await ComplaintActs.AnswerAsync(second, id)).Summary.Round.ShouldBe(2);
    }

    private Task<List<Domain.Ledger.LedgerLine>> LinesAsync(Guid id) =>
        scene.ReadAsync(data => data.LedgerLines.Where(line => line.SubjectId == id).ToListAsync());
}
