using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Orleans;
using Pinchang.Api.Hosting;
using Pinchang.Api.Organisations.Licences;
using Pinchang.Api.Staff;
using Pinchang.Contracts;
using Pinchang.Contracts.Fairs;
using Pinchang.Contracts.Jobs;
using Pinchang.Contracts.Staff;
using Pinchang.Data;
using Pinchang.Domain.Fairs;
using Pinchang.Domain.Notify;

namespace Pinchang.Api.Fairs.Admission;

/// <summary>JF-8.3.1-emp: employers register with jobs and people; a booth opens only with the approval.</summary>
internal static class Exhibitors
{
    public static async Task<Results<Ok<ExhibitorChoices>, ProblemHttpResult>> ChoicesAsync(
        Guid id, CurrentUser user, PinchangContext data, FairAccess access, ExhibitorShapes shapes, StaffPlanner planner, CancellationToken cancellation)
    {
        if (user.EmployerId is not { } employerId || await access.FindVisibleAsync(id, cancellation) is not { } fair || fair.AgencyId != user.AgencyId)
        {
            return FairRefusals.NotFound.ToProblem();
        }

        var jobs = await data.Jobs.Where(job => job.EmployerId == employerId && job.ClosedAt == null).OrderByDescending(job => job.Id)
            .Select(job => job.Id).Take(200).ToArrayAsync(cancellation);
        var staff = await shapes.FindStaffAsync(employerId, cancellation);
        var planned = await planner.ReadAsync(fair.AgencyId, [.. staff.Select(person => person.UserId)], cancellation);
        return TypedResults.Ok(new ExhibitorChoices(
            [.. (await data.ReadNewestJobsAsync(jobs, cancellation)).Where(job => job.State is JobState.Approved or JobState.Submitted)],
            [.. staff.Select(person => person with { Lacks = planned.LacksOf(person.UserId, Duty.AttendBooth) })]));
    }

    public static async Task<Results<Ok<ExhibitorDetails>, ProblemHttpResult>> RegisterAsync(
        Guid id,
        RegisterExhibitor body,
        CurrentUser user,
        CommandContext command,
        PinchangContext data,
        FairAccess access,
        LicenceDoors licences,
        ExhibitorShapes shapes,
        CancellationToken cancellation)
    {
        if (user.EmployerId is not { } employerId || await access.FindVisibleAsync(id, cancellation) is not { } fair || fair.AgencyId != user.AgencyId)
        {
            return FairRefusals.NotFound.ToProblem();
        }

        if (await licences.WhyNoBoothAsync(fair, employerId, command.ReceivedAt, cancellation) is { } unlicensed)
        {
            return unlicensed.ToProblem();
        }

        await data.LockAsync($"exhibitor {id} {employerId}", cancellation);
        await data.Database.ExecuteSqlAsync($"SELECT FROM fairs.exhibitors WHERE fair_id = {id} AND employer_id = {employerId} FOR UPDATE", cancellation);
        var means = await shapes.FindMeansAsync(employerId, cancellation);
        var known = await data.Exhibitors.SingleOrDefaultAsync(exhibitor => exhibitor.FairId == id && exhibitor.EmployerId == employerId, cancellation);
        var outcome = known is null
            ? Exhibitor.Register(Guid.CreateVersion7(command.ReceivedAt), fair, employerId, user.Id, body, means, command.ReceivedAt)
            : known.Resubmit(fair, user.Id, body, means, command.ReceivedAt);
        if (outcome.Refusal is { } refusal)
        {
            return refusal.ToProblem();
        }

        if (known is null)
        {
            data.Exhibitors.Add(outcome.Value!);
        }

        await data.SaveChangesAsync(cancellation);
        return TypedResults.Ok(await shapes.ReadAsync(outcome.Value!, cancellation));
    }

    public static async Task<Results<Ok<ExhibitorDetails[]>, ProblemHttpResult>> ListAsync(
        Guid id,
        PinchangContext data,
        FairAccess access,
        ExhibitorShapes shapes,
        QueryEnum<FairRegistrationState>? state = null,
        CancellationToken cancellation = default)
    {
        if (await access.FindOwnAsync(id, cancellation) is null)
        {
            return FairRefusals.NotFound.ToProblem();
        }

        var wanted = state?.Value;
        var exhibitors = await data.Exhibitors.AsNoTracking()
            .Where(exhibitor => exhibitor.FairId == id && (wanted == null || exhibitor.State == wanted))
            .OrderBy(exhibitor => exhibitor.SubmittedAt)
            .Take(500)
            .ToArrayAsync(cancellation);
        return TypedResults.Ok(await shapes.ReadAsync(exhibitors, cancellation));
    }

    public static async Task<Results<Ok<ExhibitorDetails>, ProblemHttpResult>> DecideAsync(
        Guid id,
        DecideExhibitor body,
        CurrentUser user,
        CommandContext command,
        PinchangContext data,
        FairAccess access,
        LicenceDoors licences,
        ExhibitorShapes shapes,
        IOutbox outbox,
        CancellationToken cancellation)
    {
        if (await access.FindOwnAsync(id, cancellation) is not { } fair)
        {
            return FairRefusals.NotFound.ToProblem();
        }

        await data.Database.ExecuteSqlAsync($"SELECT FROM fairs.exhibitors WHERE id = {body.ExhibitorId} FOR UPDATE", cancellation);
        if (await data.Exhibitors.SingleOrDefaultAsync(exhibitor => exhibitor.Id == body.ExhibitorId && exhibitor.FairId == id, cancellation) is not { } exhibitor)
        {
            return FairRefusals.ExhibitorNotFound.ToProblem();
        }

        var means = await shapes.FindMeansAsync(exhibitor.EmployerId, cancellation);
        if ((exhibitor.Decide(body, means, user.Id, command.ReceivedAt).Refusal
            ?? (body.Approved ? await licences.WhyNoBoothAsync(fair, exhibitor.EmployerId, command.ReceivedAt, cancellation) : null)
            ?? (body.Approved ? await OpenBoothAsync(fair, exhibitor, body, data, command.ReceivedAt, cancellation) : null)) is { } refusal)
        {
            return refusal.ToProblem();
        }

        var number = data.Booths.Local.FirstOrDefault(booth => booth.ExhibitorId == exhibitor.Id)?.Number;
        outbox.Enqueue((number is not null ? Notices.ExhibitorApproved(fair.Name, number) : Notices.ExhibitorRefused(fair.Name, exhibitor.DecisionReason!))
            .To(exhibitor.AuthorId, $"/recruiting/fairs/{id}", fair.AgencyId));
        await data.SaveChangesAsync(cancellation);
        return TypedResults.Ok(await shapes.ReadAsync(exhibitor, cancellation));
    }

    /// <summary>The employer's own booth: jobs and people change at once, for a job is shown only when it is approved by itself.</summary>
    public static async Task<Results<Ok<ExhibitorDetails>, ProblemHttpResult>> RearrangeAsync(
        Guid id,
        ChangeBooth body,
        CurrentUser user,
        PinchangContext data,
        FairAccess access,
        ExhibitorShapes shapes,
        IGrainFactory grains,
        CancellationToken cancellation)
    {
        if (await access.FindBoothAsync(id, cancellation) is not { } door || !door.Recruits(user))
        {
            return FairRefusals.BoothNotFound.ToProblem();
        }

        var exhibitor = await data.Exhibitors.SingleAsync(exhibitor => exhibitor.FairId == door.FairId && exhibitor.EmployerId == door.EmployerId, cancellation);
        var outcome = exhibitor.Rearrange(body, await shapes.FindMeansAsync(door.EmployerId, cancellation));
        if (outcome.Refusal is { } refusal)
        {
            return refusal.ToProblem();
        }

        await data.SaveChangesAsync(cancellation);
        await grains.GetGrain<IBoothGrain>(id).PlanChanged();
        return TypedResults.Ok(await shapes.ReadAsync(exhibitor, cancellation));
    }

    private static async Task<Refusal?> OpenBoothAsync(
        JobFair fair, Exhibitor exhibitor, DecideExhibitor body, PinchangContext data, DateTimeOffset now, CancellationToken cancellation)
    {
        var hall = body.HallId is null ? fair.Halls.MinBy(hall => hall.Position) : fair.Halls.Find(hall => hall.Id == body.HallId);
        if (hall is null)
        {
            return FairRefusals.NoHall.On("hallId");
        }

        var taken = await data.Booths.Where(booth => booth.FairId == fair.Id).Select(booth => booth.Number).ToListAsync(cancellation);
        var number = body.BoothNumber?.Trim();
        if (string.IsNullOrEmpty(number))
        {
            var letter = (char)('A' + (hall.Position % 26));
            number = Enumerable.Range(1, 1_000).Select(place => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{letter}{place:00}")).First(free => !taken.Contains(free));
        }

        if (number.Length > 12 || taken.Contains(number))
        {
            return FairRefusals.BoothNumberTaken.On("boothNumber");
        }

        data.Booths.Add(new()
        {
            Id = Guid.CreateVersion7(now),
            AgencyId = fair.AgencyId,
            FairId = fair.Id,
            HallId = hall.Id,
            ExhibitorId = exhibitor.Id,
            EmployerId = exhibitor.EmployerId,
            Number = number,
            StateSince = now,
        });
        return null;
    }
}
