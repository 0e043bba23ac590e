using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Orleans;
using Pinchang.Api.Exams.Projects;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Exams;
using Pinchang.Data;
using Pinchang.Domain;
using Pinchang.Domain.Exams.Sittings;

namespace Pinchang.Api.Exams.Sittings;

/// <summary>More time, for one candidate or for all.</summary>
internal static class ExtendTime
{
    private const int LongestReason = 500;

    public static async Task<Results<Ok<ExamSessionView>, ProblemHttpResult>> SessionAsync(
        Guid id, ExtendRequest request, CurrentUser user, CommandContext command, PinchangContext data, ExamAccess access, IGrainFactory grains)
    {
        var refusal = await SessionStaff.RequireAsync(id, data, access, Roles.Invigilator, Roles.ExamOfficer)
            ?? Check(request);
        return refusal is not null
            ? refusal.ToProblem()
            : (await grains.GetGrain<IExamSessionGrain>(id).Extend(
                new(command.Key, user.ToActor(), request.Minutes, request.Reason.Trim(), command.ReceivedAt))).ToResult();
    }

    public static async Task<Results<Ok<SittingDetails>, ProblemHttpResult>> SittingAsync(
        Guid id,
        ExtendRequest request,
        CurrentUser user,
        CommandContext command,
        PinchangContext data,
        ExamAccess access,
        IGrainFactory grains,
        [FromServices] ISittingSchedules schedules,
        CancellationToken cancellation)
    {
        // Two officers at once: each extension counts, so the second adds to the first.
        var sitting = await data.Sittings.FromSql($"SELECT * FROM exams.sittings WHERE id = {id} FOR UPDATE").SingleOrDefaultAsync(cancellation);
        if (sitting is null)
        {
            return SittingRefusals.NotFound.ToProblem();
        }

        var refusal = await access.RequireAsync(sitting.ProjectId, Roles.ExamOfficer)
            ?? Check(request)
            ?? sitting.Extend(request.Minutes, command.ReceivedAt);
        if (refusal is not null)
        {
            return refusal.ToProblem();
        }

        data.SittingExtensions.Add(new(command.Key, id, request.Minutes * 60, request.Reason.Trim(), user.Id, command.ReceivedAt));
        await data.SaveChangesAsync(cancellation);
        command.AfterCommit(async _ =>
        {
            // Sessions here know it with the next call; elsewhere within seconds. The wall tells the candidates.
            await schedules.ReadAsync(id);
            await grains.GetGrain<IInvigilationGrain>(id).PlanChanged();
        });
        return TypedResults.Ok(await SittingShapes.DetailsAsync(data, sitting, cancellation));
    }

    private static Refusal? Check(ExtendRequest request) =>
        request.Minutes is < 1 or > Sitting.MostExtraMinutes
            ? CommonRefusals.OutOfRange.With("1", Sitting.MostExtraMinutes.ToString(CultureInfo.InvariantCulture)).On("minutes")
            : WrittenText.Check(request.Reason, LongestReason, "reason", required: true, lines: true);
}
