using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Pinchang.Contracts.Exams;

namespace Pinchang.Domain.Exams.Sittings;

/// <summary>
/// What a candidate handed in, as one text that anybody can make again from the answers: see docs/adr/0008. Its SHA-256 is the receipt.
/// </summary>
public static class CanonicalForm
{
    private const string Crockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    public static string Of(Guid sessionId, Guid paperId, IEnumerable<AnswerRecord> newest)
    {
        ArgumentNullException.ThrowIfNull(newest);
        var text = new StringBuilder("{\"answers\":[");
        var first = true;
        foreach (var answer in newest.Where(answer => answer.Response.IsGiven()).OrderBy(answer => answer.QuestionId, StringComparer.Ordinal))
        {
            text.Append(first ? "{" : ",{");
            first = false;
            AppendList(text, "blanks", answer.Response.Blanks);
            AppendList(text, "choices", answer.Response.Choices?.Order(StringComparer.Ordinal));
            text.Append("\"question\":");
            AppendString(text, answer.QuestionId);
            if (answer.Response.Text is { } written)
            {
                text.Append(",\"text\":");
                AppendString(text, written);
            }

            text.Append('}');
        }

        return text.Append(CultureInfo.InvariantCulture, $"],\"paper\":\"{paperId}\",\"session\":\"{sessionId}\"}}").ToString();
    }

    /// <summary>The receipt of a canonical text.</summary>
    public static ExamReceipt Receipt(string canonical, DateTimeOffset at, int answered, int questions, SessionEndKind kind, int version)
    {
        var hash = HashOf(canonical);
        return new(CodeOf(hash), Convert.ToHexStringLower(hash), at, answered, questions, kind, version);
    }

    internal static byte[] HashOf(string canonical) => SHA256.HashData(Encoding.UTF8.GetBytes(canonical));

    /// <summary>The first 50 bits, most significant first, five to a character.</summary>
    private static string CodeOf(ReadOnlySpan<byte> hash)
    {
        Span<char> code = stackalloc char[11];
        ulong bits = 0;
        for (var i = 0; i < 7; i++)
        {
            bits = (bits << 8) | hash[i];
        }

        for (var i = 0; i < 10; i++)
        {
            code[i < 5 ? i : i + 1] = Crockford[(int)(bits >> (51 - (5 * i))) & 31];
        }

        code[5] = '-';
        return new(code);
    }

    private static void AppendList(StringBuilder text, string name, IEnumerable<string>? values)
    {
        if (values is null)
        {
            return;
        }

        text.Append('"').Append(name).Append("\":[");
        var first = true;
        foreach (var value in values)
        {
            if (!first)
            {
                text.Append(',');
            }

            first = false;
            AppendString(text, value);
        }

        text.Append("],");
    }

    /// <summary>Only what JSON demands is escaped, in its shortest form, as JavaScript's JSON.stringify does.</summary>
    private static void AppendString(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var character in value)
        {
            switch (character)
            {
                case '"' or '\\':
                    text.Append('\\').Append(character);
                    break;
                case '\b':
                    text.Append("\\b");
                    break;
                case '\f':
                    text.Append("\\f");
                    break;
                case '\n':
                    text.Append("\\n");
                    break;
                case '\r':
                    text.Append("\\r");
                    break;
                case '\t':
                    text.Append("\\t");
                    break;
                case < ' ':
                    text.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}");
                    break;
                default:
                    text.Append(character);
                    break;
            }
        }

        text.Append('"');
    }
}
