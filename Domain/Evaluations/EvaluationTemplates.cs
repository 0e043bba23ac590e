using Pinchang.Contracts.Evaluations;
using Pinchang.Contracts.Surveys;

namespace Pinchang.Domain.Evaluations;

/// <summary>A point of a standard, as an evaluator reads it.</summary>
/// <param name="Clause">Names it in the product; people see group and title.</param>
/// <param name="Requirement">What is to be found.</param>
/// <param name="Shows">Kinds of evidence that belong to it by themselves, beside the documents of its clause.</param>
public sealed record EvaluationPoint(string Clause, string Group, string Title, string Requirement, EvidenceKind[] Shows)
{
    /// <summary>Whether a document written for <paramref name="clause"/> shows this point, which may be the clause itself or the one above it.</summary>
    public bool IsShownBy(string clause) => clause == Clause || clause.StartsWith(Clause + ".", StringComparison.Ordinal) || clause.StartsWith(Clause + "-", StringComparison.Ordinal)
        || (clause.StartsWith(Clause, StringComparison.Ordinal) && clause.Length == Clause.Length + 1 && char.IsAsciiLetterLower(clause[^1]));
}

/// <summary>What a sheet of each service asks.</summary>
public static class EvaluationTemplates
{
    private const string Quality = "服务质量";
    private const string Conformity = "标准符合性";
    private const string Management = "制度、项目、人员与资料管理";
    private const string Satisfaction = "服务对象满意度";

    private static readonly Dictionary<SurveyService, EvaluationPoint[]> All = new()
    {
        [SurveyService.LiveHiring] =
        [
            new("LH-5.2", Quality, "服务流程", "需求对接、方案、设备调试、开播、互动、数据总结各环节都有记录，未完成前一环节不开播。", [EvidenceKind.Project]),
            new("LH-4.3.2", Quality, "岗位推广与互动", "直播间公告、岗位卡片、弹幕、提问和投递功能可用，求职者的提问得到答复。", [EvidenceKind.Project, EvidenceKind.Survey]),
            new("LH-4.3.1", Quality, "简历与面试服务", "收到的简历及时查看和处理，面试邀约有时间、方式和结果。", [EvidenceKind.Project]),
            new("LH-4.2", Conformity, "经营资质", "营业执照、人力资源服务许可证、网络经营许可在有效期内并公示。", [EvidenceKind.Document]),
            new("LH-5.1.1", Conformity, "岗位发布权限", "自招、代招、派遣岗位的发布权限与资质一致。", [EvidenceKind.Project]),
            new("LH-5.1.3", Conformity, "企业、岗位与行为审查", "用人单位、行业准入和岗位逐一审查，审查有结论、有依据；收费、导流、骚扰等行为有处置。", [EvidenceKind.Project]),
            new("LH-4.4.1a", Management, "网络安全管理", "网络安全制度在用，各项措施有检查结果，异常有处置记录。", [EvidenceKind.Incident]),
            new("LH-4.4.1b", Management, "数据安全与个人信息保护", "数据访问有授权，受保护信息按用途使用、脱敏展示。", []),
            new("LH-4.4.1d", Management, "信息发布审核", "发布信息先审后发，审核规则公开并得到执行。", []),
            new("LH-4.4.1e", Management, "投诉举报处理", "投诉渠道公开，受理、答复在承诺时间内完成。", [EvidenceKind.Complaints]),
            new("LH-4.4.2", Management, "服务规则与人员管理", "服务人员知悉并签署服务规则和承诺，岗位职责和目标明确，培训达标。", []),
            new("LH-4.4.2d", Management, "直播巡查", "按计划抽查直播，发现的问题有处理结果。", [EvidenceKind.Incident, EvidenceKind.Improvement]),
            new("LH-6.2.1", Satisfaction, "求职者与用人单位满意度", "按期征询求职者和用人单位意见，评分偏低的项目已分析原因。", [EvidenceKind.Survey]),
            new("LH-6.2.3", Satisfaction, "问题整改", "发现的问题有原因、纠正和预防措施，效果由他人验证。", [EvidenceKind.Improvement]),
        ],
        [SurveyService.JobFair] =
        [
            new("JF-4", Conformity, "主办资质", "人力资源服务许可证有效，业务范围包含网络招聘或招聘会。", []),
            new("JF-5", Conformity, "服务人员", "服务人员和技术维护人员上岗前经过培训并考核合格。", []),
            new("JF-6.3", Conformity, "平台与公示", "平台可用性达标，证照、备案、收费和服务热线公示在显著位置。", [EvidenceKind.Incident]),
            new("JF-6.5", Conformity, "信息先审后发", "单位、岗位、简历和宣传材料未经审核不公开。", [EvidenceKind.Project]),
            new("JF-7.2", Quality, "岗位信息真实合法", "岗位信息合法、真实、有效，没有歧视和虚假内容。", [EvidenceKind.Project, EvidenceKind.Complaints]),
            new("JF-7.3", Quality, "信息保护", "求职者联系方式仅在双方同意后可见，查看有记录。", []),
            new("JF-7.5", Quality, "会后跟踪", "应聘和录用结果有跟踪，线下延伸服务有记录。", [EvidenceKind.Project]),
            new("JF-7.6", Management, "安全防护与应急", "防护措施有效，应急预案按期演练，突发情况有处置。", [EvidenceKind.Incident]),
            new("JF-8.1", Management, "组织机构与制度", "领导和工作机构明确，管理办法、职责和流程在用。", []),
            new("JF-8.2", Management, "方案与预案", "信息安全方案、应急预案和展区布置方案经批准并有效。", []),
            new("JF-8.3.1", Management, "公告、报名与开幕准备", "公告内容齐全，单位和求职者经核验后参会，开幕前逐项检查。", [EvidenceKind.Project]),
            new("JF-8.3.2", Management, "过程监督", "招聘会期间有人值守，排队、洽谈和异常得到及时处理。", [EvidenceKind.Project, EvidenceKind.Incident]),
            new("JF-8.3.3", Management, "总结与归档", "按时完成统计分析和书面总结，资料齐全归档。", [EvidenceKind.Project]),
            new("JF-9", Management, "配套制度与使用指南", "注册须知和使用指南公开，日志、查杀毒和用户跟踪措施落实。", []),
            new("JF-10", Satisfaction, "参会双方满意度", "向用人单位和求职者分别调查，结果用于改进。", [EvidenceKind.Survey, EvidenceKind.Improvement]),
        ],
        [SurveyService.Exam] =
        [
            new("EX-4.1", Conformity, "经营资质", "营业执照、人力资源服务许可证和备案号有效并公示。", []),
            new("EX-4.5", Conformity, "人员与培训", "考务人员按岗位培训并考核合格，名单与实际上岗一致。", []),
            new("EX-5.2", Conformity, "委托协议与工作计划", "与委托单位的协议和工作计划有效，各阶段有时间、人员和职责。", [EvidenceKind.Project]),
            new("EX-5.4", Quality, "公告", "招考公告内容齐全，未登录也能阅读，变更有公告。", [EvidenceKind.Project]),
            new("EX-6.2", Quality, "报名与资格审核", "审核按时完成，不通过都有原因，可补充材料。", [EvidenceKind.Project, EvidenceKind.Complaints]),
            new("EX-6.3", Quality, "笔试组织", "命题、组卷、编排、身份核验、监考、阅卷和成绩复核按规定执行并留有记录。", [EvidenceKind.Project, EvidenceKind.Incident]),
            new("EX-6.7", Quality, "结果公示", "成绩和录用结果按规定公示，异议得到处理。", [EvidenceKind.Project, EvidenceKind.Complaints]),
            new("EX-7.1", Management, "考生指南与咨询", "指南和常见问题公开，咨询渠道有人应答。", []),
            new("EX-7.3", Management, "违纪处理", "违纪认定有依据、有证据，处理经复核并告知本人。", [EvidenceKind.Project]),
            new("EX-7.4", Management, "信息安全与保密", "考试数据按权限使用，保密协议逐人签署，试卷全程密封。", [EvidenceKind.Incident]),
            new("EX-7.5", Management, "归档", "各阶段材料齐全归档并可核验。", [EvidenceKind.Project]),
            new("EX-8", Satisfaction, "考生与委托单位满意度", "满意度调查覆盖内容、过程、效率、效果、态度五个方面。", [EvidenceKind.Survey]),
            new("EX-8-complaints", Satisfaction, "意见与投诉", "意见和投诉按类别、环节、原因统计，在承诺时间内答复。", [EvidenceKind.Complaints]),
            new("EX-9", Satisfaction, "持续改进", "反复出现的问题有措施，上期措施的效果已经核实。", [EvidenceKind.Improvement]),
        ],
    };

    public static IReadOnlyList<EvaluationPoint> Of(SurveyService service) => All[service];

    public static EvaluationPoint Find(SurveyService service, string clause) => All[service].Single(point => point.Clause == clause);

    /// <summary>
    /// The last day to close the next sheet: LH-6.1 and JF-10 ask for a year, EX-9 for a quarter, and a month is left to write it.
    /// </summary>
    public static DateOnly DueAfter(SurveyService service, DateOnly until) => until.AddMonths((service == SurveyService.Exam ? 3 : 12) + 1);
}
