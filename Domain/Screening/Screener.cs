namespace Pinchang.Domain.Screening;

/// <summary>Holds a text against the rules. The same for chat, questions, notices and job texts.</summary>
public static class Screener
{
    private static readonly RuleBook Book = new(ScreeningRules.All);

    /// <summary>The first rule that refuses the text, or null.</summary>
    public static ScreeningHit? Refuse(string text) => Read(text).FirstOrDefault(hit => hit.Rule.Severity == ScreeningSeverity.Refused);

    public static IReadOnlyList<ScreeningHit> Read(string text) => Book.Read(text);
}
