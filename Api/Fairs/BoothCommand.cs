using Microsoft.AspNetCore.Http.HttpResults;
using Orleans;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Fairs;

namespace Pinchang.Api.Fairs;

/// <summary>
/// A person's command to a booth: the right first, then the booth's own answer. What only the booth's side may do is
/// refused by the booth itself, as if it were not there. A handler's parameter.
/// </summary>
internal sealed class BoothCommand(FairAccess access, CurrentUser user, CommandContext command, IGrainFactory grains)
{
    /// <summary>The idempotency key, under which a retry is the same command to the booth as well.</summary>
    public Guid Key => command.Key;

    public async Task<Results<Ok<T>, ProblemHttpResult>> AtBoothAsync<T>(
        Guid boothId, Func<IBoothGrain, BoothActor, Task<Outcome<T>>> ask, CancellationToken cancellation)
        where T : class
    {
        var door = await access.FindBoothAsync(boothId, cancellation);
        return door is not null && (door.Recruits(user) || door.Runs(user)) ? await AskAsync(door, ask) : FairRefusals.BoothNotFound.ToProblem();
    }

    public async Task<Results<Ok<T>, ProblemHttpResult>> OfPlaceAsync<T>(
        Guid placeId, Func<IBoothGrain, BoothActor, Task<Outcome<T>>> ask, CancellationToken cancellation)
        where T : class =>
        await access.FindBoothOfPlaceAsync(placeId, cancellation) is { } door ? await AskAsync(door, ask) : FairRefusals.PlaceNotFound.ToProblem();

    public async Task<Results<Ok<TalkStanding>, ProblemHttpResult>> OfTalkAsync(
        Guid talkId, Func<IBoothGrain, BoothActor, Task<Outcome<TalkStanding>>> ask, CancellationToken cancellation)
    {
        if (await access.FindBoothOfTalkAsync(talkId, cancellation) is not { } door)
        {
            return FairRefusals.TalkNotFound.ToProblem();
        }

        var outcome = await ask(grains.GetGrain<IBoothGrain>(door.Id), door.ActorOf(user, command.ReceivedAt));
        return outcome.Value is { } standing ? TypedResults.Ok(standing.For(user.Id, command.ReceivedAt)) : outcome.Refusal!.ToProblem();
    }

    public async Task<Results<Ok<TalkMessage>, ProblemHttpResult>> SayAsync(Guid talkId, string text, CancellationToken cancellation)
    {
        if (await access.FindBoothOfTalkAsync(talkId, cancellation) is not { } door)
        {
            return FairRefusals.TalkNotFound.ToProblem();
        }

        var outcome = await grains.GetGrain<IBoothGrain>(door.Id).SayInTalk(new(door.ActorOf(user, command.ReceivedAt), talkId, Key, text));
        return outcome.ToResult();
    }

    private async Task<Results<Ok<T>, ProblemHttpResult>> AskAsync<T>(BoothDoor door, Func<IBoothGrain, BoothActor, Task<Outcome<T>>> ask)
        where T : class
    {
        var outcome = await ask(grains.GetGrain<IBoothGrain>(door.Id), door.ActorOf(user, command.ReceivedAt));
        return outcome.Value is TalkStanding standing
            ? TypedResults.Ok((T)(object)standing.For(user.Id, command.ReceivedAt))
            : outcome.ToResult();
    }
}

internal static class TalkViews
{
    /// <summary>The candidate learns a result when it can no longer be taken back, and never the reason's author's note.</summary>
    public static TalkStanding For(this TalkStanding standing, Guid personId, DateTimeOffset now) =>
        standing.CandidateId == personId && now < standing.UndoUntil
            ? standing with { Result = null, ResultReason = null, UndoUntil = null }
            : standing;
}
