using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Exams.Projects;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Exams;
using Pinchang.Data;
using Pinchang.Domain.Exams.Papers;

namespace Pinchang.Api.Exams.Papers;

internal static class GetSecrecyAgreement
{
    public static async Task<Results<Ok<SecrecyAgreementDetails>, ProblemHttpResult>> HandleAsync(
        Guid projectId, CurrentUser user, ExamAccess access, PinchangContext data, CancellationToken cancellation)
    {
        if (await access.RequireAsync(projectId, Roles.Exam) is { } refusal)
        {
            return refusal.ToProblem();
        }

        var signedAt = await data.SecrecyAgreements
            .Where(agreement => agreement.ProjectId == projectId && agreement.UserId == user.Id && agreement.Version == SecrecyRules.Version)
            .Select(agreement => (DateTimeOffset?)agreement.SignedAt)
            .SingleOrDefaultAsync(cancellation);
        return TypedResults.Ok(new SecrecyAgreementDetails(SecrecyRules.Version, SecrecyRules.Title, SecrecyRules.Clauses, signedAt));
    }
}

/// <summary>Somebody of an exam signs its secrecy rules; a second signature under the same version changes nothing.</summary>
internal static class SignSecrecy
{
    public static async Task<Results<Ok<Done>, ProblemHttpResult>> HandleAsync(
        Guid projectId, SignSecrecyAgreement body, CurrentUser user, CommandContext command, ExamAccess access, PinchangContext data, CancellationToken cancellation)
    {
        if (await access.RequireAsync(projectId, Roles.Exam) is { } refusal)
        {
            return refusal.ToProblem();
        }

        var outcome = SecrecyAgreement.Sign(projectId, user.Id, user.Name, body, command.ReceivedAt);
        if (!outcome.IsAccepted)
        {
            return outcome.Refusal.ToProblem();
        }

        await data.LockAsync($"secrecy {projectId} {user.Id}", cancellation);
        if (!await data.SecrecyAgreements.AnyAsync(
            agreement => agreement.ProjectId == projectId && agreement.UserId == user.Id && agreement.Version == body.Version, cancellation))
        {
            data.SecrecyAgreements.Add(outcome.Value);
            await data.SaveChangesAsync(cancellation);
        }

        return TypedResults.Ok(Done.Instance);
    }
}
