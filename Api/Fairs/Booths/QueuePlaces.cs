using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Orleans;
using Pinchang.Api.Fairs.Halls;
using Pinchang.Api.Hosting;
using Pinchang.Api.Persons;
using Pinchang.Contracts;
using Pinchang.Contracts.Fairs;
using Pinchang.Contracts.Persons;
using Pinchang.Contracts.Resumes;
using Pinchang.Data;
using Pinchang.Domain;
using Pinchang.Domain.Fairs;
using Pinchang.Domain.Organisations;

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

        // A slot seen free may be gone a moment later; the next free one is tried, and the database has the last word.
        Outcome<QueuePlace> outcome = FairRefusals.TooManyNumbers;
        for (var tries = 0; tries < MostSlotTries && outcome.Refusal?.Code == FairRefusals.TooManyNumbers.Code; tries++)
        {
            if (await FindAdmissionAsync(door, user.Id, command, data, cancellation) is not { } admission)
            {
                return FairRefusals.NotRegistered.ToProblem();
            }

            if (!admission.OrganiserIsLicensed)
            {
                return FairRefusals.OrganiserUnlicensed.ToProblem();
            }

            if (admission.IsMember)
            {
                return FairRefusals.OwnBooth.ToProblem();
            }

            var most = admission.Settings.MostPlaces;
            if (admission.SlotAt(id, command.Key) is not { } slot)
            {
                return FairRefusals.TooManyNumbers.With(most.ToString(System.Globalization.CultureInfo.InvariantCulture)).ToProblem();
            }

            var actor = door.ActorOf(user, command.ReceivedAt, admission.CandidateName);
            outcome = await grains.GetGrain<IBoothGrain>(id).TakeNumber(new(actor, command.Key, slot, admission.Headline, body.ShareResume));
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
        if (!shared || await data.HasWithdrawnAsync(place.CandidateId, ConsentPurpose.ResumeSharing, cancellation))
        {
            return FairRefusals.ResumeNotShared.ToProblem();
        }

        var resume = await data.Resumes.AsNoTracking().SingleOrDefaultAsync(resume => resume.CandidateId == place.CandidateId, cancellation);
        return resume is null ? FairRefusals.ResumeNotShared.ToProblem() : TypedResults.Ok(resume.Content);
    }

    private static Task<Admission?> FindAdmissionAsync(BoothDoor door, Guid person, CommandContext command, PinchangContext data, CancellationToken cancellation)
    {
        var (placeId, covers) = (command.Key, LicenceGates.CoversFairsOn(ChinaTime.DateOf(command.ReceivedAt)));
        return data.FairRegistrations.AsNoTracking().IgnoreQueryFilters()
            .Where(registration => registration.FairId == door.FairId && registration.CandidateId == person && registration.State == FairRegistrationState.Approved)
            .Select(registration => new Admission(
                registration.CandidateName,
                registration.Headline,
                data.Fairs.IgnoreQueryFilters().Where(fair => fair.Id == door.FairId).Select(fair => fair.Settings).First(),
                data.Licences.Where(licence => licence.AgencyId == door.AgencyId && licence.EmployerId == null).Any(covers),
                data.Memberships.Any(membership => membership.UserId == person && membership.ScopeId == door.EmployerId),
                data.Set<Place>()
                    .Where(place => place.CandidateId == person && place.FairId == door.FairId && (place.EndedAt == null || place.Id == placeId))
                    .Select(place => new TakenSlot(place.Id, place.BoothId, place.Slot))
                    .ToList()))
            .SingleOrDefaultAsync(cancellation);
    }

    private sealed record TakenSlot(Guid PlaceId, Guid BoothId, int Slot);

    /// <summary>All that decides whether a candidate may take a number, as one statement saw it.</summary>
    private sealed record Admission(string CandidateName, string? Headline, FairSettings Settings, bool OrganiserIsLicensed, bool IsMember, List<TakenSlot> Taken)
    {
        /// <summary>Null when all are taken. A retry, or a second number here: the booth says which, whatever the slots are.</summary>
        public int? SlotAt(Guid boothId, Guid placeId) =>
            Taken.Find(taken => taken.PlaceId == placeId || taken.BoothId == boothId)?.Slot
            ?? Enumerable.Range(1, Settings.MostPlaces).Cast<int?>().FirstOrDefault(slot => !Taken.Exists(taken => taken.Slot == slot));
    }
}
