using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Orleans;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Fairs;
using Pinchang.Data;
using Pinchang.Domain;
using Pinchang.Domain.Fairs;
using Pinchang.Domain.Notify;
using Pinchang.Domain.Screening;

namespace Pinchang.Api.Fairs.Announcing;

/// <summary>
/// JF-8.4: a published fair changes, is cancelled or closed only with a notice: to everybody registered, and as a task for
/// each place where the announcement stands. All of it in one transaction with the fact.
/// </summary>
internal sealed class FairNotices(
    PinchangContext data, FairAccess access, FairDetailsReader reader, IOutbox outbox, CurrentUser user, CommandContext command, IGrainFactory grains)
{
    public static Task<Results<Ok<FairDetails>, ProblemHttpResult>> ChangeAsync(Guid id, ChangeFair body, FairNotices notices, CancellationToken cancellation) =>
        notices.TellAsync(
            id,
            FairNoticeKind.Change,
            body.Reason,
            fair => body.Announcement is null ? CommonRefusals.Malformed.On("announcement") : fair.Change(body.Announcement, body.Ground, notices.Now),
            cancellation,
            body.Ground);

    public static Task<Results<Ok<FairDetails>, ProblemHttpResult>> CancelAsync(Guid id, CancelFair body, FairNotices notices, CancellationToken cancellation) =>
        notices.TellAsync(
            id, FairNoticeKind.Cancellation, body.Reason, fair => Text(fair.Cancel(notices.Now).Refusal, $"“{fair.Name}”已取消。"), cancellation);

    public static Task<Results<Ok<FairDetails>, ProblemHttpResult>> CloseAsync(Guid id, CloseFair body, FairNotices notices, CancellationToken cancellation) =>
        notices.TellAsync(
            id, FairNoticeKind.Closure, body.Reason, fair => Text(fair.Close(notices.Now).Refusal, $"“{fair.Name}”提前结束，正在进行的洽谈不受影响。"), cancellation);

    public static async Task<Results<Ok<FairNotice>, ProblemHttpResult>> BroadcastAsync(
        Guid id, BroadcastToFair body, FairNotices notices, CancellationToken cancellation) =>
        (await notices.BroadcastAsync(id, body, cancellation)).ToResult();

    public static async Task<Results<Ok<FairPublication[]>, ProblemHttpResult>> ListAsync(
        Guid id, PinchangContext data, FairAccess access, TimeProvider time, CancellationToken cancellation) =>
        await access.FindOwnAsync(id, cancellation) is { } fair
            ? TypedResults.Ok(await data.ReadPublicationsAsync(fair.Id, time.GetUtcNow(), cancellation))
            : FairRefusals.NotFound.ToProblem();

    public static async Task<Results<Ok<FairPublication[]>, ProblemHttpResult>> ProveAsync(
        Guid id, Guid taskId, ProveNotice body, CurrentUser user, CommandContext command, PinchangContext data, FairAccess access, CancellationToken cancellation)
    {
        if (await access.FindOwnAsync(id, cancellation) is not { } fair)
        {
            return FairRefusals.NotFound.ToProblem();
        }

        var task = await data.Set<PublicationTask>().SingleOrDefaultAsync(
            task => task.Id == taskId && data.Set<Publication>().Any(publication => publication.Id == task.PublicationId && publication.FairId == fair.Id), cancellation);
        if ((task is null ? FairRefusals.NoticeTaskNotFound : task.Prove(body.Proof, user.Id, command.ReceivedAt)) is { } refusal)
        {
            return refusal.ToProblem();
        }

        await data.SaveChangesAsync(cancellation);
        return TypedResults.Ok(await data.ReadPublicationsAsync(fair.Id, command.ReceivedAt, cancellation));
    }

    private DateTimeOffset Now => command.ReceivedAt;

    private async Task<Results<Ok<FairDetails>, ProblemHttpResult>> TellAsync(
        Guid id, FairNoticeKind kind, string? reason, Func<JobFair, Outcome<FairDifference>> act, CancellationToken cancellation, string? ground = null)
    {
        if (await access.FindOwnAsync(id, cancellation) is not { } fair)
        {
            return FairRefusals.NotFound.ToProblem();
        }

        if ((WrittenText.Check(reason, 500, "reason", required: true, lines: true) ?? Screened(reason!, "reason")) is { } unwritten)
        {
            return unwritten.ToProblem();
        }

        var outcome = act(fair);
        if ((outcome.Refusal ?? await data.WhyNotHallsAsync(fair, cancellation)) is { } refusal)
        {
            return refusal.ToProblem();
        }

        var words = new NoticeWords(kind, outcome.Value!.Text, WrittenText.Tidy(reason), WrittenText.Tidy(ground));
        var notice = await AddAsync(fair, words, toAllRegistered: true, cancellation);
        await data.SaveChangesAsync(cancellation);
        command.AfterCommit(_ => SpreadAsync(notice));
        return TypedResults.Ok(await reader.ReadAsync(fair, cancellation));
    }

    private async Task<Outcome<FairNotice>> BroadcastAsync(Guid id, BroadcastToFair body, CancellationToken cancellation)
    {
        if (await access.FindOwnAsync(id, cancellation) is not { } fair)
        {
            return FairRefusals.NotFound;
        }

        if ((WrittenText.Check(body.Text, 200, "text", required: true, lines: true) ?? fair.WhyNotPublished() ?? fair.WhyOver(Now)
            ?? TextMarks.WhyNotOn(body.Ground, TextMarks.Of("text", body.Text), [])) is { } refusal)
        {
            return refusal;
        }

        var present = (await grains.GetGrain<IFairGrain>(id).GetFigures()).Figures.Online;
        var words = new NoticeWords(FairNoticeKind.Broadcast, body.Text.Trim(), null, WrittenText.Tidy(body.Ground));
        var notice = await AddAsync(fair, words, toAllRegistered: false, cancellation, present);
        await data.SaveChangesAsync(cancellation);
        command.AfterCommit(_ => grains.GetGrain<IFairGrain>(notice.FairId).Post(notice));
        return notice;
    }

    private static Outcome<FairDifference> Text(Refusal? refusal, string text) => refusal is null ? new FairDifference(text) : refusal;

    /// <summary>The notice, its messages, and its tasks on every medium where the announcement stands.</summary>
    /// <param name="present">Who hears it where it is sent to nobody's inbox: those in the halls.</param>
    private async Task<FairNotice> AddAsync(
        JobFair fair, NoticeWords words, bool toAllRegistered, CancellationToken cancellation, int present = 0)
    {
        var people = toAllRegistered ? await FindRegisteredAsync(fair.Id, cancellation) : [];
        var notice = new PublicNotice
        {
            Id = Guid.CreateVersion7(Now),
            AgencyId = fair.AgencyId,
            FairId = fair.Id,
            AuthorId = user.Id,
            Kind = words.Kind,
            Text = words.Text,
            Reason = words.Reason,
            Ground = words.Ground,
            At = Now,
            Told = toAllRegistered ? people.Length : present,
        };
        data.Add(notice);
        foreach (var person in people)
        {
            outbox.Enqueue(Notices.FairNotice(fair.Name, words.Text, words.Reason ?? "").To(person, $"/fairs/{fair.Id}", fair.AgencyId));
        }

        if (toAllRegistered)
        {
            await AddTasksAsync(notice, cancellation);
        }

        return notice.ToContract();
    }

    private async Task AddTasksAsync(PublicNotice notice, CancellationToken cancellation)
    {
        foreach (var publication in await data.Set<Publication>().Where(publication => publication.FairId == notice.FairId).ToArrayAsync(cancellation))
        {
            var task = new PublicationTask
            {
                Id = Guid.CreateVersion7(Now),
                AgencyId = notice.AgencyId,
                NoticeId = notice.Id,
                PublicationId = publication.Id,
                DueAt = Now + PublicationTask.Term,
            };

            // On the platform the notice stands with this very transaction.
            if (publication.Medium == PublishFair.Platform)
            {
                task.Prove($"/fairs/{notice.FairId}", user.Id, Now);
            }

            data.Add(task);
        }
    }

    /// <summary>Candidates, and the employers' people: who registered them and who stands at the booths.</summary>
    private async Task<Guid[]> FindRegisteredAsync(Guid fairId, CancellationToken cancellation)
    {
        var candidates = await data.FairRegistrations
            .Where(registration => registration.FairId == fairId
                && (registration.State == FairRegistrationState.Approved || registration.State == FairRegistrationState.Submitted))
            .Select(registration => registration.CandidateId)
            .ToArrayAsync(cancellation);
        var exhibitors = await data.Exhibitors
            .Where(exhibitor => exhibitor.FairId == fairId
                && (exhibitor.State == FairRegistrationState.Approved || exhibitor.State == FairRegistrationState.Submitted))
            .Select(exhibitor => new { exhibitor.AuthorId, exhibitor.StaffIds })
            .ToArrayAsync(cancellation);
        return [.. candidates.Union(exhibitors.SelectMany(exhibitor => exhibitor.StaffIds.Append(exhibitor.AuthorId)))];
    }

    private async Task SpreadAsync(FairNotice notice)
    {
        var fair = grains.GetGrain<IFairGrain>(notice.FairId);
        await fair.Post(notice);
        await fair.PlanChanged();
    }

    private static Refusal? Screened(string text, string field) =>
        Screener.Refuse(text) is { } hit ? FairRefusals.Screened.With(hit.Rule.Id, hit.Rule.Name).On(field) : null;

    private sealed record NoticeWords(FairNoticeKind Kind, string Text, string? Reason, string? Ground);
}
