using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Documents;
using Pinchang.Api.Surveys;
using Pinchang.Contracts.Documents;
using Pinchang.Contracts.Evaluations;
using Pinchang.Contracts.Surveys;
using Pinchang.Data;
using Pinchang.Domain.Evaluations;

namespace Pinchang.Api.Evaluations;

/// <summary>What the product knows of a service and period that may show how a point was, and to which points it belongs by itself.</summary>
internal sealed class EvaluationEvidenceFinder(PinchangContext data, DocumentDesk documents, SurveySubjects subjects, EvaluationCounter counter)
{
    private const int MostOfAKind = 50;

    public async Task<EvidenceCandidate[]> FindAsync(Evaluation evaluation, CancellationToken cancellation) =>
    [
        .. await DocumentsAsync(evaluation, cancellation),
        .. await SurveysAsync(evaluation, cancellation),
        .. await ComplaintsAsync(evaluation, cancellation),
        .. await ProjectsAsync(evaluation, cancellation),
        .. await IncidentsAsync(evaluation, cancellation),
        .. await ImprovementsAsync(evaluation, cancellation),
    ];

    private async Task<IEnumerable<EvidenceCandidate>> DocumentsAsync(Evaluation evaluation, CancellationToken cancellation)
    {
        var inForce = (await documents.ListAsync(evaluation.AgencyId, cancellation))
            .Where(document => document.Standing is DocumentStanding.InForce or DocumentStanding.Due).ToList();
        var ids = await data.Documents.AsNoTracking().Where(document => document.AgencyId == evaluation.AgencyId)
            .ToDictionaryAsync(document => document.TemplateKey, document => document.Id, cancellation);
        return inForce.OrderBy(document => document.Service != (DocumentService)evaluation.Service).Select(document => new EvidenceCandidate(
            new(EvidenceKind.Document, ids[document.Key], $"《{document.Title}》第 {document.Version} 版", $"/operations/documents/{document.Key}"),
            RowsOf(evaluation, point => point.IsShownBy(document.Clause))));
    }

    private async Task<IEnumerable<EvidenceCandidate>> SurveysAsync(Evaluation evaluation, CancellationToken cancellation) =>
        (await counter.SurveysAsync(evaluation, cancellation)).Take(MostOfAKind).Select(survey => new EvidenceCandidate(
            new(
                EvidenceKind.Survey, survey.Id,
                survey.Mean is { } mean ? $"{survey.Name}：{survey.Answered} 份，平均 {mean.ToString("0.0", CultureInfo.InvariantCulture)} 分" : $"{survey.Name}：{survey.Answered} 份",
                $"/operations/surveys/{survey.Id}"),
            RowsShowing(evaluation, EvidenceKind.Survey)));

    private async Task<IEnumerable<EvidenceCandidate>> ComplaintsAsync(Evaluation evaluation, CancellationToken cancellation)
    {
        var (received, answered, onTime) = await counter.ComplaintsAsync(evaluation, cancellation);
        return [new(new(EvidenceKind.Complaints, evaluation.Id, $"本期投诉举报 {received} 件，已答复 {answered} 件，按时 {onTime} 件", null), RowsShowing(evaluation, EvidenceKind.Complaints))];
    }

    /// <summary>Only single ones are named; how many there were stands among the figures.</summary>
    private async Task<IEnumerable<EvidenceCandidate>> ProjectsAsync(Evaluation evaluation, CancellationToken cancellation) =>
        (await subjects.BetweenAsync(evaluation.Service, evaluation.AgencyId, evaluation.Begins(), evaluation.Ends(), MostOfAKind, cancellation))
            .Select(subject => new EvidenceCandidate(new(EvidenceKind.Project, subject.Id, subject.Name, PageOf(evaluation.Service, subject.Id)), RowsShowing(evaluation, EvidenceKind.Project)));

    private async Task<IEnumerable<EvidenceCandidate>> IncidentsAsync(Evaluation evaluation, CancellationToken cancellation)
    {
        var (begins, ends) = (evaluation.Begins(), evaluation.Ends());
        return (await data.Incidents.AsNoTracking().Where(incident => incident.AgencyId == evaluation.AgencyId && incident.OpenedAt >= begins && incident.OpenedAt < ends)
                .OrderByDescending(incident => incident.OpenedAt).Take(MostOfAKind).ToListAsync(cancellation))
            .Select(incident => new EvidenceCandidate(
                new(EvidenceKind.Incident, incident.Id, $"{incident.Title}（{(incident.ClosedAt is null ? "处理中" : "已处理")}）", $"/operations/incidents?id={incident.Id}"),
                RowsShowing(evaluation, EvidenceKind.Incident)));
    }

    private async Task<IEnumerable<EvidenceCandidate>> ImprovementsAsync(Evaluation evaluation, CancellationToken cancellation)
    {
        var (begins, ends) = (evaluation.Begins(), evaluation.Ends());
        return (await data.Improvements.AsNoTracking().Where(one => one.AgencyId == evaluation.AgencyId && one.OpenedAt < ends && (one.ClosedAt == null || one.ClosedAt >= begins))
                .OrderByDescending(one => one.OpenedAt).Take(MostOfAKind).ToListAsync(cancellation))
            .Select(one => new EvidenceCandidate(
                new(EvidenceKind.Improvement, one.Id, $"{one.Title}（{(one.CheckedBy is null ? "办理中" : "已验证")}）", $"/operations/improvements/{one.Id}"),
                RowsShowing(evaluation, EvidenceKind.Improvement)));
    }

    /// <summary>A session has no page in the office; its room's figures stand with the employer.</summary>
    private static string? PageOf(SurveyService service, Guid id) => service switch
    {
        SurveyService.JobFair => $"/operations/fairs/{id}/summary",
        SurveyService.Exam => $"/exam-office/projects/{id}",
        _ => null,
    };

    private static Guid[] RowsShowing(Evaluation evaluation, EvidenceKind kind) => RowsOf(evaluation, point => point.Shows.Contains(kind));

    private static Guid[] RowsOf(Evaluation evaluation, Func<EvaluationPoint, bool> belongs) =>
        [.. evaluation.Rows.Where(row => belongs(EvaluationTemplates.Find(evaluation.Service, row.Clause))).Select(row => row.Id)];
}
