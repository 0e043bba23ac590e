using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Complaints;
using Pinchang.Data;
using Pinchang.Domain;
using Pinchang.Domain.Complaints;

namespace Pinchang.Api.Complaints;

/// <summary>Somebody complains: it gets a number, a code and promised times, and the desk is told.</summary>
internal static class MakeComplaint
{
    private const int BadFaithDays = 90;
    private const int BadFaithMost = 3;

    public static async Task<Results<Ok<FiledComplaint>, ProblemHttpResult>> HandleAsync(
        FileComplaint body, HttpContext http, CurrentUser user, PinchangContext data, ComplaintSubjects subjects, ComplaintCodes codes,
        ComplaintTelling telling, IConfiguration configuration, CancellationToken cancellation)
    {
        if (!Guid.TryParse(http.Request.Headers[Idempotency.Header], out var key) || key == Guid.Empty)
        {
            return CommonRefusals.IdempotencyKeyMissing.ToProblem();
        }

        var now = ReceivedAt.Of(http);
        var mark = codes.MarkOf(user, Caller.Of(http).Address, now);
        await using var transaction = await data.Database.BeginTransactionAsync(cancellation);
        await data.LockAsync($"complaints of {Convert.ToHexString(mark)}", cancellation);
        if (await data.Complaints.IgnoreQueryFilters().AsNoTracking().SingleOrDefaultAsync(made => made.SubmissionKey == key, cancellation) is { } earlier)
        {
            return IsSame(earlier, body) ? Told(earlier, codes) : CommonRefusals.IdempotencyKeyReused.ToProblem();
        }

        if (await subjects.FindAsync(body.SubjectKind, body.SubjectId, body.MessageId, cancellation) is not { } about)
        {
            return ComplaintRefusals.SubjectUnknown.On("subjectId").ToProblem();
        }

        var (id, number) = (Guid.CreateVersion7(now), await NextNumberAsync(data, now, cancellation));
        var outcome = Complaint.File(new(id, key, number, Guid.CreateVersion7(now), about, new(user.IdOrNull, mark, codes.Seal)), body, now);
        if (!outcome.IsAccepted)
        {
            return outcome.Refusal.ToProblem();
        }

        var complaint = outcome.Value;
        if (await WhyNotAsync(complaint, data, configuration, now, cancellation) is { } refusal)
        {
            return refusal.ToProblem();
        }

        data.Complaints.Add(complaint);
        await telling.MadeAsync(complaint, codes.CodeOf(id), cancellation);
        await data.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(CancellationToken.None);
        return Told(complaint, codes);
    }

    /// <summary>What keeps the desk from being flooded: a number a day, the same words once, and less for who was found in bad faith.</summary>
    private static async Task<Refusal?> WhyNotAsync(Complaint complaint, PinchangContext data, IConfiguration configuration, DateTimeOffset now, CancellationToken cancellation)
    {
        var today = data.Complaints.IgnoreQueryFilters().AsNoTracking().Where(made => made.Mark == complaint.Mark);
        if (await today.Where(made => made.SubjectId == complaint.SubjectId && made.Text == complaint.Text && made.State != ComplaintState.Withdrawn)
            .OrderBy(made => made.SubmittedAt).Select(made => made.Number).FirstOrDefaultAsync(cancellation) is { } same)
        {
            return ComplaintRefusals.Duplicate.With(same);
        }

        var since = now.AddDays(-BadFaithDays);
        var badFaith = complaint.ComplainantId is { } person
            ? await data.Complaints.IgnoreQueryFilters().CountAsync(made => made.ComplainantId == person && made.BadFaith && made.SubmittedAt > since, cancellation)
            : 0;
        var most = badFaith >= BadFaithMost ? 1 : configuration.GetValue("Limits:ComplaintsPerDay", 8);
        return await today.CountAsync(cancellation) >= most ? ComplaintRefusals.TooManyToday.With(most.ToString(CultureInfo.InvariantCulture)) : null;
    }

    private static async Task<string> NextNumberAsync(PinchangContext data, DateTimeOffset now, CancellationToken cancellation)
    {
        var next = await data.Database.SqlQuery<long>($"SELECT nextval('compliance.complaint_numbers') AS \"Value\"").SingleAsync(cancellation);
        return string.Create(CultureInfo.InvariantCulture, $"TS{ChinaTime.DateOf(now):yyMMdd}{next:D5}");
    }

    private static bool IsSame(Complaint made, FileComplaint again) =>
        made.Kind == again.Kind && made.SubjectKind == again.SubjectKind && made.SubjectId == again.SubjectId && made.Text == WrittenText.Tidy(again.Text);

    private static Ok<FiledComplaint> Told(Complaint complaint, ComplaintCodes codes) =>
        TypedResults.Ok(new FiledComplaint(complaint.Number, codes.CodeOf(complaint.Id), complaint.DueAt ?? complaint.SubmittedAt, complaint.AnswerBy));
}
