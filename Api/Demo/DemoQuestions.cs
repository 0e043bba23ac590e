using Pinchang.Contracts.Exams;

namespace Pinchang.Api.Demo;

/// <summary>The demo agency's question bank, written for it: common knowledge, law at work, official writing, reasoning, and essays.</summary>
internal static class DemoQuestions
{
    private const string Basics = "公共基础知识";
    private const string Aptitude = "职业能力";

    public static IEnumerable<WriteQuestion> All() => [.. Singles(), .. Multiples(), .. Verdicts(), .. FillIns(), .. Essays()];

    private static IEnumerable<WriteQuestion> Singles() =>
    [
        Single("FL-001", Basics, "法律常识", 2, "用人单位与劳动者约定三年以上固定期限劳动合同的，试用期最长不得超过多久？", "六个月", "一个月", "两个月", "一年"),
        Single("FL-002", Basics, "法律常识", 2, "用人单位自用工之日起超过一个月不满一年未与劳动者订立书面劳动合同的，应当怎样支付工资？", "每月支付二倍的工资", "每月多付百分之五十的工资", "按当地最低工资支付", "补签合同后不必另付"),
        Single("FL-003", Basics, "法律常识", 3, "小周因为单位拖欠工资想申请劳动仲裁，双方的劳动关系仍在存续。关于仲裁时效，下列说法正确的是：", "劳动关系存续期间，不受一年时效的限制", "从欠薪的第一天起算满一年即丧失权利", "必须在欠薪后六十日内申请", "只能先向法院起诉"),
        Single("FL-004", Basics, "法律常识", 2, "下列哪一项信息属于个人信息保护法所说的敏感个人信息？", "人脸识别信息", "公开的单位电话", "匿名化后的统计数据", "企业的注册地址"),
        Single("FL-005", Basics, "法律常识", 3, "行政机关作出不予公开政府信息的决定，申请人不服的，可以：", "申请行政复议或者提起行政诉讼", "只能向作出决定的机关申诉", "直接申请强制公开", "以上都不对"),
        Single("GW-001", Basics, "公文写作", 2, "某街道办事处需要区政府批准一笔应急经费，应当使用哪一文种？", "请示", "报告", "函", "通知"),
        Single("GW-002", Basics, "公文写作", 2, "不相隶属的两个机关之间商洽工作，一般使用：", "函", "请示", "批复", "决定"),
        Single("GW-003", Basics, "公文写作", 3, "下列公文标题中，表述规范的是：", "关于调整公共自行车停放点的通知", "关于请求解决办公用房的请示报告", "通知关于停水检修", "临江市人民政府办公室的一个函"),
        Single("CS-001", Basics, "人文与科技", 1, "二十四节气中，太阳直射北回归线的是：", "夏至", "春分", "立夏", "冬至"),
        Single("CS-002", Basics, "人文与科技", 2, "成语“庖丁解牛”原本说明的道理是：", "做事要顺应规律", "劳动工具越锋利越好", "做事必须有人指点", "做事要一鼓作气"),
        Single("CS-003", Basics, "人文与科技", 3, "手机离基站较远时更容易发热，主要原因是：", "为保持连接而加大了发射功率", "屏幕自动变亮", "电池容量变小", "处理器停止了工作"),
        Single("CS-004", Basics, "人文与科技", 2, "长江和黄河都发源于我国的哪一地形区？", "青藏高原", "云贵高原", "黄土高原", "内蒙古高原"),
        Single("YY-001", Aptitude, "言语理解", 2, "填入横线处最恰当的一项是：社区服务不能只做“规定动作”，还要____居民的实际需求，把好事办到心坎上。", "贴近", "逼近", "附和", "揣测"),
        Single("YY-002", Aptitude, "言语理解", 3, "下列句子没有语病的一项是：", "经过三个月的整治，这条河的水质有了明显改善。", "通过这次培训，使大家提高了业务能力。", "能否做好接待工作，是窗口形象的重要体现之一。", "这个方案的优点是成本低、见效快的特点。"),
        Single("YY-003", Aptitude, "言语理解", 3, "“有的单位把‘首问负责’贴在墙上，群众来办事却仍要跑三个窗口。”这句话意在说明：", "制度重在落实", "窗口设置太多", "群众不熟悉流程", "墙上不应张贴制度"),
        Single("TL-001", Aptitude, "判断推理", 3, "所有通过体检的人都参加了培训，有些参加培训的人没有被录用。由此可以推出：", "没有参加培训的人一定没有通过体检", "有些通过体检的人没有被录用", "被录用的人都通过了体检", "参加培训的人都通过了体检"),
        Single("TL-002", Aptitude, "判断推理", 2, "图书馆之于读者，相当于：", "医院之于患者", "教室之于黑板", "菜农之于市场", "司机之于乘客"),
        Single("TL-003", Aptitude, "判断推理", 4, "甲、乙、丙三人中只有一人说了真话。甲说：“是乙关的灯。”乙说：“不是我关的。”丙说：“也不是我关的。”已知灯由三人中的一人所关，关灯的是：", "丙", "甲", "乙", "无法确定"),
        Single("SL-001", Aptitude, "数量与资料", 3, "一项登记工作，甲单独做要 6 小时，乙单独做要 12 小时。两人合做 2 小时后，剩下的由乙单独完成，还需要几小时？", "6 小时", "4 小时", "5 小时", "8 小时"),
        Single("SL-002", Aptitude, "数量与资料", 3, "某市去年招聘会进场 4.8 万人次，比前年增长 20%。前年进场多少万人次？", "4.0 万", "3.84 万", "4.2 万", "5.76 万"),
        Single("SL-003", Aptitude, "数量与资料", 2, "一个会议室每排坐 12 人，坐满 9 排后还有 7 人站着。若改为每排坐 14 人，至少需要几排才能全部坐下？", "9 排", "8 排", "10 排", "11 排"),
    ];

    private static IEnumerable<WriteQuestion> Multiples() =>
    [
        Multiple("FL-101", Basics, "法律常识", 3, "下列哪些是劳动合同应当具备的条款？", [("劳动合同期限", true), ("工作内容和工作地点", true), ("劳动报酬", true), ("试用期", false)]),
        Multiple("FL-102", Basics, "法律常识", 3, "处理个人信息应当遵循的原则包括：", [("合法、正当、必要", true), ("诚信", true), ("公开、透明", true), ("以收集齐全为先", false)]),
        Multiple("FL-103", Basics, "法律常识", 4, "下列情形中，用人单位不得以“不能胜任工作”为由提前三十日通知解除劳动合同的有：", [("女职工在孕期", true), ("患病在规定的医疗期内", true), ("在本单位连续工作满十五年且距法定退休年龄不足五年", true), ("经培训后仍不能完成约定任务的普通职工", false)]),
        Multiple("GW-101", Basics, "公文写作", 3, "关于会议纪要，下列说法正确的有：", [("记载会议的主要情况和议定事项", true), ("应当忠实于会议内容", true), ("应当逐字记录每个人的发言", false), ("可以标明出席人员", true)]),
        Multiple("CS-101", Basics, "人文与科技", 2, "下列做法有助于降低办公场所用电的有：", [("下班时关闭插线板电源", true), ("合理设定空调温度", true), ("白天拉上窗帘开灯办公", false), ("采用感应照明", true)]),
        Multiple("CS-102", Basics, "人文与科技", 3, "收到“社保卡停用，请点击链接重新认证”的短信，恰当的做法有：", [("不点击链接", true), ("拨打官方服务电话核实", true), ("按提示填写银行卡密码", false), ("提醒家人注意防范", true)]),
        Multiple("YY-101", Aptitude, "言语理解", 3, "下列词语中，加引号的部分含有“仔细”之意的有：", [("“详”查", true), ("“端”详", true), ("“端”正", false), ("“审”视", true)]),
        Multiple("TL-101", Aptitude, "判断推理", 4, "如果周六下雨，招聘会就改在室内举行；招聘会没有改在室内举行。由此可以推出的有：", [("周六没有下雨", true), ("周六下了雨", false), ("并非周六既下雨又在室外举行招聘会", true), ("以上都对", false)]),
    ];

    private static IEnumerable<WriteQuestion> Verdicts() =>
    [
        Verdict("FL-201", "法律常识", 1, "用人单位可以扣押劳动者的居民身份证，待离职时归还。", false),
        Verdict("FL-202", "法律常识", 2, "劳动者在试用期内提前三日通知用人单位，可以解除劳动合同。", true),
        Verdict("FL-203", "法律常识", 2, "非全日制用工的双方当事人可以约定试用期。", false),
        Verdict("GW-201", "公文写作", 1, "请示应当一文一事，一般只写一个主送机关。", true),
        Verdict("GW-202", "公文写作", 2, "报告中可以夹带请示事项，以便上级一并答复。", false),
        Verdict("CS-201", "人文与科技", 1, "油锅起火时，应当立即用水浇灭。", false),
        Verdict("CS-202", "人文与科技", 2, "声音在水中的传播速度比在空气中快。", true),
        Verdict("CS-203", "人文与科技", 2, "北斗卫星导航系统只能为我国境内的用户提供定位服务。", false),
    ];

    private static IEnumerable<WriteQuestion> FillIns() =>
    [
        FillIn("FL-301", "法律常识", 2, "国家实行劳动者每日工作时间不超过____小时的工时制度；职工连续工作满____年以上的，享受带薪年休假。", [["8", "八"], ["1", "一", "一年", "1年"]]),
        FillIn("GW-301", "公文写作", 2, "答复下级机关请示事项的公文文种是____。", [["批复"]]),
        FillIn("CS-301", "人文与科技", 2, "我国面积最大的淡水湖是____，位于____省。", [["鄱阳湖"], ["江西", "江西省"]]),
        FillIn("CS-302", "人文与科技", 3, "“先天下之忧而忧，后天下之乐而乐”出自____（朝代）____（作者）的名篇。", [["北宋", "宋", "宋代", "宋朝"], ["范仲淹"]]),
        FillIn("CS-303", "人文与科技", 2, "家用天然气的主要成分是____。", [["甲烷", "CH4"]]),
    ];

    private static IEnumerable<WriteQuestion> Essays() =>
    [
        Essay("ZW-401", "情景处置", 3, "你在政务大厅值班。临近下班，一位老人来办理养老认证，缺少一份材料，家住郊区，往返要三个小时。请写出你的处理办法和理由。", "核实能否通过数据共享或告知承诺代替材料；能当场办的延时办结，不能的提供帮办、邮寄或上门，并一次告知；事后反映流程问题。", "换位思考 4 分；办法可行、合规 8 分；后续改进 4 分；表达清楚 4 分。"),
        Essay("ZW-402", "情景处置", 4, "单位的直播招聘正在进行，评论区突然有人称“去年来这家单位被收了押金”。作为现场工作人员，请说明你将怎样应对。", "先留存记录，平和回应，公开说明收取押金违法并给出投诉渠道；私信核实，报告负责人；会后向当事人和公众反馈处理结果。", "及时稳妥 6 分；依法依规 6 分；核实与反馈 5 分；表达 3 分。"),
        Essay("ZW-403", "材料分析", 4, "有人说：“技能人才的出路在于一线，而不在于转岗。”请结合所见所闻，谈谈你的看法，不少于二百字。", "可从评价机制、薪酬、培训、社会观念等方面展开，观点明确，论据具体。", "观点 6 分；论证 8 分；结构 3 分；语言 3 分。"),
        Essay("ZW-404", "应用写作", 3, "你所在的社区将于本周六上午九时在文化广场举办就业服务集市，请以社区居民委员会的名义写一则通知。", "标题、称谓、时间、地点、内容、要求、联系方式、落款和日期齐全，语言简明。", "格式 6 分；要素 8 分；语言 6 分。"),
    ];

    private static WriteQuestion Written(string code, QuestionKind kind, string subject, string topic, int difficulty, decimal points, string stem) => new()
    {
        Code = code,
        Kind = kind,
        Subject = subject,
        Topic = topic,
        Difficulty = difficulty,
        Points = points,
        Stem = stem,
    };

    /// <param name="options">The first is right; nobody meets them in this order.</param>
    private static WriteQuestion Single(string code, string subject, string topic, int difficulty, string stem, params string[] options) =>
        Written(code, QuestionKind.SingleChoice, subject, topic, difficulty, 2, stem) with
        {
            Options = [.. options.Select((text, index) => new WriteOption(text, index == 0, text == "无法确定" ? true : null))],
        };

    private static WriteQuestion Multiple(string code, string subject, string topic, int difficulty, string stem, (string Text, bool IsRight)[] options) =>
        Written(code, QuestionKind.MultipleChoice, subject, topic, difficulty, 3, stem) with { Options = [.. options.Select(option => new WriteOption(option.Text, option.IsRight))] };

    private static WriteQuestion Verdict(string code, string topic, int difficulty, string stem, bool isTrue) =>
        Written(code, QuestionKind.TrueFalse, Basics, topic, difficulty, 1, stem) with { IsTrue = isTrue };

    private static WriteQuestion FillIn(string code, string topic, int difficulty, string stem, string[][] blanks) =>
        Written(code, QuestionKind.FillIn, Basics, topic, difficulty, 2, stem) with { Blanks = blanks };

    private static WriteQuestion Essay(string code, string topic, int difficulty, string stem, string reference, string rubric) =>
        Written(code, QuestionKind.Essay, "综合应用", topic, difficulty, 20, stem) with { ReferenceAnswer = reference, Rubric = rubric };
}
