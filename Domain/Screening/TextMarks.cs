using Pinchang.Contracts;

namespace Pinchang.Domain.Screening;

/// <summary>
/// What the rules find in a text that a person answers for: its author sees it, and what is forbidden by itself becomes public only with
/// the ground that a named person gave for it.
/// </summary>
public static class TextMarks
{
    private const int LongestGround = 500;

    /// <summary>In the order in which the text is read.</summary>
    public static IEnumerable<TextMark> Of(string field, string? text) => Of(Screener.Book, field, text);

    public static IEnumerable<TextMark> Of(RuleBook book, string field, string? text) =>
        string.IsNullOrEmpty(text)
            ? []
            : from hit in book.Read(text)
              orderby hit.Place.Start
              select new TextMark(
                  field,
                  hit.Rule.Id,
                  hit.Rule.Name,
                  hit.Rule.Clause,
                  hit.Rule.Severity == ScreeningSeverity.Refused,
                  hit.Words,
                  hit.Place.Start,
                  hit.Place.End - hit.Place.Start);

    /// <summary>Why a text with these marks is not published on this ground. What stood there before was answered for then.</summary>
    public static Refusal? WhyNotOn(string? ground, IEnumerable<TextMark> marks, IReadOnlyCollection<TextMark> before) =>
        WrittenText.Check(ground, LongestGround, "ground", lines: true)
        ?? (string.IsNullOrWhiteSpace(ground)
            && marks.FirstOrDefault(mark => mark.Grave && !before.Any(old => (old.Field, old.RuleId, old.Words) == (mark.Field, mark.RuleId, mark.Words))) is { } mark
                ? ScreeningRefusals.Unexplained.With(mark.Rule).On("ground")
                : null);
}
