using Pinchang.Contracts.Organisations;
using Pinchang.Domain.Organisations;

namespace Pinchang.Domain.Reviews;

/// <summary>
/// What one reviewer alone does not decide: kinds where a wrong yes hurts many and is seen late. The code says why, to the reviewers; null
/// is what one look is enough for.
/// </summary>
public static class SecondLooks
{
    public const string LabourDispatch = "labour-dispatch";
    public const string RiskIndustry = "risk-industry";

    /// <summary>LH-5.1.3b: trades in which recruiting is often the fraud itself.</summary>
    private static readonly string[] RiskWords =
        ["人力资源", "劳务", "境外", "出国", "金融", "投资", "虚拟货币", "演艺", "歌舞", "夜总会", "医疗美容", "保健"];

    public static string? For(Licence licence)
    {
        ArgumentNullException.ThrowIfNull(licence);
        return licence.Kind == LicenceKind.LabourDispatchLicence ? LabourDispatch : null;
    }

    public static string? For(Employer employer)
    {
        ArgumentNullException.ThrowIfNull(employer);
        return RiskWords.Any(word => employer.Industry.Contains(word, StringComparison.Ordinal)) ? RiskIndustry : null;
    }
}
