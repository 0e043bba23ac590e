using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Data;
using Pinchang.Domain.Accounts;

namespace Pinchang.Api.Accounts;

/// <summary>Adds lines to the sign-in log, in the transaction of what they tell of.</summary>
internal sealed class SignInLog(PinchangContext data, TimeProvider time)
{
    public async Task AddAsync(
        Caller caller, SignInEvent what, SignInMethod method, Guid? userId, Guid? sessionId = null, string? account = null, string? reason = null)
    {
        var now = time.GetUtcNow();
        var agency = userId is null
            ? null
            : await data.Memberships.Where(m => m.UserId == userId).OrderBy(m => m.CreatedAt).Select(m => (Guid?)m.AgencyId).FirstOrDefaultAsync();
        data.SignIns.Add(new()
        {
            Id = Guid.CreateVersion7(now),
            At = now,
            Event = what,
            Method = method,
            UserId = userId,
            AgencyId = agency,
            SessionId = sessionId,
            Account = MaskLogin(account),
            Address = caller.Address,
            Device = caller.Device,
            Reason = reason,
        });
    }

    // People type passwords into the wrong box: of what is neither a phone nor short, only the beginning is kept.
    private static string? MaskLogin(string? login) =>
        login is null ? null
        : PhoneNumber.Parse(login) is { } phone ? PhoneNumber.Mask(phone)
        : login.Length <= 4 ? login
        : $"{login[..3]}***";
}
