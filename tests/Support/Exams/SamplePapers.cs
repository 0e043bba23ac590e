using System.Globalization;
using Pinchang.Contracts.Exams;
using Pinchang.Data;
using Pinchang.Data.Exams.Papers;
using Pinchang.Domain.Exams.Papers;

namespace Pinchang.Support.Exams;

/// <summary>
/// A paper of two sections made by the product's own rules: single and multiple choices, true/false and a fill-in; then an essay.
/// The right option of every choice is the one whose text begins with 对.
/// </summary>
public static class SamplePapers
{
    public static MadePaper Make(Guid paperId, int singles = 4, string seed = "0123456789ABCDEF")
    {
        var questions = Questions(singles).ToDictionary(_ => Guid.CreateVersion7());
        var pool = questions.Select(pair => new PoolQuestion(pair.Key, 1, pair.Value.Kind, pair.Value.Subject, pair.Value.Topic, pair.Value.Difficulty)).ToArray();
        var blueprint = Blueprint(singles);
        return PaperMaking.Make(paperId, blueprint, pool, PaperAssembly.Draw(blueprint, pool, seed), questions, seed);
    }

    /// <summary>Keeps it and has two persons seal it, in one transaction of the context.</summary>
    public static async Task<Paper> SealAsync(
        PinchangContext data, ExamKeys keys, MadePaper made, SamplePlace place, PaperTimes times, DateTimeOffset now)
    {
        var safe = new PaperSafe(data, keys);
        var paper = safe.Keep(made, place.AgencyId, place.ProjectId, new(place.FirstId, "组卷"), now);
        await data.SaveChangesAsync();
        if ((paper.Seal(times, place.FirstId, now) ?? paper.Countersign(times, place.SecondId, now)) is { } refusal)
        {
            throw new InvalidOperationException(refusal.Code);
        }

        await safe.WrapForTimesAsync(paper, null, default);
        await data.SaveChangesAsync();
        return paper;
    }

    public static WriteBlueprint Blueprint(int singles) => new()
    {
        Title = "综合知识（样卷）",
        TotalPoints = (singles * 2) + 4 + 1 + 4 + 20,
        Sections =
        [
            new()
            {
                Title = "第一部分 客观题",
                Rows =
                [
                    new() { Kind = QuestionKind.SingleChoice, Count = singles, PointsEach = 2 },
                    new() { Kind = QuestionKind.MultipleChoice, Count = 1, PointsEach = 4, PointsPerRightOption = 1 },
                    new() { Kind = QuestionKind.TrueFalse, Count = 1, PointsEach = 1 },
                    new() { Kind = QuestionKind.FillIn, Count = 1, PointsEach = 4 },
                ],
            },
            new()
            {
                Title = "第二部分 问答题",
                ShuffleQuestions = false,
                Rows = [new() { Kind = QuestionKind.Essay, Count = 1, PointsEach = 20 }],
            },
        ],
    };

    private static IEnumerable<WriteQuestion> Questions(int singles) =>
    [
        .. Enumerable.Range(1, singles).Select(number => Written($"S-{number.ToString(CultureInfo.InvariantCulture)}", QuestionKind.SingleChoice) with
        {
            Options = [new("对的一项", true), new("错的一项", false), new("也是错的", false), new("以上都不对", false)],
        }),
        Written("M-1", QuestionKind.MultipleChoice) with { Options = [new("对的甲", true), new("错的乙", false), new("对的丙", true), new("对的丁", true)] },
        Written("T-1", QuestionKind.TrueFalse) with { IsTrue = true },
        Written("F-1", QuestionKind.FillIn) with { Stem = "首都是____，最长的河是____。", Blanks = [["北京", "北京市"], ["长江"]] },
        Written("E-1", QuestionKind.Essay) with { ReferenceAnswer = "言之有理即可。", Rubric = "观点 10 分，论述 10 分。" },
    ];

    private static WriteQuestion Written(string code, QuestionKind kind) => new()
    {
        Code = code,
        Kind = kind,
        Subject = "综合知识",
        Difficulty = 2,
        Points = 2,
        Stem = $"题目 {code}",
    };
}

/// <summary>Whose paper it is: rows that must exist already.</summary>
public sealed record SamplePlace(Guid AgencyId, Guid ProjectId, Guid FirstId, Guid SecondId);
