using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Orleans;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.LiveRooms;
using Pinchang.Contracts.Reviews;
using Pinchang.Data;
using Pinchang.Data.Reviews;
using Pinchang.Domain.Notify;

namespace Pinchang.Api.Reviews.Samples;

/// <summary>What was drawn, without what the reader said themselves; and what they make of it.</summary>
internal static class ReviewSamples
{
    public static async Task<Ok<Page<ReviewSampleSummary>>> ListAsync(
        CurrentUser user, PinchangContext data, ReviewDoors doors, CancellationToken cancellation, QueryEnum<SampledKind>? kind = null, int page = 1)
    {
        var (userId, wanted) = (user.Id, kind?.Value);
        var rows = await (
            from sample in data.ReviewSamples.AsNoTracking()
            join room in data.LiveRooms.AsNoTracking() on sample.RoomId equals room.Id
            join employer in data.Employers.AsNoTracking() on room.EmployerId equals employer.Id
            where sample.DecidedAt == null && sample.AuthorId != userId && (wanted == null || sample.Kind == wanted)
            orderby sample.SaidAt, sample.Id
            select new { sample.Id, sample.Kind, sample.RoomId, room.Title, room.EmployerId, employer.Name, sample.SaidAt }).ToPageAsync(page, cancellation);
        var texts = await PassedTexts.TextsAsync(data, [.. rows.Items.Select(row => row.Id)], cancellation);
        var tied = await doors.TiedAmongAsync([.. rows.Items.Select(row => row.EmployerId).Distinct()], cancellation);
        return TypedResults.Ok(new Page<ReviewSampleSummary>(
            Array.ConvertAll(rows.Items, row => new ReviewSampleSummary(
                row.Id, row.Kind, texts.GetValueOrDefault(row.Id, ""), row.RoomId, row.Title, row.Name, row.SaidAt, tied.Contains(row.EmployerId))),
            rows.Total,
            rows.Number,
            rows.Size));
    }

    /// <summary>Overturned, it goes from the room while that is on air, from every replay, and its author is told why.</summary>
    public static async Task<Results<Ok<Done>, ProblemHttpResult>> DecideAsync(
        Guid id,
        DecideSample body,
        CurrentUser user,
        CommandContext command,
        PinchangContext data,
        ReviewDoors doors,
        IOutbox outbox,
        IGrainFactory grains,
        CancellationToken cancellation)
    {
        await data.LockAsync($"sample {id}", cancellation);
        if (await data.ReviewSamples.SingleOrDefaultAsync(one => one.Id == id && one.AuthorId != user.Id, cancellation) is not { } sample)
        {
            return CommonRefusals.NotFound.ToProblem();
        }

        var room = await data.LiveRooms.AsNoTracking().SingleAsync(one => one.Id == sample.RoomId, cancellation);
        if (await doors.WhyNotMineAsync(room.EmployerId, command.ReceivedAt, cancellation) is { } hindrance)
        {
            return hindrance.ToProblem();
        }

        var before = sample.DecidedAt;
        var outcome = sample.Decide(body, user.Id, command.ReceivedAt);
        if (!outcome.IsAccepted)
        {
            return outcome.Refusal.ToProblem();
        }

        if (before is null && sample.Overturned == true)
        {
            if (sample.AuthorId is { } authorId)
            {
                outbox.Enqueue(Notices.SampleOverturned(sample.Kind, room.Title, sample.Reason!).To(authorId, $"/live/{room.Id}", room.AgencyId));
            }

            command.AfterCommit(_ => TakeAwayAsync(grains.GetGrain<ILiveRoomGrain>(room.Id), new(user.Id, user.Name, Staff: true), sample.Kind, sample.ThingId));
        }

        await data.SaveChangesAsync(cancellation);
        return TypedResults.Ok(new Done());
    }

    /// <summary>A room that is over says no: its replay leaves the line out by itself.</summary>
    private static Task TakeAwayAsync(ILiveRoomGrain room, RoomActor actor, SampledKind kind, Guid thingId) => kind == SampledKind.Chat
        ? room.RemoveChat(new(actor, thingId))
        : room.SettleQuestion(new(actor, thingId, QuestionState.Removed, null));
}
