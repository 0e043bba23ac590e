using Pinchang.Contracts.LiveRooms;
using Pinchang.Domain;

namespace Pinchang.Api.Demo;

/// <summary>Two live rooms of the demo employer: one for today, one to look forward to.</summary>
internal static class DemoRooms
{
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(30);

    public static PlanLiveRoom[] Plans(Guid[] jobIds, DateTimeOffset now)
    {
        var today = ChinaTime.DateOf(now);
        var evening = At(today, 19, 30);
        return
        [
            new()
            {
                Title = "临港智造直播带岗：研发岗位专场",
                Introduction = "研发负责人做客直播间，讲清楚每个岗位做什么、和谁一起做、怎么晋升，现场回答提问。直播间投递的简历，三个工作日内给答复。",
                StartsAt = evening - now > Soon ? evening : now + Soon,
                JobIds = jobIds[..5],
                Rundown =
                [
                    new(0, "开场：公司和团队介绍", null),
                    new(8, "讲解：Java 后端开发工程师", jobIds[0]),
                    new(18, "讲解：前端开发工程师", jobIds[1]),
                    new(28, "讲解：嵌入式软件工程师", jobIds[2]),
                    new(40, "集中答疑", null),
                ],
            },
            new()
            {
                Title = "走进苏州工厂：一线技能岗位专场",
                Introduction = "镜头带您看车间、宿舍和食堂，师傅现场演示加工中心操作。没有经验也可以报名，入职带薪培训。",
                StartsAt = At(today.AddDays(3), 14, 0),
                JobIds = jobIds[3..],
                Rundown =
                [
                    new(0, "开场：今天去哪里看", null),
                    new(5, "车间：数控操作工一天怎么过", jobIds[4]),
                    new(25, "宿舍和食堂", null),
                    new(40, "集中答疑", null),
                ],
            },
        ];
    }

    private static DateTimeOffset At(DateOnly day, int hour, int minute) =>
        ChinaTime.StartOf(day) + new TimeSpan(hour, minute, 0);
}
