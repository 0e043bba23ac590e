using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Contracts.Complaints;
using Pinchang.Data;
using Pinchang.Domain.Complaints;

namespace Pinchang.Api.Complaints;

/// <summary>The complainant sees what was done, in words for them; who did it and what they noted among themselves is the desk's.</summary>
internal static class GetComplaintStatus
{
    public static async Task<Results<Ok<ComplaintStatus>, ProblemHttpResult>> HandleAsync(
        string number, ComplaintDoor door, PinchangContext data, TimeProvider time, CancellationToken cancellation) =>
        await door.EnterAsync(number, cancellation) is { } complaint
            ? TypedResults.Ok(await data.ToStatusAsync(complaint, time.GetUtcNow(), cancellation))
            : ComplaintRefusals.CodeWrong.ToProblem();

    public static async Task<ComplaintStatus> ToStatusAsync(this PinchangContext data, Complaint complaint, DateTimeOffset now, CancellationToken cancellation)
    {
        var entries = await data.ComplaintEntries.AsNoTracking().Where(entry => entry.ComplaintId == complaint.Id)
            .OrderBy(entry => entry.At).ThenBy(entry => entry.Id).ToListAsync(cancellation);
        return new()
        {
            Number = complaint.Number,
            Kind = complaint.Kind,
            SubjectKind = complaint.SubjectKind,
            SubjectName = complaint.SubjectIsPublic ? complaint.SubjectName : null,
            Text = complaint.Text,
            State = complaint.State,
            SubmittedAt = complaint.SubmittedAt,
            DueAt = complaint.DueAt,
            Outcome = complaint.Outcome,
            Answer = complaint.Answer,
            AnsweredAt = complaint.AnsweredAt,
            Rating = complaint.Rating,
            MayAdd = complaint.MayAdd,
            MayRate = complaint.MayRate,
            MayReopen = complaint.WhyNotReopen(now) is null,
            MayWithdraw = complaint.MayWithdraw,
            Progress =
            [
                .. entries.Where(entry => entry.IsPublic)
                    .Select(entry => new ComplaintProgress(entry.Step, entry.At, entry.Step == ComplaintStep.Merged ? null : entry.Text, entry.ByComplainant)),
            ],
            Files = [.. complaint.Files.OrderBy(file => file.AddedAt).Select(file => new ComplaintFileSummary(file.Id, file.Name, file.Size))],
        };
    }
}

/// <summary>What somebody complained about under their own name.</summary>
internal static class ListOwnComplaints
{
    private const int Most = 100;

    public static async Task<Ok<OwnComplaint[]>> HandleAsync(CurrentUser user, PinchangContext data, CancellationToken cancellation)
    {
        var own = await data.Complaints.IgnoreQueryFilters().AsNoTracking().Where(complaint => complaint.ComplainantId == user.Id)
            .OrderByDescending(complaint => complaint.SubmittedAt).Take(Most)
            .Select(complaint => new OwnComplaint(
                complaint.Number, complaint.Kind, complaint.SubjectIsPublic ? complaint.SubjectName : null, complaint.State, complaint.SubmittedAt))
            .ToArrayAsync(cancellation);
        return TypedResults.Ok(own);
    }
}
