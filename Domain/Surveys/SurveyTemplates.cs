using Pinchang.Contracts.Surveys;

namespace Pinchang.Domain.Surveys;

public sealed record SurveyTemplate(string Title, string Introduction, SurveyQuestion[] Questions);

/// <summary>A questionnaire to begin with, for each service and audience; operators change it before they publish it.</summary>
public static class SurveyTemplates
{
    private const string Introduction = "大约需要一分钟。答卷不记名，单位和平台只能看到汇总结果。";

    private static readonly Dictionary<(SurveyService Service, SurveyAudience Audience), SurveyTemplate> All = new()
    {
        [(SurveyService.LiveHiring, SurveyAudience.Candidate)] = new("直播招聘满意度（求职者）", Introduction,
        [
            Scale("主播讲的岗位信息清楚、完整吗", SurveyAspect.Content),
            Scale("岗位薪资、地点等与页面所写一致吗", SurveyAspect.Content),
            Scale("画面、声音和互动顺畅吗", SurveyAspect.Process),
            Scale("提问得到回应的速度", SurveyAspect.Efficiency),
            Scale("主播和工作人员的服务态度", SurveyAspect.Attitude),
            Scale("这场直播对您求职的帮助", SurveyAspect.Result),
            Single("您在这场直播里投递简历了吗", SurveyAspect.Result, "投了", "没有合适的岗位", "想投但没有投成", "只是先了解"),
            Multiple("哪些地方最需要改进", "岗位介绍", "薪资说明", "提问答复", "画面和声音", "投递流程", "都挺好"),
            Text("还有什么想对我们说的"),
        ]),
        [(SurveyService.LiveHiring, SurveyAudience.Employer)] = new("直播招聘满意度（用人单位）", Introduction,
        [
            Scale("开播前的资料审核和准备指导", SurveyAspect.Content),
            Scale("直播间各项功能好用程度", SurveyAspect.Process),
            Scale("遇到问题时的响应速度", SurveyAspect.Efficiency),
            Scale("平台工作人员的服务态度", SurveyAspect.Attitude),
            Scale("收到的简历与岗位的匹配程度", SurveyAspect.Result),
            Single("您愿意再办一场吗", SurveyAspect.Result, "愿意", "看情况", "不愿意"),
            Text("您希望我们改进什么"),
        ]),
        [(SurveyService.JobFair, SurveyAudience.Candidate)] = new("招聘会满意度（求职者）", Introduction,
        [
            Scale("参会单位和岗位是否符合您的需要", SurveyAspect.Content),
            Scale("报名、入场和找展位是否方便", SurveyAspect.Process),
            Scale("排队等候的时间", SurveyAspect.Efficiency),
            Scale("招聘人员和工作人员的态度", SurveyAspect.Attitude),
            Scale("参加这场招聘会的收获", SurveyAspect.Result),
            Single("您与用人单位谈得怎么样", SurveyAspect.Result, "约了下一步面试", "留了简历等消息", "没有谈成", "没有排到"),
            Text("还有什么想对我们说的"),
        ]),
        [(SurveyService.JobFair, SurveyAudience.Employer)] = new("招聘会满意度（参会单位）", Introduction,
        [
            Scale("招聘会的组织和通知是否清楚", SurveyAspect.Content),
            Scale("展位、叫号和视频洽谈是否好用", SurveyAspect.Process),
            Scale("现场问题的处理速度", SurveyAspect.Efficiency),
            Scale("工作人员的服务态度", SurveyAspect.Attitude),
            Scale("到场求职者与岗位的匹配程度", SurveyAspect.Result),
            Single("下一场招聘会您还参加吗", SurveyAspect.Result, "参加", "看情况", "不参加"),
            Text("您希望我们改进什么"),
        ]),
        [(SurveyService.Exam, SurveyAudience.Candidate)] = new("在线考试满意度（考生）", Introduction,
        [
            Scale("公告、报名须知和考试说明是否清楚", SurveyAspect.Content),
            Scale("报名、审核、打印准考证是否顺利", SurveyAspect.Process),
            Scale("进入考场、答题和交卷是否顺畅", SurveyAspect.Process),
            Scale("审核、答复和公布成绩的速度", SurveyAspect.Efficiency),
            Scale("考务和监考人员的态度", SurveyAspect.Attitude),
            Scale("您认为这次考试公平公正吗", SurveyAspect.Result),
            Multiple("您遇到过哪些问题", "照片或证件审核", "设备检测", "网络中断", "监考提醒打扰答题", "成绩查询", "没有遇到问题"),
            Text("还有什么想对我们说的"),
        ]),
    };

    public static SurveyTemplate? Find(SurveyService service, SurveyAudience audience) => All.GetValueOrDefault((service, audience));

    private static SurveyQuestion Scale(string text, SurveyAspect aspect) => new(text, SurveyQuestionKind.Scale, aspect, true, []);

    private static SurveyQuestion Single(string text, SurveyAspect aspect, params string[] options) => new(text, SurveyQuestionKind.Single, aspect, true, options);

    private static SurveyQuestion Multiple(string text, params string[] options) => new(text, SurveyQuestionKind.Multiple, SurveyAspect.Process, false, options);

    private static SurveyQuestion Text(string text) => new(text, SurveyQuestionKind.Text, SurveyAspect.Result, false, []);
}
