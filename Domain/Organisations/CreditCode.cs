namespace Pinchang.Domain.Organisations;

/// <summary>统一社会信用代码 by GB 32100: 17 characters and a check digit, modulo 31 over the weights 3^i.</summary>
public static class CreditCode
{
    // Without I, O, S, V and Z, which are taken for digits.
    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    public static bool IsValid(string code)
    {
        if (code.Length != 18)
        {
            return false;
        }

        var sum = 0;
        var weight = 1;
        foreach (var character in code.AsSpan(0, 17))
        {
            var value = Alphabet.IndexOf(character, StringComparison.Ordinal);
            if (value < 0)
            {
                return false;
            }

            sum += value * weight;
            weight = weight * 3 % 31;
        }

        return code[17] == Alphabet[(31 - (sum % 31)) % 31];
    }

    /// <summary>As it is kept and compared: capitals, no spaces.</summary>
    public static string Normalise(string? code) => (code ?? "").Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant();
}
