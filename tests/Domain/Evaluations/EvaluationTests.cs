using System.Globalization;
using Pinchang.Contracts.Evaluations;
using Pinchang.Contracts.Surveys;
using Pinchang.Domain.Documents;
using Pinchang.Domain.Evaluations;

namespace Pinchang.Domain.Tests.Evaluations;

public sealed class EvaluationTests
{
    private static readonly DateTimeOffset Now = new(2026, 10, 8, 2, 0, 0, TimeSpan.Zero);
    private static readonly OpenEvaluation Quarter = new(SurveyService.Exam, new(2026, 7, 1), new(2026, 9, 30));
    private static readonly EvaluationEvidence[] Shown = [new(EvidenceKind.Document, Guid.NewGuid(), "《考生指南》第 1 版", "/operations/documents/exam-guide")];
    private static readonly EvaluationFigures Figures = new(2, 1, 4.2, "示范招考", 4.2, 3, 3, 2, 0, 1, 1);
    private static readonly CloseEvaluation Closing = new("总体符合", "按时答复率达到 100%");

    [Fact]
    [Clause("LH-6.1", at: "Domain/Evaluations/Evaluation.cs")]
    public void No_grade_stands_without_evidence_and_what_does_not_conform_is_explained()
    {
        var sheet = Opened(Quarter);
        var row = sheet.Rows[0].Id;
        sheet.Grade(row, new(EvaluationGrade.Conforming, null, []), [], By()).Refusal!.Code.ShouldBe(EvaluationRefusals.EvidenceRequired.Code);
        sheet.Grade(row, new(EvaluationGrade.NotConforming, " ", []), Shown, By()).Refusal!.Code.ShouldBe(EvaluationRefusals.RemarkRequired.Code);
        sheet.Grade(row, new(EvaluationGrade.NotApplicable, "本期没有委托", []), [], By()).IsAccepted.ShouldBeTrue();
        sheet.Grade(row, new(EvaluationGrade.Conforming, null, []), Shown, By()).IsAccepted.ShouldBeTrue();
        sheet.Entries.Select(entry => entry.Grade).ShouldBe([null, EvaluationGrade.NotApplicable, EvaluationGrade.Conforming]);
        sheet.Grade(Guid.NewGuid(), new(EvaluationGrade.Conforming, null, []), Shown, By()).Refusal!.Code.ShouldBe("common.not-found");
    }

    [Fact]
    [Clause("EX-9", at: "Domain/Evaluations/Evaluation.cs")]
    public void It_closes_when_every_row_is_graded_and_what_does_not_conform_has_a_measure()
    {
        var sheet = Opened(Quarter);
        sheet.Close(Closing, [], Figures, By()).Refusal!.Code.ShouldBe(EvaluationRefusals.RowsOpen.Code);
        GradeAll(sheet);
        var bad = sheet.Rows[3].Id;
        sheet.Grade(bad, new(EvaluationGrade.NotConforming, "公告缺咨询电话", []), Shown, By()).IsAccepted.ShouldBeTrue();
        sheet.Close(Closing, [], Figures, By()).Refusal!.Code.ShouldBe(EvaluationRefusals.MeasureMissing.Code);
        sheet.Close(Closing with { Conclusion = "" }, [bad], Figures, By()).Refusal!.Field.ShouldBe("conclusion");
        sheet.Close(Closing, [bad], Figures, By()).IsAccepted.ShouldBeTrue();
        (sheet.State, sheet.Figures).ShouldBe((EvaluationState.Closed, Figures));
        sheet.Grade(bad, new(EvaluationGrade.Conforming, null, []), Shown, By()).Refusal!.Code.ShouldBe(EvaluationRefusals.Closed.Code);
        sheet.Close(Closing, [bad], Figures, By()).Refusal!.Code.ShouldBe(EvaluationRefusals.Closed.Code);
    }

    [Fact]
    [Clause("LH-6.1", at: "Domain/Evaluations/Evaluation.cs")]
    public void A_live_hiring_sheet_does_not_close_without_a_view_from_outside()
    {
        var sheet = Opened(Quarter with { Service = SurveyService.LiveHiring });
        GradeAll(sheet);
        sheet.Close(Closing, [], Figures, By()).Refusal!.Code.ShouldBe(EvaluationRefusals.OutsideMissing.Code);
        var view = new RecordOutsideView("某行业协会", new(2026, 10, 7), EvaluationGrade.Conforming, "流程完整");
        sheet.Hear(view with { HeldOn = new(2026, 6, 30) }, By()).Refusal!.Code.ShouldBe(EvaluationRefusals.OutsideDayWrong.Code);
        sheet.Hear(view with { HeldOn = new(2026, 10, 9) }, By()).Refusal!.Code.ShouldBe(EvaluationRefusals.OutsideDayWrong.Code);
        sheet.Hear(view, By()).IsAccepted.ShouldBeTrue();
        sheet.Close(Closing, [], Figures, By()).IsAccepted.ShouldBeTrue();
    }

    [Theory]
    [InlineData("2026-09-30", "2026-07-01")]
    [InlineData("2026-10-09", "2026-10-20")]
    [InlineData("2025-07-01", "2026-09-30")]
    public void A_period_has_begun_ends_after_its_beginning_and_is_at_most_a_year(string from, string until) =>
        Evaluation.Open(Guid.NewGuid(), new(SurveyService.JobFair, DateOf(from), DateOf(until)), By()).Refusal!.Code.ShouldBe(EvaluationRefusals.PeriodWrong.Code);

    [Fact]
    public void A_period_that_still_runs_is_not_closed()
    {
        var sheet = Opened(Quarter with { Until = new(2026, 10, 8) });
        GradeAll(sheet);
        sheet.Close(Closing, [], Figures, By()).Refusal!.Code.ShouldBe(EvaluationRefusals.PeriodRuns.Code);
    }

    [Fact]
    public void Most_documents_that_a_standard_asks_for_show_a_point_of_its_sheet_and_no_point_stands_twice()
    {
        foreach (var service in Enum.GetValues<SurveyService>())
        {
            EvaluationTemplates.Of(service).Select(point => point.Clause).ShouldBeUnique();
        }

        DocumentTemplates.All.Where(document => document.Key.StartsWith("fair-", StringComparison.Ordinal))
            .ShouldAllBe(document => EvaluationTemplates.Of(SurveyService.JobFair).Any(point => point.IsShownBy(document.Clause)));
        EvaluationTemplates.Find(SurveyService.JobFair, "JF-9").IsShownBy("JF-9b").ShouldBeTrue();
        EvaluationTemplates.Find(SurveyService.LiveHiring, "LH-4.2").IsShownBy("LH-4.4.1a").ShouldBeFalse();
    }

    [Fact]
    [Clause("JF-10", at: "Domain/Evaluations/EvaluationTemplates.cs")]
    public void Fairs_are_evaluated_each_year_and_exams_each_quarter()
    {
        EvaluationTemplates.DueAfter(SurveyService.JobFair, new(2025, 12, 31)).ShouldBe(new(2027, 1, 31));
        EvaluationTemplates.DueAfter(SurveyService.Exam, new(2026, 9, 30)).ShouldBe(new(2027, 1, 30));
    }

    private static Evaluation Opened(OpenEvaluation command) => Evaluation.Open(Guid.NewGuid(), command, By()).Value!;

    private static void GradeAll(Evaluation sheet)
    {
        foreach (var row in sheet.Rows)
        {
            sheet.Grade(row.Id, new(EvaluationGrade.Conforming, null, []), Shown, By()).IsAccepted.ShouldBeTrue();
        }
    }

    private static EvaluationBy By() => new(Guid.NewGuid(), Guid.NewGuid(), Now);

    private static DateOnly DateOf(string text) => DateOnly.Parse(text, CultureInfo.InvariantCulture);
}
