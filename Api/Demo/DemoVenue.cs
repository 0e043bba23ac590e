using Pinchang.Api.Accounts;
using Pinchang.Contracts;
using Pinchang.Data;
using Pinchang.Domain;
using Pinchang.Domain.Agencies;
using Pinchang.Domain.Jobs;
using Pinchang.Domain.LiveRooms;
using Pinchang.Domain.Organisations;
using Pinchang.Domain.Resumes;

namespace Pinchang.Api.Demo;

/// <summary>Builds the demo venue out of the same rules that people meet; what they would refuse, this cannot make.</summary>
internal sealed class DemoVenue(
    PinchangContext data,
    AccountMaker accounts,
    DemoPeople people,
    DemoEmployers employers,
    DemoLicences licences,
    DemoQualifications qualifications,
    DemoAgreements agreements,
    DemoComplaints complaints,
    DemoExam exam,
    DemoPapers papers,
    DemoSittings sittings,
    DemoFair fair,
    DemoMarkedExam markedExam,
    DemoSurveys surveys,
    DemoImprovements improvements,
    TimeProvider time)
{
    private const string OwnerPhone = "13900000011";
    private const string PendingOwnerPhone = "13900000013";

    public async Task<IReadOnlyList<DemoAccount>> BuildAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var agency = new Agency { Id = people.NewId(), Name = DemoTexts.Agency, CreatedAt = now };
        data.Agencies.Add(agency);
        await data.SaveChangesAsync(cancellation);

        var operatorId = await people.StaffAsync("平台运营", "周岚", "13900000001", "yunying", "审核单位和岗位，查看短信与登录日志");
        await accounts.JoinAgencyAsync(operatorId, agency.Id, Roles.Operator);
        var reviewerId = await people.StaffAsync("审核专员", "何平", "13900000002", "shenhe", "审核单位和岗位；示范招考的资格审核");
        await accounts.JoinAgencyAsync(reviewerId, agency.Id, Roles.Reviewer);
        var inspectorId = await people.StaffAsync("督查专员", "秦朗", "13900000003", "ducha", "查看登录日志");
        await accounts.JoinAgencyAsync(inspectorId, agency.Id, Roles.Inspector);

        var supportId = await people.StaffAsync("客服专员", "唐宁", "13900000004", "kefu", "受理投诉举报");
        await accounts.JoinAgencyAsync(supportId, agency.Id, Roles.Support);

        var newcomerId = await people.StaffAsync("审核专员（新到岗）", "方圆", "13900000006", "xinren", "资质尚未核验，协议尚未签署，审核时会被拒绝");
        await accounts.JoinAgencyAsync(newcomerId, agency.Id, Roles.Reviewer);

        await OtherAgencyAsync(now, cancellation);
        var ownerId = await people.StaffAsync("单位负责人", "许文静", OwnerPhone, "linggang", "临港智造科技：开播、发布岗位、看简历");
        var recruiterId = await people.StaffAsync("招聘专员", "陈佳", "13900000012", "linggang.hr", "临港智造科技：开播、发布岗位、看简历");
        var employer = await employers.ApprovedAsync(agency.Id, DemoTexts.Approved(OwnerPhone), ownerId, reviewerId, cancellation);
        await accounts.JoinEmployerAsync(recruiterId, agency.Id, employer.Id, Roles.Recruiter);
        var today = ChinaTime.DateOf(now);
        var jobIds = await employers.PostAsync(employer, ownerId, reviewerId, DemoJobs.Approved(today), cancellation);
        data.Jobs.Add(DemoPeople.Accepted(JobPosting.Post(people.NewId(), employer, ownerId, DemoJobs.Pending(today), now)));
        data.LiveRooms.AddRange(DemoRooms.Plans(jobIds, now).Select(plan =>
            DemoPeople.Accepted(LiveRoom.Plan(people.NewId(), people.NewId(), employer, ownerId, plan, now))));

        await licences.BuildAsync(agency.Id, operatorId, reviewerId, employer, cancellation);

        var pendingOwnerId = await people.PersonAsync("待审单位联系人", "沈立", PendingOwnerPhone, "江南食品：资料已提交，等待审核");
        data.Employers.Add(DemoPeople.Accepted(Employer.Register(
            new(people.NewId(), agency.Id, pendingOwnerId, PendingOwnerPhone), DemoTexts.Pending(PendingOwnerPhone), now)));

        var candidateId = await people.PersonAsync("求职者", "林晓雨", "13800000001", "简历完整，可以直接投递");
        data.Resumes.Add(DemoPeople.Accepted(Resume.Begin(candidateId, DemoTexts.Resume(), now)));
        var otherId = await people.PersonAsync("求职者", "王启航", "13800000002", "还没有填写简历");
        await data.SaveChangesAsync(cancellation);
        await complaints.BuildAsync(employer, jobIds[0], DemoJobs.Approved(today)[0].Title, new(candidateId, "林晓雨"), supportId, cancellation);
        var stage = new DemoStage(agency.Id, reviewerId, new(candidateId, "林晓雨"), new(otherId, "王启航"));
        var staff = await exam.BuildAsync(stage, cancellation);
        var paper = await papers.BuildAsync(staff.Project, cancellation);
        await sittings.BuildAsync(staff.Project, paper, cancellation);
        await fair.BuildAsync(stage, operatorId, new(employer.Id, jobIds, [ownerId, recruiterId]), cancellation);
        await markedExam.BuildAsync(stage, staff, cancellation);
        await qualifications.BuildAsync(agency.Id, (operatorId, reviewerId), newcomerId, cancellation);
        await agreements.BuildAsync(agency.Id, (operatorId, reviewerId), newcomerId, cancellation);
        await surveys.BuildAsync(agency.Id, cancellation);
        await improvements.BuildAsync(agency.Id, operatorId, reviewerId, supportId, cancellation);
        return people.Made;
    }

    /// <summary>Shows what one agency sees of another: nothing. Made later than the first, whose agency somebody new comes to.</summary>
    private async Task OtherAgencyAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        var other = new Agency { Id = people.NewId(), Name = DemoTexts.OtherAgency, CreatedAt = now.AddSeconds(1) };
        data.Agencies.Add(other);
        await data.SaveChangesAsync(cancellation);
        var operatorId = await people.StaffAsync("另一机构运营", "罗一鸣", "13900000005", "yuanfan", "远帆人力资源：看不到聘场机构的单位、岗位和人员");
        await accounts.JoinAgencyAsync(operatorId, other.Id, Roles.Operator);
    }
}
