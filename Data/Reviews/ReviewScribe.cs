using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Pinchang.Contracts.Jobs;
using Pinchang.Contracts.Organisations;
using Pinchang.Contracts.Reviews;
using Pinchang.Domain.Jobs;
using Pinchang.Domain.Organisations;
using Pinchang.Domain.Reviews;

namespace Pinchang.Data.Reviews;

/// <summary>
/// Opens, renews and settles the case of each thing in the unit of work that saves it, from the row itself: no use case can forget the desk,
/// and nothing waits there that is decided.
/// </summary>
internal sealed class ReviewScribe(TimeProvider time) : SaveChangesInterceptor
{
    private enum Turn
    {
        Asked,
        Approved,
        Refused,
        Withdrawn,
    }

    public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result)
    {
        var data = eventData.Context!;
        foreach (var (thing, turn) in TurnsOf(data))
        {
            Keep(data, thing, turn, turn == Turn.Asked && IsNew(data, thing) ? null : Waiting(data, thing).SingleOrDefault());
        }

        return result;
    }

    public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        var data = eventData.Context!;
        foreach (var (thing, turn) in TurnsOf(data))
        {
            Keep(data, thing, turn, turn == Turn.Asked && IsNew(data, thing) ? null : await Waiting(data, thing).SingleOrDefaultAsync(cancellationToken));
        }

        return result;
    }

    private static IQueryable<ReviewCase> Waiting(DbContext data, ReviewThing thing) =>
        data.Set<ReviewCase>().IgnoreQueryFilters().Where(one => one.Kind == thing.Kind && one.ThingId == thing.Id && one.SettledAt == null);

    private static bool IsNew(DbContext data, ReviewThing thing) =>
        data.ChangeTracker.Entries().Any(row => row.State == EntityState.Added && row.Entity switch
        {
            Employer employer => employer.Id == thing.Id,
            Licence licence => licence.Id == thing.Id,
            JobPosting job => job.Id == thing.Id,
            _ => false,
        });

    private static (ReviewThing Thing, Turn Turn)[] TurnsOf(DbContext data)
    {
        data.ChangeTracker.DetectChanges();
        return [.. data.ChangeTracker.Entries().Where(row => row.State is EntityState.Added or EntityState.Modified).Select(TurnOf).OfType<(ReviewThing, Turn)>()];
    }

    private static (ReviewThing Thing, Turn Turn)? TurnOf(EntityEntry row) => row.Entity switch
    {
        Employer employer => Of(Left(row, EmployerState.Submitted), employer.State) is { } turn
            ? (new(ReviewKind.Employer, employer.Id, employer.AgencyId, employer.Id, employer.Name, SecondLooks.For(employer)), turn)
            : null,
        Licence licence => Of(Left(row, LicenceState.Submitted), licence.State) is { } turn
            ? (new(ReviewKind.Licence, licence.Id, licence.AgencyId, licence.EmployerId, licence.Number, SecondLooks.For(licence)), turn)
            : null,
        JobPosting job => (row.State == EntityState.Modified && row.Property(nameof(JobPosting.NewestVersion)).IsModified
            ? Turn.Asked
            : Of(Left(row, JobState.Submitted), job.State)) is { } turn
            ? (new(ReviewKind.Job, job.Id, job.AgencyId, job.EmployerId, job.Versions.Count > 0 ? job.Newest.Posting.Title : ""), turn)
            : null,
        _ => null,
    };

    /// <summary>Null: new. True: it waited and no longer does. False: neither.</summary>
    private static bool? Left<TState>(EntityEntry row, TState submitted)
        where TState : struct, Enum
    {
        var state = row.Property(nameof(Employer.State));
        return row.State == EntityState.Added ? null
            : state.OriginalValue is TState was && was.Equals(submitted) && !submitted.Equals(state.CurrentValue);
    }

    private static Turn? Of<TState>(bool? left, TState state)
        where TState : struct, Enum => (left, state.ToString()) switch
        {
            (null, "Submitted") => Turn.Asked,
            (true, "Approved") => Turn.Approved,
            (true, "Refused") => Turn.Refused,
            (true, _) => Turn.Withdrawn,
            _ => null,
        };

    private void Keep(DbContext data, ReviewThing thing, Turn turn, ReviewCase? waiting)
    {
        var now = time.GetUtcNow();
        switch (turn, waiting)
        {
            case (Turn.Asked, null):
                data.Add(ReviewCase.Open(Guid.CreateVersion7(now), thing, now));
                break;
            case (Turn.Asked, { }):
                waiting.Renew(thing.Title, now);
                break;
            case (_, { }):
                waiting.Settle(Enum.Parse<ReviewOutcome>(turn.ToString()), now);
                break;
        }
    }
}
