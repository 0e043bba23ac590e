using Pinchang.Contracts.Exams;
using Pinchang.Domain;

namespace Pinchang.Api.Demo;

/// <summary>Somebody who sat the finished exam: how many objective questions went right, and what was written.</summary>
internal sealed record DemoScript(string Name, string Born, int Order, int Right, string? First, string? Second);

/// <summary>The demo's exam that is over: notice, paper, and what people answered. All invented; the names say 示范.</summary>
internal static class DemoMarkedExamTexts
{
    public const string SittingName = "综合应用能力（示范场次）";

    public static SaveExamProject Project(Guid clientId, DateTimeOffset then) => new()
    {
        Name = "2026年社区工作者公开招聘（示范，已考完）",
        ClientId = clientId,
        RegistrationOpensAt = then.AddHours(-1),
        RegistrationClosesAt = then.AddHours(24),
        ContactName = "市人事考试服务中心",
        ContactPhone = "0571-8765 4321",
        Introduction = "面向社会公开招聘社区工作者 6 名。笔试科目为《综合应用能力》，满分 60 分，在线进行。",
        Guide = "每人限报一个职位，用有效居民身份证报名。资格审核结果通过短信和站内信通知。",
        Arrangements = "请使用带摄像头和麦克风的电脑，提前 30 分钟进入考场。",
    };

    public static SavePosition Position() => new()
    {
        Code = "01001",
        Name = "社区服务",
        Department = "示范街道办事处",
        Headcount = 6,
        Education = EducationLevel.Bachelor,
        Majors = "不限",
        MaxAge = 40,
    };

    public static WriteBlueprint Blueprint() => new()
    {
        Title = "综合应用能力（示范卷）",
        TotalPoints = 60,
        Sections =
        [
            new()
            {
                Title = "第一部分 客观题",
                Rows =
                [
                    new() { Kind = QuestionKind.SingleChoice, Count = 4, PointsEach = 3 },
                    new() { Kind = QuestionKind.MultipleChoice, Count = 1, PointsEach = 4, PointsPerRightOption = 1 },
                    new() { Kind = QuestionKind.FillIn, Count = 1, PointsEach = 4 },
                ],
            },
            new() { Title = "第二部分 主观题", ShuffleQuestions = false, Rows = [new() { Kind = QuestionKind.Essay, Count = 2, PointsEach = 20 }] },
        ],
    };

    public static WriteQuestion[] Questions() =>
    [
        Choice("S-1", "居民反映楼道堆放杂物，社区工作者首先应当", "到现场了解情况", "直接清理", "发布通报", "等待上级安排"),
        Choice("S-2", "居民委员会的性质是", "基层群众性自治组织", "基层政权机关", "社会团体", "事业单位"),
        Choice("S-3", "上门走访时，记录居民的联系方式应当", "说明用途并征得同意", "先记录再说明", "由邻居代为提供", "公布在公告栏"),
        Choice("S-4", "下列做法符合信息公开要求的是", "按季度公布经费收支", "口头告知部分居民", "仅在会议上宣读", "居民申请后半年答复"),
        new()
        {
            Code = "M-1",
            Kind = QuestionKind.MultipleChoice,
            Subject = "综合应用",
            Difficulty = 3,
            Points = 4,
            Stem = "组织一次居民议事会，会前应当做好的准备有（多选，少选每项得 1 分，错选不得分）",
            Options = [new("提前公布议题", true), new("邀请利益相关的居民代表", true), new("准备会议记录", true), new("预先确定表决结果", false)],
        },
        new()
        {
            Code = "F-1",
            Kind = QuestionKind.FillIn,
            Subject = "综合应用",
            Difficulty = 2,
            Points = 4,
            Stem = "社区矫正、法律援助等事项的服务热线是____；消防报警电话是____。",
            Blanks = [["12348"], ["119", "一一九"]],
        },
        new()
        {
            Code = "E-1",
            Kind = QuestionKind.Essay,
            Subject = "综合应用",
            Difficulty = 3,
            Points = 20,
            Stem = "某小区拟在空地加装电动自行车充电棚，低层住户担心噪声和火灾隐患，联名反对；高层住户因无处充电，飞线现象严重。假如您是社区工作者，请写出处理思路。（300 字以内）",
            ReferenceAnswer = "实地走访摸清诉求；请消防和物业现场评估选址与安全距离；召开议事会公开方案、听取双方意见；形成折中方案并公示；建成后巡查和回访，同步整治飞线。",
            Rubric = "走访调查、摸清双方诉求 5 分；专业评估与安全依据 4 分；协商程序公开 5 分；方案可行并兼顾双方 4 分；表达清楚 2 分。",
        },
        new()
        {
            Code = "E-2",
            Kind = QuestionKind.Essay,
            Subject = "综合应用",
            Difficulty = 3,
            Points = 20,
            Stem = "街道要求一周内完成独居老人走访登记。请写一份走访工作方案的要点。（300 字以内）",
            ReferenceAnswer = "明确对象和分工；制定路线和时间；走访内容（健康、居住安全、需求、紧急联系人）；信息保护；分类建档与后续服务；督促和汇总。",
            Rubric = "对象与分工 4 分；时间安排 4 分；走访内容 6 分；个人信息保护 2 分；后续服务与汇总 4 分。",
        },
    ];

    public static DemoScript[] Scripts() =>
    [
        new("林晓雨", "19990817", 1, 6,
            "先分头走访。低层住户十二户，逐户问清楚担心的是噪声还是起火，记下来；高层住户登记现有车辆和飞线位置。随后请消防救援站和物业到现场，按间距要求看三处备选位置，能不能退到离楼更远的东门边。带着评估意见开议事会，双方各派代表，方案和造价一并公开，现场不表决，公示七天收意见。最后选定东门方案，棚顶加喷淋和烟感，夜里十点后断电，低层住户代表参与验收。建成当月清理飞线，三个月后回访。",
            "对象：辖区七十周岁以上独居老人，以民政名册和网格员台账比对，去重后约一百四十人。分工：网格员八人两人一组，每组每天六户。时间：前五天走访，第六天补访不在家的，第七天汇总。内容：身体状况和用药、用气用电安全、日常照料需求、紧急联系人。登记前说明用途，本人签字，表格当天锁柜，不拍身份证。走访后按红黄绿三类建档，红类当天报街道养老服务站，安排安装一键呼叫。每晚碰头，名册销号。"),
        new("邹明远", "19930926", 2, 5,
            "我认为应该分三步。第一步是调查，走访双方了解诉求。第二步是协商，召开居民会议讨论。第三步是落实，按照多数人的意见建设充电棚，并加强宣传，让大家不要飞线充电。社区要发挥桥梁作用，做到公平公正。",
            "一、成立工作小组，主任任组长。二、召开动员会。三、分片走访，填写登记表。四、汇总上报。五、做好宣传。"),
        new("贺兰", "19970607", 3, 5,
            "飞线充电是当前最大的火灾隐患，不能等。接到联名信当天先和物业排查飞线，逐户劝离并提供临时集中充电点。再请消防部门出具选址意见，把意见贴在单元门口。对低层住户的噪声担心，建议充电棚只充不停、不装鼓风设备，夜间限时。开协商会时请双方推选代表，社区不代替他们做主，形成书面约定。",
            "走访前：核对名册，按楼栋排路线，和老人子女电话约好时间。走访中：看灶具阀门、看电线、看药盒，问吃饭、问看病、问谁能随时联系。走访后：需要助餐的报食堂，需要就医的联系家庭医生，孤独的安排邻里结对。一周进度按天公布在工作群，信息表不外传。"),
        new("欧阳若谷", "19960114", 4, 4,
            "本人欧阳若谷，在示范街道实习过，曾处理类似问题。首先安抚情绪，其次现场勘查，然后请专家论证安全距离，最后公示方案。通过以上措施，矛盾可以化解。",
            "走访内容包括老人健康、居住安全、生活困难、紧急联系人四项。两人一组，五天走完，最后两天补漏和建档。对行动不便的老人，联系志愿者定期上门。登记信息只用于服务，专人保管。"),
        new("阮清越", "19991203", 5, 3, "不同意建设。应该让住户到别处充电，社区不应管太多。", null),
        new("卫思齐", "19940822", 6, 6,
            "一是摸底。逐户登记车辆数、飞线位置、反对的具体理由，列成表。二是评估。委托物业和消防实测，比较空地、东门、地下车库出口三处的间距、通道和成本。三是协商。三天前张贴议题，议事会上先由消防讲标准，再由双方发言，主持人只归纳分歧。四是折中。选离住宅最远处，设防火隔墙和自动断电，费用由维修资金和运营方分担。五是巩固。签居民公约，建成即清飞线，每月公布用电和巡查记录。",
            "目标：一周内走访率百分之百，一户一档。准备：培训半天，统一话术，发放走访包。实施：按网格分六组，早晚错峰，行动不便的优先。内容：健康、照料、居住安全、精神状态、联系人。保密：只记必要信息，纸质表当日归档。后续：分级服务，高风险三日内复访。督导：每日通报，第七天集中会审。"),
    ];

    public static RegistrationForm Form(DemoScript person) => new()
    {
        Name = person.Name,
        IdentityNumber = DemoTexts.IdentityNumberOf(person.Born, person.Order),
        Ethnicity = "汉族",
        PoliticalStatus = "群众",
        Education = EducationLevel.Bachelor,
        Degree = "学士",
        School = "临江学院（示范）",
        Major = "社会工作",
        Graduated = "2022.06",
        Address = "浙江省临江市示范街道 20 号",
        Email = $"shifan{person.Order}@example.com",
    };

    /// <summary>When it all happened: registration two days ago, the sitting yesterday.</summary>
    public static DateTimeOffset Registered(DateTimeOffset now) => ChinaTime.StartOf(ChinaTime.DateOf(now).AddDays(-2)).AddHours(9);

    private static WriteQuestion Choice(string code, string stem, string right, params string[] wrong) => new()
    {
        Code = code,
        Kind = QuestionKind.SingleChoice,
        Subject = "综合应用",
        Difficulty = 2,
        Points = 3,
        Stem = stem,
        Options = [new(right, true), .. wrong.Select(text => new WriteOption(text, false))],
    };
}
