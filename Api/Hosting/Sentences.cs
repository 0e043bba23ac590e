using System.Globalization;
using System.Resources;
using Pinchang.Contracts;

namespace Pinchang.Api.Hosting;

/// <summary>A refusal as a person reads it, from Resources/Refusals.resx.</summary>
internal static class Sentences
{
    private static readonly ResourceManager Resources = new("Pinchang.Api.Resources.Refusals", typeof(Sentences).Assembly);

    public static string Of(Refusal refusal) =>
        Find(refusal.Code) is { } sentence
            ? string.Format(CultureInfo.InvariantCulture, sentence, [.. refusal.Arguments, .. Missing(refusal)])
            : refusal.Code;

    public static string? Find(string code) => Resources.GetString(code, CultureInfo.InvariantCulture);

    // A sentence has at most four places; one that was given nothing stays empty instead of failing the answer.
    private static IEnumerable<string> Missing(Refusal refusal) => Enumerable.Repeat("", Math.Max(0, 4 - refusal.Arguments.Length));
}
