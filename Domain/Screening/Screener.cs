namespace Pinchang.Domain.Screening;

/// <summary>Holds a text against the rules in force. The same for chat, questions, notices and job texts.</summary>
public static class Screener
{
    private static volatile RuleBook _book = new(ScreeningRules.All);

    /// <summary>One book for the process: it never changes, another takes its place.</summary>
    public static RuleBook Book => _book;

    public static void Use(RuleBook book) => _book = book;

    /// <summary>The first rule that refuses the text, or null.</summary>
    public static ScreeningHit? Refuse(string text) => Read(text).FirstOrDefault(hit => hit.Rule.Severity == ScreeningSeverity.Refused);

    public static IReadOnlyList<ScreeningHit> Read(string text) => Book.Read(text);
}
