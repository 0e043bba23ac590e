using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Evaluations;
using Pinchang.Contracts.Improvements;
using Pinchang.Data;
using Pinchang.Domain.Evaluations;

namespace Pinchang.Api.Improvements;

/// <summary>Finds what an improvement comes from, among what the caller may read.</summary>
internal static class ImprovementOrigins
{
    public static async Task<Results<Ok<ImprovementOrigin>, ProblemHttpResult>> HandleAsync(
        QueryEnum<ImprovementSource> source, Guid id, CurrentUser user, PinchangContext data, TimeProvider time, CancellationToken cancellation) =>
        await FindAsync(source.Value, id, user, data, time.GetUtcNow(), cancellation) is { } origin
            ? TypedResults.Ok(origin)
            : CommonRefusals.NotFound.ToProblem();

    public static async Task<ImprovementOrigin?> FindAsync(
        ImprovementSource? source, Guid id, CurrentUser user, PinchangContext data, DateTimeOffset now, CancellationToken cancellation)
    {
        var agencyId = user.AgencyId!.Value;
        if (source == ImprovementSource.Evaluation)
        {
            return await EvaluationAsync(id, agencyId, data, cancellation);
        }

        var name = source switch
        {
            ImprovementSource.Survey => await data.Surveys.AsNoTracking().Where(survey => survey.Id == id && survey.AgencyId == agencyId && survey.ClosesAt <= now)
                .Select(survey => survey.Title + " · " + survey.SubjectName).SingleOrDefaultAsync(cancellation),
            ImprovementSource.Complaint => await ComplaintAsync(id, agencyId, user, data, cancellation),
            ImprovementSource.Incident => await data.Incidents.AsNoTracking().Where(incident => incident.Id == id && incident.AgencyId == agencyId)
                .Select(incident => incident.Title).SingleOrDefaultAsync(cancellation),
            _ => null,
        };
        return name is null ? null : new(source!.Value, id, name);
    }

    private static async Task<ImprovementOrigin?> EvaluationAsync(Guid rowId, Guid agencyId, PinchangContext data, CancellationToken cancellation)
    {
        var evaluation = await data.Evaluations.AsNoTracking().Include(evaluation => evaluation.Rows.Where(row => row.Id == rowId))
            .SingleOrDefaultAsync(evaluation => evaluation.AgencyId == agencyId && evaluation.Rows.Any(row => row.Id == rowId), cancellation);
        if (evaluation?.Rows is not [{ Grade: EvaluationGrade.NotConforming or EvaluationGrade.Partly } row])
        {
            return null;
        }

        var point = EvaluationTemplates.Find(evaluation.Service, row.Clause);
        return new(ImprovementSource.Evaluation, rowId, $"{point.Title}（{evaluation.From:yyyy-MM-dd} 至 {evaluation.Until:yyyy-MM-dd} 评价）", $"{point.Title}：整改", row.Remark);
    }

    /// <summary>By its number only: what it says stays with those who may read it.</summary>
    private static async Task<string?> ComplaintAsync(Guid id, Guid agencyId, CurrentUser user, PinchangContext data, CancellationToken cancellation)
    {
        var complaint = await data.Complaints.AsNoTracking().SingleOrDefaultAsync(complaint => complaint.Id == id && complaint.AgencyId == agencyId, cancellation);
        return complaint is null || !user.May(Access.ReadComplaints) || complaint.WhyNotBy(user.Id) is not null ? null : complaint.Number;
    }
}
