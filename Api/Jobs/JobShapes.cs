using Microsoft.EntityFrameworkCore;
using Pinchang.Contracts.Jobs;
using Pinchang.Data;
using Pinchang.Data.Jobs;
using Pinchang.Domain.Jobs;

namespace Pinchang.Api.Jobs;

/// <summary>A job as its employer and reviewers see it: the newest text, where it stands, and how many applied.</summary>
internal static class JobShapes
{
    public static IQueryable<InsidersJob> ForInsiders(this IQueryable<JobWithText> jobs, PinchangContext data) =>
        jobs.Select(row => new InsidersJob { Row = row, Applications = data.Applications.Count(application => application.JobId == row.Job.Id) });

    public static async Task<JobDetails> ReadForInsidersAsync(this PinchangContext data, Guid id, CancellationToken cancellation) =>
        (await data.WithNewestText().Where(row => row.Job.Id == id).ForInsiders(data).SingleAsync(cancellation)).ToDetails();
}

internal sealed class InsidersJob
{
    public required JobWithText Row { get; init; }

    public required int Applications { get; init; }

    public JobDetails ToDetails() => new()
    {
        Summary = Row.ToSummary(Row.Job.State),
        Posting = Row.Version.Posting,
        Version = Row.Version.Number,
        DecisionReason = Row.Version.DecisionReason,
        Marks = JobScreening.Read(Row.Version.Posting),
        UpdatedAt = Row.Job.UpdatedAt,
        Applications = Applications,
    };
}
