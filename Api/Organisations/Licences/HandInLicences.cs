using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Organisations;
using Pinchang.Contracts.Resumes;
using Pinchang.Data;
using Pinchang.Domain;
using Pinchang.Domain.Organisations;

namespace Pinchang.Api.Organisations.Licences;

/// <summary>A licence is handed in with its scan, and gives nothing until somebody has looked at it.</summary>
internal static class HandInLicences
{
    public static Task<Results<Ok<LicenceDetails>, ProblemHttpResult>> ByEmployerAsync(
        HandInLicence body, CurrentUser user, CommandContext command, PinchangContext data, CancellationToken cancellation) =>
        user is { AgencyId: { } agencyId, EmployerId: { } employerId }
            ? KeepAsync(new(agencyId, employerId), body, user, command, data, cancellation)
            : NobodyAsync();

    public static Task<Results<Ok<LicenceDetails>, ProblemHttpResult>> ByAgencyAsync(
        HandInLicence body, CurrentUser user, CommandContext command, PinchangContext data, CancellationToken cancellation) =>
        user.AgencyId is { } agencyId ? KeepAsync(new(agencyId, null), body, user, command, data, cancellation) : NobodyAsync();

    private static async Task<Results<Ok<LicenceDetails>, ProblemHttpResult>> KeepAsync(
        LicenceHolder holder, HandInLicence body, CurrentUser user, CommandContext command, PinchangContext data, CancellationToken cancellation)
    {
        var now = command.ReceivedAt;
        var outcome = Licence.HandIn(Guid.CreateVersion7(now), holder, user.Id, body, now);
        if (!outcome.IsAccepted)
        {
            return outcome.Refusal.ToProblem();
        }

        if (!await data.Files.AnyAsync(file => file.Id == body.FileId && file.OwnerId == user.Id && file.Kind == FileKind.Licence, cancellation))
        {
            return CommonRefusals.NotFound.On("fileId").ToProblem();
        }

        data.Licences.Add(outcome.Value);
        await data.SaveChangesAsync(cancellation);
        return TypedResults.Ok(await data.ReadLicenceAsync(outcome.Value.Id, ChinaTime.DateOf(now), cancellation));
    }

    private static Task<Results<Ok<LicenceDetails>, ProblemHttpResult>> NobodyAsync() =>
        Task.FromResult<Results<Ok<LicenceDetails>, ProblemHttpResult>>(CommonRefusals.NotFound.ToProblem());
}
