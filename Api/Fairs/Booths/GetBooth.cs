using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Orleans;
using Pinchang.Api.Fairs.Halls;
using Pinchang.Api.Hosting;
using Pinchang.Api.Organisations.Licences;
using Pinchang.Contracts;
using Pinchang.Contracts.Fairs;
using Pinchang.Contracts.LiveRooms;
using Pinchang.Data;
using Pinchang.Domain;
using Pinchang.Domain.Fairs;

namespace Pinchang.Api.Fairs.Booths;

/// <summary>The booth for whoever stands before it, and the desk for those behind it.</summary>
internal static class GetBooth
{
    private const int RecentTalks = 50;

    public static async Task<Results<Ok<BoothDetails>, ProblemHttpResult>> HandleAsync(
        Guid id, BoothReader reader, CancellationToken cancellation) =>
        await reader.ReadAsync(id, cancellation) is { } booth ? TypedResults.Ok(booth) : FairRefusals.BoothNotFound.ToProblem();

    public static async Task<Results<Ok<BoothDesk>, ProblemHttpResult>> DeskAsync(
        Guid id, CurrentUser user, PinchangContext data, FairAccess access, IGrainFactory grains, TimeProvider time, CancellationToken cancellation)
    {
        if (await access.FindBoothAsync(id, cancellation) is not { } door || !(door.Recruits(user) || door.Runs(user)))
        {
            return FairRefusals.BoothNotFound.ToProblem();
        }

        var grain = grains.GetGrain<IBoothGrain>(id);
        var recruits = door.Recruits(user);
        if (recruits)
        {
            await grain.NoteSeen(user.Id);
        }

        if (await grain.GetSnapshot() is not { } snapshot)
        {
            return FairRefusals.BoothNotFound.ToProblem();
        }

        // Who only runs the fair sees how it goes, not who it is and not what the employer wrote down.
        string Named(string name) => recruits ? name : Masking.Name(name);
        var recent = !recruits ? [] : await data.Set<Talk>().AsNoTracking()
            .Where(talk => talk.BoothId == id && talk.EndedAt != null)
            .OrderByDescending(talk => talk.EndedAt)
            .Take(RecentTalks)
            .ToArrayAsync(cancellation);
        return TypedResults.Ok(new BoothDesk
        {
            Figures = snapshot.Figures,
            Queue = [.. snapshot.Queue.Select(entry => entry with { CandidateName = Named(entry.CandidateName) })],
            NextPlaceId = snapshot.NextPlaceId,
            Talks = [.. snapshot.Talks.Select(talk => talk with { CandidateName = Named(talk.CandidateName) })],
            Recent = [.. recent.Select(ToRecord)],
            TalkId = snapshot.Talks.FirstOrDefault(talk => talk.RecruiterId == user.Id)?.Id,
            OnDuty = snapshot.OnDuty.Contains(user.Id),
            Revision = snapshot.Revision,
            ServerNow = time.GetUtcNow(),
        });
    }

    private static TalkRecord ToRecord(Talk talk) => new(
        talk.ToStanding(), talk.Note, talk.StartedAt is { } started ? (int)(talk.EndedAt!.Value - started).TotalSeconds : 0);

    /// <summary>As its row has it; who is present is not known from there.</summary>
    public static TalkStanding ToStanding(this Talk talk) => new()
    {
        Id = talk.Id,
        BoothId = talk.BoothId,
        PlaceId = talk.PlaceId,
        CandidateId = talk.CandidateId,
        CandidateName = talk.CandidateName,
        RecruiterId = talk.RecruiterId,
        RecruiterName = talk.RecruiterName,
        State = talk.State,
        CalledAt = talk.CalledAt,
        AnswerBy = talk.AnswerBy,
        StartedAt = talk.StartedAt,
        EndsAt = talk.EndsAt,
        Extended = talk.Extended,
        EndedAt = talk.EndedAt,
        End = talk.EndedHow,
        CandidatePresent = false,
        RecruiterPresent = false,
        ResumeShared = talk.ResumeShared,
        Result = talk.Result,
        ResultReason = talk.ResultReason,
        UndoUntil = talk.UndoUntil,
        Revision = talk.Revision,
    };
}

internal sealed class BoothReader(
    PinchangContext data, FairAccess access, FairGrounds grounds, OwnPlaces own, LicenceDoors licences, CurrentUser user, IGrainFactory grains, TimeProvider time)
{
    public async Task<BoothDetails?> ReadAsync(Guid id, CancellationToken cancellation)
    {
        if (await access.FindBoothAsync(id, cancellation) is not { } door
            || await access.FindVisibleAsync(door.FairId, cancellation) is not { } fair
            || await grounds.ReadBoothsAsync(fair.Id, id, cancellation) is not [var booth])
        {
            return null;
        }

        var (now, person) = (time.GetUtcNow(), user.IdOrNull);
        if (await StandingAsync(fair, booth.Booth, now, cancellation) is not var (figures, onDuty))
        {
            return null;
        }

        var place = person is { } candidate ? await own.FindAsync(id, candidate) : null;
        var people = await data.Users.AsNoTracking().Where(one => booth.Exhibitor.StaffIds.Contains(one.Id))
            .Select(one => new { one.Id, one.DisplayName }).ToArrayAsync(cancellation);
        return new()
        {
            Card = Lobby.CardOf(booth, booth.Jobs, figures, await Lobby.FindResumeAsync(user, data, cancellation), now),
            Fair = await data.ToSummaryAsync(fair, now, cancellation),
            HallName = fair.Halls.Find(hall => hall.Id == booth.Booth.HallId)!.Name,
            Introduction = booth.Exhibitor.Introduction,
            Jobs = [.. booth.Jobs.Select(job => job.ToPublicSummary(now))],
            Staff = [.. people.Select(one => new BoothPerson(one.DisplayName, onDuty.Contains(one.Id)))],
            Applied = await FindAppliedAsync([.. booth.Jobs.Select(job => job.Job.Id)], person, cancellation),
            Place = place,
            WhyNoNumber = place is { State: PlaceState.Waiting or PlaceState.Called or PlaceState.Talking } ? null : await WhyNoNumberAsync(fair, door, figures.State, now, cancellation),
            CanRecruit = door.Recruits(user) && person is { } recruiter && booth.Exhibitor.StaffIds.Contains(recruiter),
            Settings = fair.Settings,
            ServerNow = now,
        };
    }

    /// <summary>As the booth stands while its fair is open; before and afterwards as its row was left, and it is not woken.</summary>
    private async Task<(BoothFigures Figures, Guid[] OnDuty)?> StandingAsync(JobFair fair, Booth booth, DateTimeOffset now, CancellationToken cancellation)
    {
        if (fair.PhaseAt(now) != FairPhase.Open)
        {
            return (await grounds.ReadFiguresAsync(fair, booth, cancellation), booth.OnDuty);
        }

        return await grains.GetGrain<IBoothGrain>(booth.Id).GetSnapshot() is { } snapshot ? (snapshot.Figures, snapshot.OnDuty) : null;
    }

    private Task<Guid[]> FindAppliedAsync(Guid[] jobIds, Guid? person, CancellationToken cancellation) =>
        data.Applications.AsNoTracking().IgnoreQueryFilters()
            .Where(application => application.CandidateId == person && jobIds.Contains(application.JobId))
            .Select(application => application.JobId)
            .ToArrayAsync(cancellation);

    /// <summary>The same that taking one would answer, before it is tried.</summary>
    private async Task<Problem?> WhyNoNumberAsync(JobFair fair, BoothDoor door, BoothState state, DateTimeOffset now, CancellationToken cancellation)
    {
        var refusal = user.IdOrNull is not { } person ? CommonRefusals.SignedOut
            : user.EmployerId == door.EmployerId ? FairRefusals.OwnBooth
            : WhyShut(fair, now)
                ?? await licences.WhyNotOpenAsync(door.AgencyId, now, cancellation)
                ?? (state == BoothState.Paused ? FairRefusals.BoothPaused : state == BoothState.Closed ? FairRefusals.BoothClosed : null)
                ?? (await data.FairRegistrations.IgnoreQueryFilters().AnyAsync(
                    registration => registration.FairId == fair.Id && registration.CandidateId == person && registration.State == FairRegistrationState.Approved, cancellation)
                    ? null : FairRefusals.NotRegistered);
        return refusal is null ? null : new(refusal.Code, Sentences.Of(refusal), refusal.Field);
    }

    private static Refusal? WhyShut(JobFair fair, DateTimeOffset now) => fair.PhaseAt(now) switch
    {
        FairPhase.Upcoming => FairRefusals.NotOpenYet.With(Domain.ChinaTime.Text(fair.OpensAt!.Value)),
        FairPhase.Over => FairRefusals.ClosedSince.With(Domain.ChinaTime.Text(fair.Shuts!.Value)),
        FairPhase.Cancelled => FairRefusals.Cancelled,
        FairPhase.Draft => FairRefusals.NotPublished,
        _ => null,
    };
}
