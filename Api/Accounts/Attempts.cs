using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Pinchang.Contracts;
using Pinchang.Contracts.Accounts;
using Pinchang.Data;
using Pinchang.Domain.Accounts;

namespace Pinchang.Api.Accounts;

/// <summary>
/// Counts an attempt before it is judged, in one statement: a thousand guesses sent at the same moment are still five.
/// A whole sign-in that succeeds forgets them.
/// </summary>
internal sealed class Attempts(PinchangContext data, TimeProvider time)
{
    public async Task<Refusal?> CountAsync(Guid userId)
    {
        var now = time.GetUtcNow();
        var until = now + Lockout.Duration;
        var counted = await data.Database.ExecuteSqlAsync(
            $"""
            UPDATE accounts.users
            SET access_failed_count = CASE WHEN lockout_end IS NULL THEN access_failed_count + 1 ELSE 1 END,
                lockout_end = CASE WHEN lockout_end IS NULL AND access_failed_count + 1 >= {Lockout.MaxFailures} THEN {until} END
            WHERE id = {userId} AND (lockout_end IS NULL OR lockout_end <= {now})
            """);
        return counted == 1 ? null : await LockedOutAsync(userId) ?? AccountRefusals.LockedOut.With("1");
    }

    /// <summary>After a wrong attempt: whether it was the one that closed the account.</summary>
    public async Task<Refusal?> LockedOutAsync(Guid userId)
    {
        var end = await data.Users.Where(user => user.Id == userId).Select(user => user.LockoutEnd).SingleAsync();
        var left = end - time.GetUtcNow();
        return left > TimeSpan.Zero
            ? AccountRefusals.LockedOut.With(Math.Ceiling(left.Value.TotalMinutes).ToString("0", CultureInfo.InvariantCulture))
            : null;
    }

    public Task ForgetAsync(Guid userId) =>
        data.Users.Where(user => user.Id == userId).ExecuteUpdateAsync(set => set
            .SetProperty(user => user.AccessFailedCount, 0)
            .SetProperty(user => user.LockoutEnd, (DateTimeOffset?)null));
}
