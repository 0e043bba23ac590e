using System.Text.Json;
using Pinchang.Contracts.Exams;

namespace Pinchang.Domain.Exams.Sittings;

/// <summary>What was handed in, read back from its canonical form (docs/adr/0008).</summary>
public sealed record CanonicalScript(IReadOnlyDictionary<string, AnswerResponse> Answers)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    /// <summary>Null when the text does not have the hash that the candidate holds as a receipt.</summary>
    public static CanonicalScript? Read(string canonical, string sha256)
    {
        if (Convert.ToHexStringLower(CanonicalForm.HashOf(canonical)) != sha256)
        {
            return null;
        }

        var document = JsonSerializer.Deserialize<Document>(canonical, Options)!;
        return new(document.Answers.ToDictionary(
            answer => answer.Question, answer => new AnswerResponse(answer.Choices, answer.Blanks, answer.Text), StringComparer.Ordinal));
    }

    private sealed record Document(Entry[] Answers);

    private sealed record Entry(string Question, string[]? Choices, string[]? Blanks, string? Text);
}
