using System.Diagnostics.CodeAnalysis;

namespace Pinchang.Api.Hosting;

/// <summary>
/// An enum in an address, written as in JSON (<c>?state=onAir</c>): the framework's own binding knows only the C# spelling and
/// takes numbers. Empty is none; a word that is no name is malformed.
/// </summary>
internal readonly record struct QueryEnum<T>(T? Value)
    where T : struct, Enum
{
    [SuppressMessage("Design", "CA1000", Justification = "Binding asks the type itself.")]
    public static bool TryParse(string? text, IFormatProvider? provider, out QueryEnum<T> parsed)
    {
        parsed = default;
        if (string.IsNullOrEmpty(text))
        {
            return true;
        }

        if (!char.IsAsciiLetter(text[0]) || !Enum.TryParse<T>(text, ignoreCase: true, out var value) || !Enum.IsDefined(value))
        {
            return false;
        }

        parsed = new(value);
        return true;
    }
}
