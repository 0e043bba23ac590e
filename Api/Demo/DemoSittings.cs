using Pinchang.Api.Exams.Sittings;
using Pinchang.Contracts.Exams;
using Pinchang.Data;
using Pinchang.Domain.Exams.Papers;
using Pinchang.Domain.Exams.Projects;
using Pinchang.Domain.Exams.Sittings;

namespace Pinchang.Api.Demo;

/// <summary>A sitting on the demo's sealed paper, open for entry at once, with the candidates who have tickets.</summary>
internal sealed class DemoSittings(PinchangContext data, DemoPeople people, TimeProvider time)
{
    private const string Rules =
        """
        一、独立完成作答，作答期间不得离开摄像头画面，不得与他人交谈。
        二、不得使用手机、耳机和与考试无关的资料，不得切换到其他页面。
        三、全程录像、录音并录制屏幕，记录保存备查。
        四、遇到断网或死机请保持冷静：已经保存的内容不会丢失，恢复后可以继续作答；换用其他设备需要监考人员确认。
        五、违反规则的，监考人员可以终止考试，并按有关规定处理。
        """;

    public async Task BuildAsync(ExamProject project, Paper paper, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var starts = paper.ReleaseAt!.Value;
        var plan = new PlanSittingRequest(
            paper.Id, "上午场", starts, starts + DemoPapers.Length, OpensAt: now, MinutesBeforeHandIn: 2, Settings: new() { Rules = Rules });
        var sitting = DemoPeople.Accepted(Sitting.Plan(people.NewId(), project.AgencyId, project.Id, project.CreatedBy, plan, now));
        data.Sittings.Add(sitting);
        await data.SaveChangesAsync(cancellation);
        await SittingArrangement.ArrangeAsync(data, sitting, paper.Outline, now, cancellation);
    }
}
