using Pinchang.Api.Accounts;
using Pinchang.Contracts;
using Pinchang.Contracts.Fairs;
using Pinchang.Contracts.Jobs;
using Pinchang.Data;
using Pinchang.Domain;
using Pinchang.Domain.Fairs;
using Pinchang.Domain.Jobs;
using Pinchang.Domain.Organisations;

namespace Pinchang.Api.Demo;

/// <summary>Two employers at a fair that is open now, with the demo's candidates admitted, and a fair to come.</summary>
internal sealed class DemoFair(PinchangContext data, AccountMaker accounts, DemoPeople people, TimeProvider time)
{
    private const string Phone = "13900000021";

    public async Task BuildAsync(DemoStage stage, Guid operatorId, DemoExhibitor first, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var open = Fair(stage.AgencyId, operatorId, "2026 秋季线上招聘会（示范）", now.AddMinutes(-10), now.AddHours(8), now.AddDays(-1));
        var coming = Fair(stage.AgencyId, operatorId, "高校毕业生专场招聘会（示范）", now.AddDays(7), now.AddDays(7).AddHours(6), now);
        data.Fairs.AddRange(open, coming);
        var second = await SecondAsync(stage, now, cancellation);
        await ExhibitAsync(open, first, "A01", "伺服驱动和车间软件，研发和生产岗位都招，欢迎带着问题来聊。", operatorId, now, cancellation);
        await ExhibitAsync(open, second, "B01", "做企业协同软件，团队二十来人，技术负责人在展位当面答疑。", operatorId, now, cancellation);
        foreach (var candidate in new[] { stage.First, stage.Second })
        {
            var registration = FairRegistration.Submit(people.NewId(), open, candidate.Id, candidate.Name, null, new(), now);
            registration.Decide(true, null, operatorId, now);
            data.FairRegistrations.Add(registration);
        }

        await data.SaveChangesAsync(cancellation);
    }

    private JobFair Fair(Guid agencyId, Guid operatorId, string name, DateTimeOffset opensAt, DateTimeOffset closesAt, DateTimeOffset publishedAt)
    {
        var fair = DemoPeople.Accepted(JobFair.Draft(people.NewId(), agencyId, operatorId, new()
        {
            Name = name,
            Organizer = DemoTexts.Agency,
            CoOrganizers = "无",
            OpensAt = opensAt,
            ClosesAt = closesAt,
            Content = "企业在线设展，求职者取号后与招聘人员一对一洽谈，可现场投递简历。",
            Audience = "正在找工作的各类求职者和应届毕业生",
            Scale = "参会企业 2 家，岗位 10 余个",
            Requirements = "求职者须实名注册并填写简历，企业须通过资质审核。",
            HowToRegister = "登录后在本页报名，审核通过后即可入场。",
            Enquiries = "服务热线 021-00000000，工作日 9:00 至 18:00",
            Halls = [new(null, "智能制造展区", "制造"), new(null, "软件与互联网展区", "互联网")],
        }, publishedAt));
        DemoPeople.Accepted(fair.Publish(publishedAt));
        data.Add(new Publication
        {
            Id = people.NewId(),
            AgencyId = agencyId,
            FairId = fair.Id,
            AuthorId = operatorId,
            Medium = PublishFair.Platform,
            Address = $"/fairs/{fair.Id}",
            PublishedAt = publishedAt,
        });
        return fair;
    }

    private async Task ExhibitAsync(
        JobFair fair, DemoExhibitor from, string number, string introduction, Guid operatorId, DateTimeOffset now, CancellationToken cancellation)
    {
        var means = new BoothMeans(from.JobIds.ToHashSet(), from.JobIds.ToHashSet(), from.StaffIds.ToHashSet());
        var exhibitor = DemoPeople.Accepted(Exhibitor.Register(
            people.NewId(), fair, from.EmployerId, from.StaffIds[0], new() { Introduction = introduction, JobIds = from.JobIds, StaffIds = from.StaffIds }, means, now));
        DemoPeople.Accepted(exhibitor.Decide(new() { ExhibitorId = exhibitor.Id, Approved = true }, means, operatorId, now));
        data.Exhibitors.Add(exhibitor);
        // The model knows no order between the two tables; the database does.
        await data.SaveChangesAsync(cancellation);
        data.Booths.Add(new()
        {
            Id = people.NewId(),
            AgencyId = fair.AgencyId,
            FairId = fair.Id,
            HallId = fair.Halls[number[0] - 'A'].Id,
            ExhibitorId = exhibitor.Id,
            EmployerId = from.EmployerId,
            Number = number,
            StateSince = now,
        });
    }

    private async Task<DemoExhibitor> SecondAsync(DemoStage stage, DateTimeOffset now, CancellationToken cancellation)
    {
        var ownerId = await people.StaffAsync("招聘会企业招聘官", "顾晨", Phone, "yunfan", "云帆软件：招聘会 B01 展位，叫号、洽谈、填写结果");
        var employer = DemoPeople.Accepted(Employer.Register(new(people.NewId(), stage.AgencyId, ownerId, Phone), new()
        {
            Name = "云帆软件（示范）有限公司",
            CreditCode = DemoTexts.CodeFor("91310115MA1DEM003"),
            Address = "上海市杨浦区示范路 20 号",
            Industry = "软件和信息技术服务",
            ContactName = "顾晨",
            ContactPhone = Phone,
            Introduction = "做企业协同软件，客户以制造业和服务业中小企业为主。",
        }, now));
        DemoPeople.Accepted(employer.Decide(new(true, null), stage.ReviewerId, now));
        data.Employers.Add(employer);
        await data.SaveChangesAsync(cancellation);
        await accounts.JoinEmployerAsync(ownerId, stage.AgencyId, employer.Id, Roles.Owner);
        var jobs = Postings(ChinaTime.DateOf(now)).Select(posting => DemoPeople.Accepted(JobPosting.Post(people.NewId(), employer, ownerId, posting, now))).ToArray();
        foreach (var job in jobs)
        {
            DemoPeople.Accepted(job.Decide(new(true, null), employer, stage.ReviewerId, now));
        }

        data.Jobs.AddRange(jobs);
        await data.SaveChangesAsync(cancellation);
        return new(employer.Id, [.. jobs.Select(job => job.Id)], [ownerId]);
    }

    private static PostJob[] Postings(DateOnly today) =>
    [
        Job("Java 开发工程师", 20_000, 32_000, "参与协同平台的服务端开发，负责消息和审批两个模块的设计、实现和上线后的维护。", today),
        Job("测试开发工程师", 15_000, 24_000, "搭建接口和页面的自动化测试，把回归时间从两天缩到两小时，和开发一起定位问题。", today),
        Job("产品经理", 16_000, 26_000, "负责表单和流程产品，常去客户现场看人怎么用，把零散的需求理成能做的方案。", today),
    ];

    private static PostJob Job(string title, int from, int to, string description, DateOnly today) => new()
    {
        Title = title,
        City = "上海",
        PayFrom = from,
        PayTo = to,
        PayMonths = 13,
        Headcount = 2,
        Experience = "1–3 年",
        Education = "本科",
        Description = description,
        Tags = ["五险一金", "双休"],
        OpenUntil = today.AddDays(60),
    };
}

/// <summary>What an employer brings to the demo fair.</summary>
internal sealed record DemoExhibitor(Guid EmployerId, Guid[] JobIds, Guid[] StaffIds);
