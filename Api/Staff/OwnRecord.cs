using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Resumes;
using Pinchang.Contracts.Staff;
using Pinchang.Data;
using Pinchang.Domain.Staff;

namespace Pinchang.Api.Staff;

/// <summary>What the caller holds, what is missing for the own duties, and how it is handed in.</summary>
internal static class OwnRecord
{
    public static async Task<Ok<OwnQualifications>> HandleAsync(CurrentUser user, PinchangContext data, StaffDesk desk, AgreementReader agreements, CancellationToken cancellation)
    {
        if (user.AgencyId is not { } agencyId)
        {
            return TypedResults.Ok(new OwnQualifications([], [], []));
        }

        var own = data.StaffQualifications.Where(held => held.UserId == user.Id && held.AgencyId == agencyId);
        var roles = await data.Memberships.Where(member => member.UserId == user.Id && member.AgencyId == agencyId).Select(member => member.Role).Distinct().ToListAsync(cancellation);
        var shelf = await agreements.ReadAsync(agencyId, user.Id, cancellation);
        return TypedResults.Ok(new OwnQualifications(
            desk.Duties(roles, await own.AsNoTracking().ToListAsync(cancellation), shelf.Of(user.Id)), await desk.ItemsAsync(own, cancellation), agreements.Lines(user.Id, roles, shelf)));
    }

    public static async Task<Results<Ok<QualificationDetails>, ProblemHttpResult>> HandInAsync(
        HandInQualification body, CurrentUser user, CommandContext command, PinchangContext data, StaffDesk desk, CancellationToken cancellation)
    {
        if (user.AgencyId is not { } agencyId)
        {
            return StaffRefusals.NoStaff.ToProblem();
        }

        var outcome = StaffQualification.HandIn(Guid.CreateVersion7(command.ReceivedAt), agencyId, user.Id, body, command.ReceivedAt);
        if (!outcome.IsAccepted)
        {
            return outcome.Refusal.ToProblem();
        }

        if (!await data.Files.AnyAsync(file => file.Id == body.FileId && file.OwnerId == user.Id && file.Kind == FileKind.Licence, cancellation))
        {
            return CommonRefusals.NotFound.On("fileId").ToProblem();
        }

        data.StaffQualifications.Add(outcome.Value);
        await data.SaveChangesAsync(cancellation);
        var id = outcome.Value.Id;
        return TypedResults.Ok((await desk.ItemsAsync(data.StaffQualifications.Where(held => held.Id == id), cancellation))[0]);
    }
}
