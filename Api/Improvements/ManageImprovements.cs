using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Improvements;
using Pinchang.Data;
using Pinchang.Domain.Improvements;
using Pinchang.Domain.Notify;

namespace Pinchang.Api.Improvements;

/// <summary>The steps of an improvement, and who is told of each.</summary>
internal sealed class ManageImprovements(CurrentUser user, CommandContext command, PinchangContext data, IOutbox outbox)
{
    private CurrentUser User => user;

    private PinchangContext Data => data;

    private ImprovementBy By => new(Guid.CreateVersion7(command.ReceivedAt), user.Id, command.ReceivedAt);

    public static async Task<Results<Ok<ImprovementDetails>, ProblemHttpResult>> OpenAsync(OpenImprovement body, ManageImprovements manage, CancellationToken cancellation)
    {
        var by = manage.By;
        var origin = body.SourceId is { } id ? await ImprovementOrigins.FindAsync(body.Source, id, manage.User, manage.Data, by.At, cancellation) : null;
        if (body.SourceId is not null && origin is null)
        {
            return ImprovementRefusals.OriginUnknown.On("sourceId").ToProblem();
        }

        if (!await manage.MayOwnAsync(body.OwnerId, cancellation))
        {
            return ImprovementRefusals.OwnerUnknown.On("ownerId").ToProblem();
        }

        var outcome = Improvement.Open(manage.User.AgencyId!.Value, body, origin, by);
        if (!outcome.IsAccepted)
        {
            return outcome.Refusal.ToProblem();
        }

        manage.Data.Improvements.Add(outcome.Value);
        manage.TellOwner(outcome.Value, Notices.ImprovementAssigned(outcome.Value.Title, DayOf(outcome.Value)));
        return await manage.KeepAsync(outcome.Value, cancellation);
    }

    public static async Task<Results<Ok<ImprovementDetails>, ProblemHttpResult>> PlanAsync(Guid id, PlanImprovement body, ManageImprovements manage, CancellationToken cancellation)
    {
        var improvement = await manage.LockAsync(id, cancellation);
        if (improvement is null)
        {
            return CommonRefusals.NotFound.ToProblem();
        }

        var (owner, due) = (improvement.OwnerId, improvement.DueOn);
        if (body.OwnerId != owner && !await manage.MayOwnAsync(body.OwnerId, cancellation))
        {
            return ImprovementRefusals.OwnerUnknown.On("ownerId").ToProblem();
        }

        var outcome = improvement.Plan(body, manage.User.May(Access.ManageImprovements), manage.By);
        if (!outcome.IsAccepted)
        {
            return outcome.Refusal.ToProblem();
        }

        if (improvement.OwnerId != owner || improvement.DueOn != due)
        {
            manage.TellOwner(improvement, Notices.ImprovementAssigned(improvement.Title, DayOf(improvement)));
        }

        return await manage.KeepAsync(improvement, cancellation);
    }

    public static Task<Results<Ok<ImprovementDetails>, ProblemHttpResult>> ReportAsync(Guid id, ReportImprovement body, ManageImprovements manage, CancellationToken cancellation) =>
        manage.StepAsync(id, improvement => improvement.Report(body, manage.By), manage.TellCheckersAsync, cancellation);

    public static Task<Results<Ok<ImprovementDetails>, ProblemHttpResult>> CheckAsync(Guid id, CheckImprovement body, ManageImprovements manage, CancellationToken cancellation) =>
        manage.StepAsync(
            id,
            improvement => improvement.Check(body, manage.By),
            (improvement, _) => manage.TellOwnerAsync(
                improvement,
                body.Effective ? Notices.ImprovementVerified(improvement.Title) : Notices.ImprovementReturned(improvement.Title, DayOf(improvement), body.Text.Trim())),
            cancellation);

    public static Task<Results<Ok<ImprovementDetails>, ProblemHttpResult>> CancelAsync(Guid id, CancelImprovement body, ManageImprovements manage, CancellationToken cancellation) =>
        manage.StepAsync(
            id,
            improvement => improvement.Cancel(body, manage.By),
            (improvement, _) => manage.TellOwnerAsync(improvement, Notices.ImprovementCancelled(improvement.Title, body.Reason.Trim())),
            cancellation);

    public static string DayOf(Improvement improvement) => improvement.DueOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string PageOf(Improvement improvement) => $"/operations/improvements/{improvement.Id}";

    private async Task<Results<Ok<ImprovementDetails>, ProblemHttpResult>> StepAsync(
        Guid id, Func<Improvement, Outcome<Improvement>> step, Func<Improvement, CancellationToken, Task> tell, CancellationToken cancellation)
    {
        var improvement = await LockAsync(id, cancellation);
        if (improvement is null)
        {
            return CommonRefusals.NotFound.ToProblem();
        }

        var outcome = step(improvement);
        if (!outcome.IsAccepted)
        {
            return outcome.Refusal.ToProblem();
        }

        await tell(improvement, cancellation);
        return await KeepAsync(improvement, cancellation);
    }

    private async Task<Improvement?> LockAsync(Guid id, CancellationToken cancellation)
    {
        await data.LockAsync($"improvement {id}", cancellation);
        return await data.FindImprovementAsync(id, user, cancellation);
    }

    private async Task<Results<Ok<ImprovementDetails>, ProblemHttpResult>> KeepAsync(Improvement improvement, CancellationToken cancellation)
    {
        await data.SaveChangesAsync(cancellation);
        return TypedResults.Ok(await data.ToDetailsAsync(improvement, user, command.ReceivedAt, cancellation));
    }

    private Task<bool> MayOwnAsync(Guid ownerId, CancellationToken cancellation) =>
        data.ImprovementOwners(user.AgencyId!.Value).AnyAsync(person => person == ownerId, cancellation);

    private Task TellOwnerAsync(Improvement improvement, Notice notice)
    {
        TellOwner(improvement, notice);
        return Task.CompletedTask;
    }

    /// <summary>Nobody is told of what they have just done themselves.</summary>
    private void TellOwner(Improvement improvement, Notice notice)
    {
        if (improvement.OwnerId != user.Id)
        {
            outbox.Enqueue(notice.To(improvement.OwnerId, PageOf(improvement), improvement.AgencyId));
        }
    }

    private async Task TellCheckersAsync(Improvement improvement, CancellationToken cancellation)
    {
        foreach (var person in await data.ImprovementCheckers(improvement.AgencyId).Where(person => person != improvement.OwnerId).ToListAsync(cancellation))
        {
            outbox.Enqueue(Notices.ImprovementToCheck(improvement.Title).To(person, PageOf(improvement), improvement.AgencyId));
        }
    }
}
