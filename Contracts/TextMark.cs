namespace Pinchang.Contracts;

/// <summary>A place in a text that a screening rule points at.</summary>
/// <param name="Field">As in the command that the text came with, in camel case; of an exam's positions with their codes, as <c>positions.A01.requirements</c>.</param>
/// <param name="Rule">Its name as people read it.</param>
/// <param name="Grave">Forbidden by itself: whoever lets it through says why.</param>
/// <param name="Start">In UTF-16 units from the field's first; in <c>tags</c>, as they stand with one space between them.</param>
public sealed record TextMark(string Field, string RuleId, string Rule, string Clause, bool Grave, string Words, int Start, int Length);

public static class ScreeningRefusals
{
    /// <summary>The text holds {0}, which is forbidden by itself; whoever publishes it names the ground.</summary>
    public static readonly Refusal Unexplained = new(RefusalKind.Unprocessable, "screening.unexplained");
}
