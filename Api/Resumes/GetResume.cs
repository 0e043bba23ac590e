using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Resumes;
using Pinchang.Data;
using Pinchang.Domain.Resumes;

namespace Pinchang.Api.Resumes;

internal static class GetResume
{
    public static async Task<Results<Ok<ResumeDetails>, ProblemHttpResult>> HandleAsync(
        CurrentUser user, PinchangContext data, CancellationToken cancellation)
    {
        var resume = await data.Resumes.AsNoTracking().SingleOrDefaultAsync(resume => resume.CandidateId == user.Id, cancellation);
        return resume is null ? CommonRefusals.NotFound.ToProblem() : TypedResults.Ok(await resume.ShapeAsync(data, cancellation));
    }

    public static async Task<ResumeDetails> ShapeAsync(this Resume resume, PinchangContext data, CancellationToken cancellation) => new()
    {
        Content = resume.Content,
        AttachmentName = await data.NameOfFileAsync(resume.Content.AttachmentId, cancellation),
        Version = resume.Version,
        UpdatedAt = resume.UpdatedAt,
        IsComplete = resume.IsComplete,
    };

    public static async Task<string?> NameOfFileAsync(this PinchangContext data, Guid? fileId, CancellationToken cancellation) =>
        fileId is null ? null : await data.Files.Where(file => file.Id == fileId).Select(file => file.Name).SingleOrDefaultAsync(cancellation);
}
