using System.Security.Cryptography;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Orleans;
using Pinchang.Api.Exams.Projects;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Exams;
using Pinchang.Data;
using Pinchang.Data.Exams;
using Pinchang.Domain.Exams.Papers;
using Pinchang.Domain.Exams.Sittings;

namespace Pinchang.Api.Exams.Sittings;

/// <summary>Gives each approved registration that does not sit for the paper yet a session with its own draw of it.</summary>
internal static class ArrangeSessions
{
    public static async Task<Results<Ok<ArrangementResult>, ProblemHttpResult>> HandleAsync(
        Guid id,
        CommandContext command,
        PinchangContext data,
        ExamAccess access,
        [FromServices] IPaperVault vault,
        IGrainFactory grains,
        CancellationToken cancellation)
    {
        var sitting = await data.Sittings.AsNoTracking().SingleOrDefaultAsync(sitting => sitting.Id == id, cancellation);
        var refusal = sitting is null ? SittingRefusals.NotFound
            : await access.RequireAsync(sitting.ProjectId, Roles.ExamOfficer)
            ?? (command.ReceivedAt >= sitting.LatestEntryAt ? SittingRefusals.Over : null);
        if (refusal is not null)
        {
            return refusal.ToProblem();
        }

        // One arrangement of the project at a time: the unique key would refuse the second, this lets it find nobody left.
        await data.LockExamProjectAsync(sitting!.ProjectId, cancellation);
        if (await vault.FindOutlineAsync(sitting.PaperId, cancellation) is not { } outline)
        {
            return SittingRefusals.PaperForeign.ToProblem();
        }

        var arranged = await SittingArrangement.ArrangeAsync(data, sitting, outline, command.ReceivedAt, cancellation);
        var total = await data.ExamSessions.CountAsync(session => session.SittingId == id, cancellation);
        if (total == 0)
        {
            return SittingRefusals.NobodyToArrange.ToProblem();
        }

        command.AfterCommit(_ => grains.GetGrain<IInvigilationGrain>(id).PlanChanged());
        return TypedResults.Ok(new ArrangementResult(arranged, total));
    }
}

internal static class SittingArrangement
{
    /// <summary>In the order of ticket numbers; a registration sits once for each paper of its project.</summary>
    public static async Task<int> ArrangeAsync(
        PinchangContext data, Sitting sitting, PaperOutline outline, DateTimeOffset now, CancellationToken cancellation)
    {
        var candidates = await data.Registrations.AsNoTracking()
            .Where(registration => registration.ProjectId == sitting.ProjectId
                && registration.State == RegistrationState.Approved && registration.TicketNumber != null
                && !data.ExamSessions.Any(session => session.PaperId == sitting.PaperId && session.RegistrationId == registration.Id))
            .OrderBy(registration => registration.TicketNumber)
            .Select(registration => new Examinee(registration.Id, registration.CandidateId, registration.CandidateName, registration.TicketNumber!))
            .ToArrayAsync(cancellation);
        var seated = await data.ExamSessions.CountAsync(session => session.SittingId == sitting.Id, cancellation);
        data.ExamSessions.AddRange(candidates.Select((candidate, place) => ArrangedSession.Arrange(
            Guid.CreateVersion7(now), sitting, candidate, seated + place + 1, outline, Convert.ToHexString(RandomNumberGenerator.GetBytes(16)), now)));
        await data.SaveChangesAsync(cancellation);
        return candidates.Length;
    }
}
