using System.Collections.Frozen;

namespace Pinchang.Domain.Exams.Registrations;

/// <summary>
/// GB/T 2260: counties and districts of the mainland that there are today (counties.txt: a prefecture and its counties a line). A card keeps
/// the code of its day, so one that is not here is a reason to look, never to refuse.
/// </summary>
internal static class Counties
{
    private static readonly Lazy<FrozenSet<string>> Codes = new(Read);

    public static bool IsKnown(string code) => Codes.Value.Contains(code);

    private static FrozenSet<string> Read()
    {
        using var stream = typeof(Counties).Assembly.GetManifestResourceStream("counties.txt")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(' '))
            .SelectMany(line => line.Skip(1).Select(county => line[0] + county))
            .ToFrozenSet();
    }
}
