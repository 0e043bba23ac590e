using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Orleans;
using Pinchang.Api.Fairs.Halls;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Fairs;
using Pinchang.Contracts.Resumes;
using Pinchang.Data;
using Pinchang.Domain.Fairs;

namespace Pinchang.Api.Fairs.Booths;

/// <summary>Numbers: taken, kept, given back, called and answered. Durable when answered; a retry is the same number.</summary>
internal static class QueuePlaces
{
    private const int MostSlotTries = 3;

    public static async Task<Results<Ok<QueuePlace>, ProblemHttpResult>> TakeAsync(
        Guid id, TakeNumberRequest body, CurrentUser user, CommandContext command, PinchangContext data, FairAccess access, IGrainFactory grains, CancellationToken cancellation)
    {
        if (await access.FindBoothAsync(id, cancellation) is not { } door)
        {
            return FairRefusals.BoothNotFound.ToProblem();
        }

        var admitted = await data.FairRegistrations.AsNoTracking().IgnoreQueryFilters()
            .Where(registration => registration.FairId == door.FairId && registration.CandidateId == user.Id && registration.State == FairRegistrationState.Approved)
            .Select(registration => new { registration.CandidateName, registration.Headline })
            .SingleOrDefaultAsync(cancellation);
        var member = await data.Memberships.AnyAsync(membership => membership.UserId == user.Id && membership.ScopeId == door.EmployerId, cancellation);
        if (admitted is null || member)
        {
            return (member ? FairRefusals.OwnBooth : FairRefusals.NotRegistered).ToProblem();
        }

        // A slot seen free may be gone a moment later; the next free one is tried, and the database has the last word.
        Outcome<QueuePlace> outcome = FairRefusals.TooManyNumbers;
        for (var tries = 0; tries < MostSlotTries; tries++)
        {
            var (slot, most) = await FindSlotAsync(door, user.Id, command.Key, data, cancellation);
            if (slot is null)
            {
                return FairRefusals.TooManyNumbers.With(most.ToString(System.Globalization.CultureInfo.InvariantCulture)).ToProblem();
            }

            var actor = door.ActorOf(user, command.ReceivedAt, admitted.CandidateName);
            outcome = await grains.GetGrain<IBoothGrain>(id).TakeNumber(new(actor, command.Key, slot.Value, admitted.Headline, body.ShareResume));
            if (outcome.Refusal?.Code != FairRefusals.TooManyNumbers.Code)
            {
                break;
            }
        }

        return outcome.ToResult();
    }

    public static async Task<Ok<QueuePlace[]>> MineAsync(CurrentUser user, OwnPlaces own, CancellationToken cancellation) =>
        TypedResults.Ok(await own.ReadAsync(user, null, cancellation));

    public static Task<Results<Ok<QueuePlace>, ProblemHttpResult>> LeaveAsync(Guid id, BoothCommand command, CancellationToken cancellation) =>
        command.OfPlaceAsync(id, (booth, actor) => booth.LeaveQueue(new(actor, id)), cancellation);

    public static Task<Results<Ok<TalkStanding>, ProblemHttpResult>> AnswerAsync(Guid id, BoothCommand command, CancellationToken cancellation) =>
        command.OfPlaceAsync(id, (booth, actor) => booth.AnswerCall(new(actor, id)), cancellation);

    public static Task<Results<Ok<QueuePlace>, ProblemHttpResult>> SkipAsync(
        Guid id, SkipPlaceRequest body, BoothCommand command, CancellationToken cancellation) =>
        command.OfPlaceAsync(id, (booth, actor) => booth.SkipPlace(new(actor, id, body.Reason)), cancellation);

    public static Task<Results<Ok<TalkStanding>, ProblemHttpResult>> CallAsync(Guid id, BoothCommand command, CancellationToken cancellation) =>
        command.AtBoothAsync(id, (booth, actor) => booth.CallNext(new(actor, command.Key)), cancellation);

    /// <summary>JF-7.3: the booth reads the résumé of a candidate who shared it with its number or in its talk, and of nobody else.</summary>
    public static async Task<Results<Ok<SaveResume>, ProblemHttpResult>> ResumeAsync(
        Guid id, CurrentUser user, PinchangContext data, FairAccess access, CancellationToken cancellation)
    {
        if (await access.FindBoothOfPlaceAsync(id, cancellation) is not { } door || !door.Recruits(user))
        {
            return FairRefusals.PlaceNotFound.ToProblem();
        }

        var place = await data.Set<Place>().AsNoTracking().SingleAsync(place => place.Id == id, cancellation);
        var shared = (place.ShareResume && place.IsLiving)
            || await data.Set<Talk>().AnyAsync(talk => talk.PlaceId == id && talk.ResumeShared && talk.StartedAt != null, cancellation);
        if (!shared)
        {
            return FairRefusals.ResumeNotShared.ToProblem();
        }

        var resume = await data.Resumes.AsNoTracking().SingleOrDefaultAsync(resume => resume.CandidateId == place.CandidateId, cancellation);
        return resume is null ? FairRefusals.ResumeNotShared.ToProblem() : TypedResults.Ok(resume.Content);
    }

    private static async Task<(int? Slot, int Most)> FindSlotAsync(BoothDoor door, Guid person, Guid placeId, PinchangContext data, CancellationToken cancellation)
    {
        var settings = await data.Fairs.AsNoTracking().IgnoreQueryFilters().Where(fair => fair.Id == door.FairId).Select(fair => fair.Settings).SingleAsync(cancellation);
        var living = await data.Set<Place>().AsNoTracking()
            .Where(place => place.CandidateId == person && place.FairId == door.FairId && (place.EndedAt == null || place.Id == placeId))
            .Select(place => new { place.Id, place.BoothId, place.Slot })
            .ToArrayAsync(cancellation);

        // A retry, or a second number here: the booth says which, whatever the slots are.
        if (living.FirstOrDefault(place => place.Id == placeId || place.BoothId == door.Id) is { } own)
        {
            return (own.Slot, settings.MostPlaces);
        }

        var free = Enumerable.Range(1, settings.MostPlaces).FirstOrDefault(slot => living.All(place => place.Slot != slot));
        return (free == 0 ? null : free, settings.MostPlaces);
    }
}
