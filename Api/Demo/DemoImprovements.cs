using Microsoft.EntityFrameworkCore;
using Pinchang.Contracts.Improvements;
using Pinchang.Data;
using Pinchang.Domain;
using Pinchang.Domain.Improvements;

namespace Pinchang.Api.Demo;

/// <summary>One that comes from the demo survey and waits for its plan, one past its deadline, one that waits for its check, and one that is over.</summary>
internal sealed class DemoImprovements(PinchangContext data, DemoPeople people, TimeProvider time)
{
    public async Task BuildAsync(Guid agencyId, Guid operatorId, Guid reviewerId, Guid supportId, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var today = ChinaTime.DateOf(now);
        var survey = await data.Surveys.AsNoTracking().Where(survey => survey.AgencyId == agencyId && survey.ClosesAt <= now).FirstOrDefaultAsync(cancellation);
        var origin = survey is null ? null : new ImprovementOrigin(ImprovementSource.Survey, survey.Id, $"{survey.Title} · {survey.SubjectName}");
        Open(agencyId, "审核、答复和公布成绩的速度评分偏低", "考生问卷里“审核、答复和公布成绩的速度”平均分低于 3.5 分。", origin, supportId, today.AddDays(14), By(operatorId, now.AddDays(-1)));

        var late = Open(agencyId, "招聘会叫号提示音在部分手机上听不到", "三位求职者在洽谈中反映叫到号时手机没有声音，过了一分钟才看到提示。", null, operatorId, today.AddDays(-3), By(operatorId, now.AddDays(-20)));
        Plan(late, "浏览器要先有一次点击才允许播放声音，排队页没有引导求职者点一下。", null, null, By(operatorId, now.AddDays(-18)));

        var done = Open(agencyId, "设备检测失败时没有说明怎样授权摄像头", "考生多次检测不通过，客服当天接到同类咨询 6 次。", null, supportId, today.AddDays(5), By(operatorId, now.AddDays(-12)));
        PlanWhole(done, supportId, now.AddDays(-10));
        DemoPeople.Accepted(done.Report(new("检测页已改版上线，考前通知也加了一段说明；最近一场同类咨询 1 次。"), By(supportId, now.AddDays(-2))));

        var over = Open(agencyId, "投诉答复中没有写明后续处理时间", "抽查 10 件答复，4 件没有写后续处理时间。", null, supportId, today.AddDays(-10), By(operatorId, now.AddDays(-40)));
        Plan(over, "答复没有固定格式，是否写时间靠个人习惯。", "对 4 件答复逐件补充告知处理时间。", "答复须知写明必备内容，每月抽查 10 件。", By(supportId, now.AddDays(-36)));
        DemoPeople.Accepted(over.Report(new("4 件已补充告知，答复须知已更新并组织学习。"), By(supportId, now.AddDays(-25))));
        DemoPeople.Accepted(over.Check(new(true, "再次抽查 10 件，全部写明后续处理时间。", null), By(reviewerId, now.AddDays(-11))));
        await data.SaveChangesAsync(cancellation);
    }

    private Improvement Open(Guid agencyId, string title, string finding, ImprovementOrigin? origin, Guid ownerId, DateOnly dueOn, ImprovementBy by)
    {
        var improvement = DemoPeople.Accepted(Improvement.Open(
            agencyId, new(title, finding, origin?.Source ?? ImprovementSource.Own, origin?.Id, ownerId, dueOn), origin, by));
        data.Improvements.Add(improvement);
        return improvement;
    }

    private void PlanWhole(Improvement improvement, Guid ownerId, DateTimeOffset at) => Plan(
        improvement,
        "检测页只写“摄像头不可用”，没有区分没有设备和没有授权。",
        "客服逐一联系检测未通过的考生，协助完成检测。",
        "检测页按原因给出步骤和图示；考前通知提前说明授权方法。",
        By(ownerId, at));

    private static void Plan(Improvement improvement, string cause, string? correction, string? prevention, ImprovementBy by) =>
        DemoPeople.Accepted(improvement.Plan(new(cause, correction, prevention, improvement.OwnerId, improvement.DueOn, null), directs: false, by));

    private ImprovementBy By(Guid staffId, DateTimeOffset at) => new(people.NewId(), staffId, at);
}
