using Pinchang.Contracts;
using Pinchang.Contracts.Exams;

namespace Pinchang.Domain.Exams.Papers;

/// <summary>EX-7.4-secrecy: one person's signature under the secrecy rules of one exam, in one version.</summary>
public sealed class SecrecyAgreement
{
    private SecrecyAgreement()
    {
    }

    public Guid ProjectId { get; private set; }

    public Guid UserId { get; private set; }

    public int Version { get; private set; }

    /// <summary>As it was typed.</summary>
    public string SignedName { get; private set; } = "";

    public DateTimeOffset SignedAt { get; private set; }

    /// <param name="accountName">The name under which the signer is known.</param>
    public static Outcome<SecrecyAgreement> Sign(Guid projectId, Guid userId, string accountName, SignSecrecyAgreement command, DateTimeOffset now)
    {
        if (command.Version != SecrecyRules.Version)
        {
            return SecrecyRefusals.OldVersion;
        }

        if (!string.Equals(command.Name.Trim(), accountName, StringComparison.Ordinal))
        {
            return SecrecyRefusals.WrongName.On("name");
        }

        return new SecrecyAgreement { ProjectId = projectId, UserId = userId, Version = command.Version, SignedName = command.Name.Trim(), SignedAt = now };
    }
}

/// <summary>The rules in force. Another text is another version, and everybody signs again.</summary>
public static class SecrecyRules
{
    public const int Version = 1;

    public const string Title = "考试保密承诺书";

    public static readonly string[] Clauses =
    [
        "试卷、试题、答案和评分标准在启封前属于保密内容。我只在工作需要时、在规定的时间和场所查看，不拍照、不抄录、不截屏、不外传。",
        "我不向任何考生、培训机构或无关人员透露命题人员、试卷结构、题目来源和抽题结果；本人或近亲属报名本次考试的，主动申请回避。",
        "考生的作答、成绩和个人信息只用于本次考试的评阅与核查，不复制、不留存、不作他用。",
        "账号和口令由我本人保管，不借给他人使用；我知道每一次查看、每一次被拒绝的查看都会留下不可更改的记录。",
        "发现泄密或有泄密风险时，我立即报告考务负责人。违反承诺的，我愿意承担相应的纪律和法律责任。",
    ];
}

/// <summary>Whether somebody may be shown papers, answers or scripts of an exam at all.</summary>
public interface ISecrecyAgreements
{
    Task<bool> IsSignedAsync(Guid projectId, Guid userId, CancellationToken cancellation = default);
}
