using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Resumes;
using Pinchang.Data;
using Pinchang.Domain.Resumes;

namespace Pinchang.Api.Resumes;

internal static class KeepResume
{
    public static async Task<Results<Ok<ResumeDetails>, ProblemHttpResult>> HandleAsync(
        SaveResume body, CurrentUser user, HttpContext http, PinchangContext data, CancellationToken cancellation)
    {
        await using var transaction = await data.Database.BeginTransactionAsync(cancellation);
        var outcome = await KeepAsync(data, user.Id, body, ReceivedAt.Of(http), cancellation);
        if (!outcome.IsAccepted)
        {
            return outcome.Refusal.ToProblem();
        }

        await data.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return TypedResults.Ok(await outcome.Value.ShapeAsync(data, cancellation));
    }

    /// <summary>Puts the résumé into the current transaction; the caller saves.</summary>
    public static async Task<Outcome<Resume>> KeepAsync(
        PinchangContext data, Guid candidateId, SaveResume body, DateTimeOffset now, CancellationToken cancellation)
    {
        if (body.AttachmentId is { } attachment
            && !await data.Files.AnyAsync(file => file.Id == attachment && file.OwnerId == candidateId && file.Kind == FileKind.Resume, cancellation))
        {
            return CommonRefusals.NotFound.On("attachmentId");
        }

        await data.LockAsync($"resume {candidateId}", cancellation);
        if (await data.Resumes.SingleOrDefaultAsync(resume => resume.CandidateId == candidateId, cancellation) is { } kept)
        {
            return kept.Save(body, now);
        }

        var outcome = Resume.Begin(candidateId, body, now);
        if (outcome.IsAccepted)
        {
            data.Resumes.Add(outcome.Value);
        }

        return outcome;
    }
}
