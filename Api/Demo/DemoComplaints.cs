using Pinchang.Api.Complaints;
using Pinchang.Contracts.Complaints;
using Pinchang.Data;
using Pinchang.Domain;
using Pinchang.Domain.Complaints;
using Pinchang.Domain.Organisations;

namespace Pinchang.Api.Demo;

/// <summary>A desk with something on it: one that is overdue, one that is being handled, one that was answered. The candidate made the last two.</summary>
internal sealed class DemoComplaints(PinchangContext data, DemoPeople people, ComplaintCodes codes, TimeProvider time)
{
    private int _made;

    public async Task BuildAsync(Employer employer, Guid jobId, string jobTitle, DemoCandidate candidate, Guid handlerId, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var job = new ComplaintAbout(employer.AgencyId, jobTitle, true, employer.Id, null, null, []);
        var platform = new ComplaintAbout(employer.AgencyId, null, true, null, null, null, []);
        Make(platform, now.AddHours(-30), new()
        {
            Kind = ComplaintKind.Harassment,
            Text = "直播间里有人反复发带侮辱性的话，举手提问时也被他刷屏打断，希望平台处理。",
            Anonymous = true,
        });
        var handled = Make(job, now.AddHours(-20), new()
        {
            Kind = ComplaintKind.FalseJob,
            SubjectKind = ComplaintSubjectKind.Job,
            SubjectId = jobId,
            Text = "岗位页面写的是双休，面试时才说每月只休四天，和描述不一致。",
            Anonymous = false,
            Name = candidate.Name,
        }, candidate.Id);
        DemoPeople.Accepted(handled.Decide(new(true, null, false), By(handlerId, now.AddHours(-19))));
        DemoPeople.Accepted(handled.Note("已联系用人单位核对排班表，等待对方提供。", By(handlerId, now.AddHours(-2))));
        var answered = Make(platform, now.AddDays(-4), new()
        {
            Kind = ComplaintKind.Service,
            Text = "手机上传简历附件一直转圈，换了网络也不行，错过了一次投递。",
            Anonymous = false,
            Name = candidate.Name,
        }, candidate.Id);
        DemoPeople.Accepted(answered.Decide(new(true, null, false), By(handlerId, now.AddDays(-4).AddHours(2))));
        DemoPeople.Accepted(answered.Reply(
            new(ComplaintOutcome.Explained, "经查，附件超过 10 MB，页面没有及时提示。压缩后可以正常上传，我们已改进提示；您错过的岗位仍在招聘，可以继续投递。"), By(handlerId, now.AddDays(-3))));
        await data.SaveChangesAsync(cancellation);
    }

    private Complaint Make(ComplaintAbout about, DateTimeOffset at, FileComplaint command, Guid? complainantId = null)
    {
        var number = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"TS{ChinaTime.DateOf(at):yyMMdd}9{++_made:D4}");
        var complaint = DemoPeople.Accepted(Complaint.File(
            new(people.NewId(), people.NewId(), number, people.NewId(), about, new(complainantId, [(byte)_made], codes.Seal)), command, at));
        data.Complaints.Add(complaint);
        return complaint;
    }

    private StepBy By(Guid staffId, DateTimeOffset at) => new(people.NewId(), staffId, at);
}
