using System.Text.RegularExpressions;

namespace Pinchang.Domain.Exams.Projects;

/// <summary>Words that stand where a content should be.</summary>
public static partial class NoticeText
{
    /// <summary>Blank, or something that only promises to be filled in: 待定, 另行通知, TBD, ——.</summary>
    public static bool IsMissing(string? text) => string.IsNullOrWhiteSpace(text) || IsPlaceholder(text);

    public static bool IsPlaceholder(string text) => Placeholder().IsMatch(Signs().Replace(text, ""));

    [GeneratedRegex(@"[\s\p{P}\p{S}]+")]
    private static partial Regex Signs();

    [GeneratedRegex("^(暂|待|未)?(待定|暂定|未定|待补充?|待填写?|待公布|待通知|另行通知|另行公告|后续公布|后续通知|暂无|无|略|同上|tbd|tba|na|none|null|x+|0+)?$", RegexOptions.IgnoreCase)]
    private static partial Regex Placeholder();
}
