using System.Text.RegularExpressions;
using Pinchang.Contracts;
using Pinchang.Contracts.Notifications;

namespace Pinchang.Domain.Notify;

/// <summary>What messages of one kind say, with places in braces for what differs: 您的简历已送达{单位}.</summary>
/// <param name="Places">Their names, in the order in which a use case fills them.</param>
public sealed partial record NoticeTemplate(string Key, string Subject, string Text, string[] Places)
{
    public const int LongestText = 300;

    /// <summary>Each place filled, once: what is filled in is not looked at again.</summary>
    public static string Fill(string text, IReadOnlyList<string> places, IReadOnlyList<string> values) => Place().Replace(text, found =>
    {
        for (var i = 0; i < places.Count; i++)
        {
            if (places[i] == found.Groups[1].Value)
            {
                return values[i];
            }
        }

        return found.Value;
    });

    /// <summary>Why a wording cannot stand for this one, or null: it names no other places, and leaves none out that this one tells.</summary>
    public Refusal? WhyNot(string? subject, string? text)
    {
        if ((WrittenText.Check(subject, SmsText.LongestPlace, "subject", required: true) ?? WrittenText.Check(text, LongestText, "text", required: true, lines: true)) is { } refusal)
        {
            return refusal;
        }

        foreach (var (field, written) in new[] { ("subject", subject!), ("text", text!) })
        {
            if (NamesIn(written).FirstOrDefault(name => !Places.Contains(name)) is { } unknown)
            {
                return NoticeTextRefusals.PlaceUnknown.With($"{{{unknown}}}").On(field);
            }
        }

        return NamesIn(Subject + Text).Except(NamesIn(subject + text)).FirstOrDefault() is { } missing
            ? NoticeTextRefusals.PlaceMissing.With($"{{{missing}}}").On("text")
            : null;
    }

    private static IEnumerable<string> NamesIn(string text) => Place().Matches(text).Select(found => found.Groups[1].Value).Distinct();

    [GeneratedRegex(@"\{([^{}]*)\}")]
    private static partial Regex Place();
}
