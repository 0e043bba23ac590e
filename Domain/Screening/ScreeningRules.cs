namespace Pinchang.Domain.Screening;

/// <summary>The rules that the product comes with (LH-4.4.1d, LH-5.1.3c–d, JF-7.2), a file per family.</summary>
public static partial class ScreeningRules
{
    /// <summary>What says that the thing is not asked for, or warns of it.</summary>
    private static string[] Denials =>
    [
        "不收", "不收取", "不会收", "不得收", "从不", "绝不", "不需", "不需要", "无需", "无须", "不用", "不必", "没有", "不交", "不缴", "免除", "免收", "免交",
        "未收", "从未", "禁止", "严禁", "拒绝", "谨防", "警惕", "切勿", "请勿", "不要", "别交", "别信", "别加", "不得", "不会", "不允许", "杜绝", "抵制", "举报", "凡", "如遇", "遇到", "任何以", "不承诺", "不扣", "无任何", "取消",
    ];

    private static string[] Warnings => ["举报", "请警惕", "谨防", "骗子", "诈骗", "骗局", "违法", "违规", "不可信", "别信", "勿信", "切勿相信", "都是假", "一律", "维权", "投诉"];

    /// <summary>Who asks does not demand.</summary>
    private static string[] Asking => ["吗", "嘛", "是不是", "为什么", "了么", "的么", "是么", "钱么", "费么", "金么", "人么"];

    public static readonly IReadOnlyList<ScreeningRule> All = [.. Fees, .. Diversion, .. Discrimination, .. Conduct, .. Promises];
}
