using System.Security.Cryptography;
using System.Text;
using Pinchang.Contracts.Exams;

namespace Pinchang.Domain.Exams.Papers;

/// <summary>A drawn paper with everything that is kept of it, before it is encrypted.</summary>
public sealed record MadePaper(PaperContent Content, MarkingKey Key, PaperManifest Manifest, PaperOutline Outline);

/// <summary>
/// From what a paper can be drawn again, and which question of the bank became which of the paper. As secret as the answers: with the
/// seed and the bank anybody could draw the paper himself.
/// </summary>
public sealed record PaperManifest(string Seed, WriteBlueprint Blueprint, PoolQuestion[] Pool, DrawnQuestion[] Drawn);

public sealed record DrawnQuestion(string QuestionId, Guid BankQuestionId, int Version, string Code, int Difficulty);

/// <summary>Lays the drawn questions out as a paper.</summary>
public static class PaperMaking
{
    // Crockford's letters: no I, L, O, U to be misread.
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
    private const int IdLength = 10;

    public static MadePaper Make(
        Guid paperId,
        WriteBlueprint blueprint,
        IEnumerable<PoolQuestion> pool,
        AssemblyDraw draw,
        IReadOnlyDictionary<Guid, WriteQuestion> texts,
        string seed)
    {
        var sections = new List<PaperSection>();
        var keyed = new List<KeyedQuestion>();
        var drawn = new List<DrawnQuestion>();
        var orders = new Dictionary<string, SectionOrder>(StringComparer.Ordinal);
        for (var s = 0; s < blueprint.Sections.Length; s++)
        {
            var section = blueprint.Sections[s];
            var questions = new List<PaperQuestion>();
            foreach (var drawnRow in draw.Rows.Where(row => row.Section == s))
            {
                var row = section.Rows[drawnRow.Row];
                foreach (var picked in drawnRow.Questions)
                {
                    var text = texts[picked.Id];
                    var id = Id(seed, $"question {picked.Id}");
                    var options = OptionsOf(text, id, seed, section.ShuffleOptions);
                    questions.Add(new()
                    {
                        Id = id,
                        Kind = text.Kind,
                        Stem = text.Stem,
                        Points = row.PointsEach,
                        Pictures = text.Pictures,
                        Options = [.. options.Select(option => option.Shown)],
                        Blanks = text.Blanks.Length,
                    });
                    keyed.Add(KeyOf(text, row, picked, id, options));
                    drawn.Add(new(id, picked.Id, picked.Version, text.Code, text.Difficulty));
                }
            }

            var sectionId = Id(seed, $"section {s}");
            orders[sectionId] = new(section.ShuffleQuestions, section.ShuffleOptions);
            sections.Add(new() { Id = sectionId, Title = section.Title.Trim(), Instructions = WrittenText.Tidy(section.Instructions), Questions = [.. questions] });
        }

        var content = new PaperContent
        {
            PaperId = paperId,
            Title = blueprint.Title.Trim(),
            Instructions = WrittenText.Tidy(blueprint.Instructions),
            Sections = [.. sections],
        };
        return new(
            content,
            new() { PaperId = paperId, Questions = [.. keyed] },
            new(seed, blueprint, [.. pool.OrderBy(question => question.Id)], [.. drawn]),
            PaperOutline.Of(content, orders));
    }

    private static KeyedQuestion KeyOf(WriteQuestion text, BlueprintRow row, PoolQuestion picked, string id, LaidOption[] options) => new()
    {
        QuestionId = id,
        Kind = text.Kind,
        Points = row.PointsEach,
        RightOptions = [.. options.Where(option => option.IsRight).Select(option => option.Shown.Id).Order(StringComparer.Ordinal)],
        PointsPerRightOption = text.Kind == QuestionKind.MultipleChoice ? row.PointsPerRightOption : null,
        AcceptedBlanks = text.Blanks,
        BlanksInAnyOrder = text.BlanksInAnyOrder,
        ReferenceAnswer = text.ReferenceAnswer,
        Rubric = text.Rubric,
        BankQuestionId = picked.Id,
        BankVersion = picked.Version,
    };

    /// <summary>
    /// In an order of the paper's own where orders are drawn: every browser holds this list, and setters who write the right option first
    /// would otherwise tell whoever looks.
    /// </summary>
    private static LaidOption[] OptionsOf(WriteQuestion text, string questionId, string seed, bool shuffled)
    {
        if (text.Kind == QuestionKind.TrueFalse)
        {
            return [Laid("正确", text.IsTrue == true, true, 0), Laid("错误", text.IsTrue == false, true, 1)];
        }

        var pinned = OptionOrder.Pinned(text.Options);
        var laid = text.Options.Select((option, index) => Laid(option.Text, option.IsRight, pinned[index], index)).ToArray();
        return shuffled
            ? [.. new DrawStream(seed, $"laid {questionId}").Shuffle(laid.Where(option => !option.Shown.PinnedLast)), .. laid.Where(option => option.Shown.PinnedLast)]
            : laid;

        LaidOption Laid(string shown, bool isRight, bool last, int index) =>
            new(new(Id(seed, FormattableString.Invariant($"option {questionId} {index}")), shown, last), isRight);
    }

    /// <summary>Ids that only somebody with the seed could lead back to the bank.</summary>
    private static string Id(string seed, string thing)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}|id|{thing}"));
        return string.Create(IdLength, hash, (characters, bytes) =>
        {
            for (var i = 0; i < characters.Length; i++)
            {
                characters[i] = Alphabet[bytes[i] % Alphabet.Length];
            }
        });
    }

    private sealed record LaidOption(PaperOption Shown, bool IsRight);
}
