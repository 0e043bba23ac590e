using System.Globalization;
using Pinchang.Contracts.Exams;
using Pinchang.Domain.Exams.Papers;
using Pinchang.Support.Exams;

namespace Pinchang.Domain.Tests.Exams.Papers;

public sealed class PaperAssemblyTests
{
    private static readonly Guid Paper = Guid.Parse("0195a000-0000-7000-8000-0000000000aa");

    [Fact]
    [Clause("EX-6.3-paper", at: "Domain/Exams/Papers/PaperAssembly.cs")]
    public void The_same_blueprint_bank_and_seed_give_the_same_paper()
    {
        var (blueprint, pool) = (Blueprint(Row(5, "法律"), Row(5)), Pool(40));

        var one = PaperAssembly.Draw(blueprint, pool, "seed-1");
        var other = PaperAssembly.Draw(blueprint, pool.Reverse(), "seed-1");

        Ids(other).ShouldBe(Ids(one));
        Ids(PaperAssembly.Draw(blueprint, pool, "seed-2")).ShouldNotBe(Ids(one));
    }

    [Fact]
    public void Rows_that_compete_share_what_there_is()
    {
        // Two on law only, and a row that takes anything, of three on law and one other: taking greedily would run out.
        PoolQuestion[] pool = [.. Pool(3, "法律"), .. Pool(1, "地理", from: 100)];

        for (var number = 0; number < 100; number++)
        {
            var draw = PaperAssembly.Draw(Blueprint(Row(2), Row(2, "法律")), pool, Seed(number));

            draw.IsComplete.ShouldBeTrue();
            draw.Rows[1].Questions.ShouldAllBe(question => question.Topic == "法律");
            Ids(draw).Distinct().Count().ShouldBe(4);
        }
    }

    [Fact]
    public void A_shortage_is_named_by_row_and_is_as_small_as_it_can_be()
    {
        var draw = PaperAssembly.Draw(Blueprint(Row(4), Row(3, "法律"), Row(1, "地理")), [.. Pool(4, "法律"), .. Pool(1, "地理", from: 100)], "seed");

        draw.IsComplete.ShouldBeFalse();
        draw.Supply.Sum(row => row.Short).ShouldBe(3);
        draw.Supply.Single(row => row.Row == 1).Sort.ShouldBe("综合知识·法律·单选题");
        draw.Supply.Select(row => row.Matching).ShouldBe([5, 4, 1]);
    }

    [Fact]
    public void Random_blueprints_never_repeat_a_question_and_fill_what_can_be_filled()
    {
        var random = new Random(7);
        for (var round = 0; round < 300; round++)
        {
            string[] topics = ["法律", "地理", "语文"];
            PoolQuestion[] pool =
            [
                .. Enumerable.Range(0, random.Next(1, 30)).Select(number => Question(round * 100 + number, topics[random.Next(3)], random.Next(1, 6))),
            ];
            var rows = Enumerable.Range(0, random.Next(1, 5))
                .Select(_ => Row(random.Next(1, 8), random.Next(2) == 0 ? null : topics[random.Next(3)]) with { DifficultyFrom = random.Next(1, 3), DifficultyTo = random.Next(3, 6) })
                .ToArray();

            var draw = PaperAssembly.Draw(Blueprint(rows), pool, Seed(round));

            Ids(draw).Distinct().Count().ShouldBe(Ids(draw).Length);
            draw.Rows.Zip(rows).ShouldAllBe(pair => pair.First.Questions.Length <= pair.Second.Count);
            Ids(draw).Length.ShouldBe(MostThatCanBeFilled(rows, pool), $"round {round}");
        }
    }

    [Fact]
    public void Every_question_of_the_bank_has_its_chance()
    {
        var pool = Pool(20);
        var drawn = Enumerable.Range(0, 2_000)
            .SelectMany(number => Ids(PaperAssembly.Draw(Blueprint(Row(5)), pool, Seed(number))))
            .CountBy(id => id).ToDictionary();

        drawn.Count.ShouldBe(20);
        drawn.Values.ShouldAllBe(times => times > 400 && times < 600);
    }

    [Fact]
    public void A_papers_ids_lead_back_to_no_question_and_its_key_to_the_right_option()
    {
        var made = SamplePapers.Make(Paper, singles: 6);
        var key = made.Key.Questions.ToDictionary(question => question.QuestionId);

        made.Content.Sections.SelectMany(section => section.Questions).ShouldAllBe(question =>
            question.Kind != QuestionKind.SingleChoice || question.Options.Single(option => option.Id == key[question.Id].RightOptions.Single()).Text == "对的一项");
        made.Content.Sections.SelectMany(section => section.Questions).SelectMany(question => question.Options).Select(option => option.Id).ShouldBeUnique();
        made.Manifest.Drawn.Select(drawn => drawn.QuestionId).Intersect(made.Manifest.Drawn.Select(drawn => drawn.BankQuestionId.ToString("N"))).ShouldBeEmpty();
        made.Outline.Points.ShouldBe(12 + 4 + 1 + 4 + 20);
    }

    private static Guid[] Ids(AssemblyDraw draw) => [.. draw.Rows.SelectMany(row => row.Questions).Select(question => question.Id)];

    private static BlueprintRow Row(int count, string? topic = null) =>
        new() { Kind = QuestionKind.SingleChoice, Subject = topic is null ? null : "综合知识", Topic = topic, Count = count, PointsEach = 1 };

    private static WriteBlueprint Blueprint(params BlueprintRow[] rows) =>
        new() { Title = "综合知识", TotalPoints = rows.Sum(row => row.Count), Sections = [new() { Title = "单选题", Rows = rows }] };

    private static PoolQuestion[] Pool(int count, string? topic = null, int from = 0) =>
        [.. Enumerable.Range(from, count).Select(number => Question(number, topic ?? (number % 2 == 0 ? "法律" : "地理"), (number % 5) + 1))];

    private static PoolQuestion Question(int number, string topic, int difficulty) =>
        new(new Guid(number, 0, 0, new byte[8]), 1, QuestionKind.SingleChoice, "综合知识", topic, difficulty);

    private static string Seed(int number) => "seed-" + number.ToString(CultureInfo.InvariantCulture);

    /// <summary>By Hall's theorem: over every set of rows, what is wanted outside it and what there is for it.</summary>
    private static int MostThatCanBeFilled(BlueprintRow[] rows, PoolQuestion[] pool) => Enumerable.Range(0, 1 << rows.Length).Min(set =>
    {
        var inside = rows.Where((_, index) => (set & (1 << index)) != 0).ToArray();
        var outside = rows.Where((_, index) => (set & (1 << index)) == 0).Sum(row => row.Count);
        return outside + pool.Count(question => inside.Any(row => Fits(row, question)));
    });

    private static bool Fits(BlueprintRow row, PoolQuestion question) =>
        question.Difficulty >= row.DifficultyFrom && question.Difficulty <= row.DifficultyTo && (row.Topic is null || row.Topic == question.Topic);
}
