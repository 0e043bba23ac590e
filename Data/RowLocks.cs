using Microsoft.EntityFrameworkCore;

namespace Pinchang.Data;

/// <summary>
/// Taken in a transaction before a thing is read and decided on: a rival waits here, and what it reads afterwards
/// is what was decided. (Locking in the reading statement itself would join rows as they were before the wait.)
/// </summary>
public static class RowLocks
{
    public static Task LockEmployerAsync(this PinchangContext data, Guid id, CancellationToken cancellation) =>
        data.Database.ExecuteSqlAsync($"SELECT FROM organisations.employers WHERE id = {id} FOR UPDATE", cancellation);

    public static Task LockJobAsync(this PinchangContext data, Guid id, CancellationToken cancellation) =>
        data.Database.ExecuteSqlAsync($"SELECT FROM jobs.jobs WHERE id = {id} FOR UPDATE", cancellation);

    /// <summary>Keeps a job from being changed or closed meanwhile, but not from being applied for by others.</summary>
    public static Task HoldJobAsync(this PinchangContext data, Guid id, CancellationToken cancellation) =>
        data.Database.ExecuteSqlAsync($"SELECT FROM jobs.jobs WHERE id = {id} FOR SHARE", cancellation);

    public static Task LockApplicationAsync(this PinchangContext data, Guid id, CancellationToken cancellation) =>
        data.Database.ExecuteSqlAsync($"SELECT FROM applications.applications WHERE id = {id} FOR UPDATE", cancellation);

    /// <summary>Leaves room for the access log, whose lines name the paper from another connection.</summary>
    public static Task LockPaperAsync(this PinchangContext data, Guid id, CancellationToken cancellation) =>
        data.Database.ExecuteSqlAsync($"SELECT FROM exams.papers WHERE id = {id} FOR NO KEY UPDATE", cancellation);

    /// <summary>Rows that only refer to the answer (an opening, a mark) need not wait.</summary>
    public static Task LockMarkingTaskAsync(this PinchangContext data, Guid id, CancellationToken cancellation) =>
        data.Database.ExecuteSqlAsync($"SELECT FROM exams.marking_tasks WHERE id = {id} FOR NO KEY UPDATE", cancellation);

    /// <summary>Many at a time, but none beside one who holds the thing by <see cref="LockAsync"/>.</summary>
    public static Task LockSharedAsync(this PinchangContext data, string thing, CancellationToken cancellation) =>
        data.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock_shared(hashtextextended({thing}, 0))", cancellation);

    /// <summary>For what may have no row yet: one caller at a time by the name of the thing.</summary>
    public static Task LockAsync(this PinchangContext data, string thing, CancellationToken cancellation) =>
        data.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtextextended({thing}, 0))", cancellation);
}
