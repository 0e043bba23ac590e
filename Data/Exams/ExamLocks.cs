using Microsoft.EntityFrameworkCore;

namespace Pinchang.Data.Exams;

/// <summary>As <see cref="RowLocks"/>, for exams.</summary>
public static class ExamLocks
{
    public static Task LockExamProjectAsync(this PinchangContext data, Guid id, CancellationToken cancellation) =>
        data.Database.ExecuteSqlAsync($"SELECT FROM exams.projects WHERE id = {id} FOR UPDATE", cancellation);

    /// <summary>Keeps a notice from being replaced meanwhile, but others from registering not.</summary>
    public static Task HoldExamProjectAsync(this PinchangContext data, Guid id, CancellationToken cancellation) =>
        data.Database.ExecuteSqlAsync($"SELECT FROM exams.projects WHERE id = {id} FOR SHARE", cancellation);

    public static Task LockRegistrationAsync(this PinchangContext data, Guid id, CancellationToken cancellation) =>
        data.Database.ExecuteSqlAsync($"SELECT FROM exams.registrations WHERE id = {id} FOR UPDATE", cancellation);
}
