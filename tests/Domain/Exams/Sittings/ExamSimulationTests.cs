using System.Text.Json;
using Pinchang.Contracts.Exams;
using Pinchang.Domain.Exams.Sittings;

namespace Pinchang.Domain.Tests.Exams.Sittings;

/// <summary>P1–P4, held against histories that no test would think of; a failure names the seed that makes it again.</summary>
public sealed class ExamSimulationTests
{
    [Theory]
    [Clause("EX-6.3-time", at: "Domain/Exams/Sittings/SessionKeeper.cs")]
    [InlineData(0, 0.0)]
    [InlineData(10_000, 0.002)]
    [InlineData(20_000, 0.01)]
    [InlineData(30_000, 0.04)]
    public void Whatever_dies_and_whenever_the_promises_hold(int firstSeed, double crashes)
    {
        var (died, handedIn, late, overtaken) = (0, 0, 0, 0);
        for (var seed = firstSeed; seed < firstSeed + 300; seed++)
        {
            var exam = new SimulatedExam(seed, crashes);
            exam.Run();
            Check(exam, seed);
            died += exam.Crashes;
            handedIn += exam.Receipts.Count > 0 ? 1 : 0;
            late += exam.Rows.Late.Count > 0 ? 1 : 0;
            overtaken += exam.Rows.Answers.Values.Any(answer => answer.Standing == AnswerStanding.Overtaken) ? 1 : 0;
        }

        // Histories in which nothing happens prove nothing.
        (crashes == 0 || died > 50).ShouldBeTrue($"{died} crashes");
        handedIn.ShouldBeGreaterThan(30);
        late.ShouldBeGreaterThan(3);
        overtaken.ShouldBeGreaterThan(3);
    }

    private static void Check(SimulatedExam exam, int seed)
    {
        var rows = exam.Rows;
        var counted = rows.Counted().ToDictionary(answer => answer.QuestionId);

        // P1: each acknowledged change is kept as it was given, and no older one stands in its place.
        foreach (var (epoch, item) in exam.Acknowledged)
        {
            var row = rows.Answers.GetValueOrDefault((epoch, item.Sequence)).ShouldNotBeNull($"seed {seed}: {epoch}/{item.Sequence} was acknowledged and is gone");
            row.Response.Text.ShouldBe(item.Response.Text, $"seed {seed}");
            row.Standing.ShouldBe(AnswerStanding.Counted, $"seed {seed}");
            counted[item.QuestionId].Epoch.ShouldBeGreaterThanOrEqualTo(epoch, $"seed {seed}");
            (counted[item.QuestionId].Epoch > epoch || counted[item.QuestionId].Sequence >= item.Sequence).ShouldBeTrue($"seed {seed}");
        }

        // P2: one hand-in, whose versions follow each other; epochs are given out once.
        rows.Standing.IsEnded.ShouldBeTrue($"seed {seed}");
        rows.HandIns.Keys.ShouldBe(Enumerable.Range(1, rows.HandIns.Count), $"seed {seed}");
        rows.Facts.Select(fact => fact.Number).ShouldBe(Enumerable.Range(1, rows.Facts.Count), $"seed {seed}");
        rows.Facts.Select(fact => fact.Fact).OfType<Entered>().Select(entry => entry.Epoch).ShouldBeUnique();
        rows.Facts.Select(fact => fact.Fact).OfType<Started>().Count().ShouldBeLessThanOrEqualTo(1, $"seed {seed}");
        rows.Standing.Extensions.ShouldBeUnique();
        (rows.Standing.EndKind == SessionEndKind.AtDeadline || rows.HandIns.Count <= 1).ShouldBeTrue($"seed {seed}: a candidate's own hand-in is made once");

        // P3: nothing received after the close counts, nothing received before it was put aside as late.
        var close = ExamPhase.CloseOf(rows.Schedule, rows.Standing.ExtraSeconds);
        rows.Answers.Values.Where(answer => answer.Standing == AnswerStanding.Counted).ShouldAllBe(answer => answer.ReceivedAt < close, $"seed {seed}");
        rows.Late.ShouldAllBe(late => late.ReceivedAt >= late.ClosedAt, $"seed {seed}");

        // P4: the paper is what the rows say, and holds at least what was acknowledged when it was handed in.
        if (rows.HandIns.Count > 0)
        {
            var (script, receipt) = rows.HandIns.Values.Last();
            var written = AnswersOf(script);
            written.ShouldBe(counted.ToDictionary(pair => pair.Key, pair => pair.Value.Response.Text), ignoreOrder: true, $"seed {seed}");
            receipt.Answered.ShouldBe(written.Count, $"seed {seed}");
        }

        foreach (var (receipt, before) in exam.Receipts)
        {
            var written = AnswersOf(rows.HandIns[receipt.Version].Script);
            foreach (var (epoch, item) in before)
            {
                var inPaper = rows.Answers.Values.Where(answer => answer.QuestionId == item.QuestionId && answer.Response.Text == written[item.QuestionId]);
                inPaper.ShouldContain(answer => answer.Epoch > epoch || (answer.Epoch == epoch && answer.Sequence >= item.Sequence), $"seed {seed}");
            }
        }
    }

    private static Dictionary<string, string?> AnswersOf(string script)
    {
        using var json = JsonDocument.Parse(script);
        return json.RootElement.GetProperty("answers").EnumerateArray()
            .ToDictionary(answer => answer.GetProperty("question").GetString()!, answer => answer.GetProperty("text").GetString());
    }
}
