using Pinchang.Contracts;
using Pinchang.Contracts.Documents;

namespace Pinchang.Domain.Documents;

/// <summary>A document that a standard asks for, with a first text that the product ships.</summary>
/// <param name="Bound">The roles that acknowledge it; none for what is written for everybody.</param>
public sealed record DocumentTemplate(string Key, DocumentService Service, DocumentKind Kind, string Title, string Clause, string[] Bound)
{
    private readonly Lazy<string> _markdown = new(() => Read(Key));

    public string Markdown => _markdown.Value;

    /// <summary>Each heading of the shipped text is asked for.</summary>
    public DocumentSection[] Sections =>
        [.. Markdown.Split('\n').Where(line => line.StartsWith("## ", StringComparison.Ordinal)).Select(line => new DocumentSection(line[3..].Trim(), Clause))];

    /// <summary>Whether anybody may read it once it is in force.</summary>
    public bool IsPublic => Kind is DocumentKind.Guide or DocumentKind.Faq || Key == "complaint-handling";

    /// <summary>An agreement with people of the house: each of them signs it.</summary>
    public bool IsSigned => Kind == DocumentKind.Agreement && Bound.Length > 0;

    private static string Read(string key)
    {
        using var stream = typeof(DocumentTemplate).Assembly.GetManifestResourceStream($"documents/{key}.md")
            ?? throw new InvalidOperationException($"The template {key} is not shipped.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n").Trim();
    }
}

/// <summary>Which documents each service must have in force.</summary>
public static class DocumentTemplates
{
    private static readonly string[] Office = [Roles.Operator, Roles.Reviewer];
    private static readonly string[] OnAir = [Roles.Owner, Roles.Manager, Roles.Recruiter, Roles.Presenter, Roles.Moderator];

    private static readonly string[] ExamWork = [Roles.ExamOfficer, Roles.PaperSetter, Roles.RegistrationReviewer, Roles.Invigilator, Roles.Marker, Roles.Adjudicator];
    private static readonly string[] Serving = [.. Office, Roles.Owner, Roles.Manager, Roles.Recruiter, Roles.Presenter, Roles.Caller, .. ExamWork];

    public static readonly IReadOnlyList<DocumentTemplate> All =
    [
        new("live-network-security", DocumentService.LiveHiring, DocumentKind.Rules, "网络安全管理制度", "LH-4.4.1a", Office),
        new("live-data-security", DocumentService.LiveHiring, DocumentKind.Rules, "数据安全管理制度", "LH-4.4.1b", Office),
        new("live-information-review", DocumentService.LiveHiring, DocumentKind.Rules, "信息发布审核制度", "LH-4.4.1d", Office),
        new("complaint-handling", DocumentService.LiveHiring, DocumentKind.Rules, "投诉举报处理制度", "LH-4.4.1e", [Roles.Operator, Roles.Support]),
        new("live-service-rules", DocumentService.LiveHiring, DocumentKind.Rules, "直播带岗服务规则", "LH-4.4.2a", OnAir),
        new("live-stream-procedure", DocumentService.LiveHiring, DocumentKind.Rules, "直播流程与岗位收集核实规定", "LH-4.4.2b", OnAir),
        new("staff-pledge", DocumentService.LiveHiring, DocumentKind.Agreement, "服务与廉洁承诺书", "LH-4.4.2c", Serving),
        new("live-inspection-plan", DocumentService.LiveHiring, DocumentKind.Plan, "直播巡查计划", "LH-4.4.2d", [Roles.Inspector]),
        new("fair-management", DocumentService.JobFair, DocumentKind.Rules, "网络招聘会管理办法", "JF-8.1", [Roles.Operator]),
        new("fair-duties", DocumentService.JobFair, DocumentKind.Rules, "网络招聘会工作职责", "JF-8.1", [Roles.Operator]),
        new("fair-workflow", DocumentService.JobFair, DocumentKind.Rules, "网络招聘会工作流程", "JF-8.1", [Roles.Operator]),
        new("fair-service-rules", DocumentService.JobFair, DocumentKind.Rules, "网络招聘会服务规范", "JF-8.1", [Roles.Operator]),
        new("fair-security-plan", DocumentService.JobFair, DocumentKind.Plan, "信息安全方案", "JF-8.2", [Roles.Operator]),
        new("fair-emergency-plan", DocumentService.JobFair, DocumentKind.Plan, "应急预案", "JF-8.2", [Roles.Operator]),
        new("fair-layout-plan", DocumentService.JobFair, DocumentKind.Plan, "展区布置方案", "JF-8.2", [Roles.Operator]),
        new("registration-notice", DocumentService.JobFair, DocumentKind.Guide, "用户注册须知", "JF-9a", []),
        new("guide-candidate", DocumentService.JobFair, DocumentKind.Guide, "求职者使用指南", "JF-9b", []),
        new("guide-employer", DocumentService.JobFair, DocumentKind.Guide, "用人单位使用指南", "JF-9b", []),
        new("staff-secrecy", DocumentService.Exam, DocumentKind.Agreement, "工作人员保密协议", "EX-7.4-secrecy", [.. Office, .. ExamWork]),
        new("exam-agreement", DocumentService.Exam, DocumentKind.Agreement, "招考服务委托协议", "EX-5.2", []),
        new("exam-work-plan", DocumentService.Exam, DocumentKind.Plan, "招考工作计划", "EX-5.3", [Roles.ExamOfficer]),
        new("exam-guide", DocumentService.Exam, DocumentKind.Guide, "考生指南", "EX-7.1", []),
        new("exam-faq", DocumentService.Exam, DocumentKind.Faq, "考试常见问题", "EX-7.1", []),
    ];

    public static DocumentTemplate? Find(string key) => All.FirstOrDefault(template => template.Key == key);
}
