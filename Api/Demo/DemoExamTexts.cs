using Pinchang.Contracts.Exams;
using Pinchang.Contracts.Organisations;
using Pinchang.Domain;

namespace Pinchang.Api.Demo;

/// <summary>The demo's exam: client, notice, positions, and people who registered. All invented; the names say 示范.</summary>
internal static class DemoExamTexts
{
    public static RegisterEmployer Client(string contactPhone) => new()
    {
        Name = "临江市人力资源和社会保障局（示范）",
        CreditCode = DemoTexts.CodeFor("11330100MB0DEM003"),
        Address = "浙江省临江市示范大道 1 号",
        Industry = "公共管理",
        ContactName = "顾明远",
        ContactPhone = contactPhone,
        Introduction = "负责全市事业单位公开招聘的综合管理。",
    };

    public static SaveExamProject Project(Guid clientId, DateTimeOffset now) => new()
    {
        Name = "2026年度市属事业单位公开招聘（示范）",
        ClientId = clientId,
        RegistrationOpensAt = ChinaTime.StartOf(ChinaTime.DateOf(now).AddDays(-3)).AddHours(9),
        RegistrationClosesAt = ChinaTime.EndOf(ChinaTime.DateOf(now).AddDays(9)).AddHours(17),
        ContactName = "市人事考试服务中心",
        ContactPhone = "0571-8765 4321",
        Introduction =
            """
            根据事业单位公开招聘有关规定，经研究，决定面向社会公开招聘市属事业单位工作人员 9 名。招聘坚持公开、平等、竞争、择优的原则，考试与考察相结合，择优聘用。
            年龄和工作经历的计算截止到报名开始之日。现役军人、在读的非应届学生不能报考。
            """,
        Guide =
            """
            1. 每人限报一个职位，用有效居民身份证报名，报名与考试使用的证件须一致。
            2. 请如实填写报名表，上传近期免冠证件照（JPEG 或 PNG，不超过 5 MB）。
            3. 资格审核通过后，职位和个人信息不能再修改；未通过的，报名截止前可以修改后重新提交。
            4. 审核结果和准考证发放通过短信和站内信通知，请保持手机畅通。
            """,
        Arrangements =
            """
            笔试科目为《综合知识》，在线进行，满分 100 分。请使用带摄像头和麦克风的电脑，提前 30 分钟进入考场完成设备检测、身份核验和考场规则确认。
            笔试开考后的迟到时限、交卷时限以考场规则为准。笔试成绩公布后，按成绩从高到低确定面试人选。
            """,
    };

    public static SavePosition[] Positions() =>
    [
        new()
        {
            Code = "01001",
            Name = "综合管理",
            Department = "市图书馆",
            Headcount = 2,
            Education = EducationLevel.Bachelor,
            Majors = "不限",
            MaxAge = 35,
            Requirements = "能适应节假日轮班和读者服务工作。",
        },
        new()
        {
            Code = "01002",
            Name = "古籍修复",
            Department = "市图书馆",
            Headcount = 1,
            Education = EducationLevel.Bachelor,
            Majors = "文物保护技术、文物修复、历史学、图书馆学",
            MaxAge = 40,
            Requirements = "有一年以上纸质文献修复经历。",
        },
        new()
        {
            Code = "02001",
            Name = "信息化运维",
            Department = "市大数据发展中心",
            Headcount = 3,
            Education = EducationLevel.Bachelor,
            Majors = "计算机科学与技术、软件工程、网络工程、信息安全",
            MaxAge = 35,
        },
        new()
        {
            Code = "03001",
            Name = "检验检测",
            Department = "市疾病预防控制中心",
            Headcount = 2,
            Education = EducationLevel.Master,
            Majors = "卫生检验与检疫、生物学、化学",
            MaxAge = 40,
        },
        new()
        {
            Code = "04001",
            Name = "展陈讲解",
            Department = "市博物馆",
            Headcount = 1,
            Education = EducationLevel.JuniorCollege,
            Majors = "不限",
            MaxAge = 30,
            Requirements = "普通话二级甲等及以上。",
        },
    ];

    /// <summary>The two candidates who have tickets, then those who wait for the reviewer: name, position, form.</summary>
    public static (string Position, RegistrationForm Form)[] Registered() =>
    [
        ("02001", Form("林晓雨", "19990817", 2, "上海理工大学", "计算机科学与技术", "2021.06", "华申工业软件（示范）有限公司")),
        ("02001", Form("王启航", "19960305", 1, "浙江工业大学", "软件工程", "2018.06", "东方云科（示范）有限公司")),
        ("01001", Form("陈书瑶", "20010422", 4, "杭州师范大学", "汉语言文学", "2023.06", null)),
        ("02001", Form("周子衡", "19971130", 3, "南京邮电大学", "网络工程", "2020.06", "临江数据服务（示范）有限公司")),
        ("01002", Form("徐若彤", "19940709", 6, "西北大学", "文物保护技术", "2016.07", "临江古籍书店（示范）")),
        ("03001", Form("马振宇", "19921218", 5, "浙江大学", "生物学", "2018.06", "临江检验检测（示范）有限公司") with { Education = EducationLevel.Master, Degree = "理学硕士" }),
    ];

    private static RegistrationForm Form(string name, string born, int order, string school, string major, string graduated, string? workUnit) => new()
    {
        Name = name,
        IdentityNumber = DemoTexts.IdentityNumberOf(born, order),
        Ethnicity = "汉族",
        PoliticalStatus = "群众",
        Education = EducationLevel.Bachelor,
        Degree = "学士",
        School = school,
        Major = major,
        Graduated = graduated,
        WorkUnit = workUnit,
        Address = "浙江省临江市示范街道 12 号",
        Experience = $"{school}{major}专业，{graduated} 毕业。" + (workUnit is null ? "" : $"\n毕业后在{workUnit}工作至今。"),
    };
}
