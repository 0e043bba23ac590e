namespace Pinchang.Domain.Exams.Marking;

/// <summary>The code that stands for a script: eight random characters that are not mistaken for one another when read aloud.</summary>
public static class BlindCode
{
    private const string Alphabet = "23456789ABCDEFGHJKMNPQRSTVWXYZ";

    public const int Bytes = 8;

    public static string Of(ReadOnlySpan<byte> random)
    {
        Span<char> code = stackalloc char[Bytes + 1];
        for (var i = 0; i < Bytes; i++)
        {
            code[i < 4 ? i : i + 1] = Alphabet[random[i] % Alphabet.Length];
        }

        code[4] = '-';
        return code.ToString();
    }
}
