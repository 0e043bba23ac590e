using Pinchang.Contracts.Organisations;
using Pinchang.Contracts.Resumes;
using Pinchang.Domain.Exams.Registrations;
using Pinchang.Domain.Organisations;

namespace Pinchang.Api.Demo;

/// <summary>The demo agency, its employers, and a résumé. All invented; the names say 示范.</summary>
internal static class DemoTexts
{
    public const string Agency = "聘场人力资源服务（示范）有限公司";

    public const string OtherAgency = "远帆人力资源服务（示范）有限公司";

    public static RegisterEmployer Approved(string contactPhone) => new()
    {
        Name = "临港智造科技（示范）有限公司",
        CreditCode = CodeFor("91310115MA1DEM001"),
        Address = "上海市浦东新区临港新片区示范路 88 号",
        Website = "https://example.com",
        Industry = "智能制造",
        ContactName = "许文静",
        ContactPhone = contactPhone,
        Introduction =
            """
            我们做伺服驱动和车间软件，产品用在包装、锂电和机床上，现有员工六百余人，在上海和苏州各有一个生产基地。
            公司提供技术和管理两条晋升通道，鼓励一线员工考取技能等级证书，相关费用全部报销。
            """,
    };

    public static RegisterEmployer Pending(string contactPhone) => new()
    {
        Name = "江南食品（示范）有限公司",
        CreditCode = CodeFor("91320500MA1DEM002"),
        Address = "江苏省苏州市吴中区示范大道 16 号",
        Industry = "食品加工",
        ContactName = "沈立",
        ContactPhone = contactPhone,
        Introduction = "生产糕点和速冻面点，供应长三角的商超和早餐门店，正在扩建第二条生产线。",
    };

    public static SaveResume Resume() => new()
    {
        Name = "林晓雨",
        City = "上海",
        Headline = "四年 Java 开发，做过设备联网和排产",
        Intention = "Java 后端开发",
        ExpectedPay = "22–28K",
        Highlights =
            """
            主导过一套车间数据采集服务，接入设备一千两百余台，稳定运行两年。
            习惯先把业务问清楚再动手，写的接口文档同事愿意看。
            """,
        Experience =
        [
            new("华申工业软件（示范）有限公司", "后端开发工程师", "2023-03", null, "负责排产引擎和设备接入服务，把一次全厂排产从四十分钟降到三分钟。"),
            new("东方云科（示范）有限公司", "软件工程师", "2021-07", "2023-02", "参与仓储系统开发，负责库存与波次拣货模块。"),
        ],
        Education = [new("上海理工大学", "本科", "计算机科学与技术", "2017-09", "2021-06")],
        Skills = ["Java", "Spring Boot", "PostgreSQL", "消息队列", "Linux"],
    };

    /// <summary>A number with its right check digit, of somebody whom nobody is: district 330199 does not exist.</summary>
    public static string IdentityNumberOf(string born, int order) =>
        "0123456789X".Select(check => $"330199{born}{order:D3}{check}").Single(number => IdentityNumber.Parse(number, new DateOnly(2026, 1, 1)) is not null);

    public static string CodeFor(string body) => "0123456789ABCDEFGHJKLMNPQRTUWXY".Select(check => body + check).Single(CreditCode.IsValid);
}
