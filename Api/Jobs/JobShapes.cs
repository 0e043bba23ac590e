using Microsoft.EntityFrameworkCore;
using Pinchang.Contracts.Jobs;
using Pinchang.Data;
using Pinchang.Data.Jobs;
using Pinchang.Domain;
using Pinchang.Domain.Jobs;

namespace Pinchang.Api.Jobs;

/// <summary>A job as its employer and reviewers see it: the newest text, where it stands, and how many applied.</summary>
internal static class JobShapes
{
    public static IQueryable<InsidersJob> ForInsiders(this IQueryable<JobWithText> jobs, PinchangContext data) =>
        from row in jobs
        let last = data.ChannelDecisions.Where(decision => decision.AgencyId == row.Job.AgencyId && decision.Channel == row.Version.Posting.Channel)
            .OrderByDescending(decision => decision.DecidedAt).ThenByDescending(decision => decision.Id).Select(decision => (bool?)decision.Approved).FirstOrDefault()
        select new InsidersJob
        {
            Row = row,
            Applications = data.Applications.Count(application => application.JobId == row.Job.Id),
            Collector = data.Users.Where(person => person.Id == row.Version.AuthorId).Select(person => person.DisplayName).First(),
            Verifier = data.Users.Where(person => person.Id == row.Version.DecidedBy).Select(person => person.DisplayName).FirstOrDefault(),
            ChannelApproved = last ?? row.Version.Posting.Channel == CollectionChannel.OwnAccount,
        };

    public static async Task<JobDetails> ReadForInsidersAsync(this PinchangContext data, Guid id, CancellationToken cancellation) =>
        (await data.WithNewestText().Where(row => row.Job.Id == id).ForInsiders(data).SingleAsync(cancellation)).ToDetails();
}

internal sealed class InsidersJob
{
    public required JobWithText Row { get; init; }

    public required int Applications { get; init; }

    public required string Collector { get; init; }

    public required string? Verifier { get; init; }

    public required bool ChannelApproved { get; init; }

    public JobDetails ToDetails() => new()
    {
        Summary = Row.ToSummary(Row.Job.State),
        Posting = Row.Version.Posting,
        Version = Row.Version.Number,
        DecisionReason = Row.Version.DecisionReason,
        Marks = JobScreening.Read(Row.Version.Posting),
        UpdatedAt = Row.Job.UpdatedAt,
        Applications = Applications,
        Source = new(
            Row.Version.Posting.Channel, ChannelApproved, Row.Version.Posting.Evidence, Row.Version.Posting.CollectedOn ?? ChinaTime.DateOf(Row.Version.WrittenAt), Collector, Verifier,
            Row.Version.DecidedAt),
    };
}
