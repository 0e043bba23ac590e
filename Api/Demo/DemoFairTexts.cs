using Pinchang.Contracts.Fairs;
using Pinchang.Contracts.Jobs;
using Pinchang.Contracts.Organisations;

namespace Pinchang.Api.Demo;

/// <summary>The demo's fairs and the second employer at them. All invented; the names say 示范.</summary>
internal static class DemoFairTexts
{
    public const string FirstBooth = "伺服驱动和车间软件，研发和生产岗位都招，欢迎带着问题来聊。";

    public const string SecondBooth = "做企业协同软件，团队二十来人，技术负责人在展位当面答疑。";

    public static SaveFair Fair(string name, DateTimeOffset opensAt, DateTimeOffset closesAt) => new()
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
    };

    public static RegisterEmployer Second(string contactPhone) => new()
    {
        Name = "云帆软件（示范）有限公司",
        CreditCode = DemoTexts.CodeFor("91310115MA1DEM003"),
        Address = "上海市杨浦区示范路 20 号",
        Industry = "软件和信息技术服务",
        ContactName = "顾晨",
        ContactPhone = contactPhone,
        Introduction = "做企业协同软件，客户以制造业和服务业中小企业为主。",
    };

    public static PostJob[] Postings(DateOnly today) =>
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
