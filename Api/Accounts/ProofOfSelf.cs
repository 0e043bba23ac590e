using Microsoft.AspNetCore.Identity;
using Pinchang.Contracts;
using Pinchang.Contracts.Staff;
using Pinchang.Data.Accounts;

namespace Pinchang.Api.Accounts;

/// <summary>How somebody who is signed in has shown again that it is they.</summary>
internal sealed record ShownSelf(SignatureProof Proof);

/// <summary>
/// The password, or a code of the authenticator, once more before something is signed, or a key is added. Attempts count as those of signing in do,
/// so this is no second place to guess at.
/// </summary>
internal sealed class ProofOfSelf(UserManager<User> users, SecondFactors secondFactors, Attempts attempts)
{
    public async Task<Outcome<ShownSelf>> ShowAsync(Guid userId, string? password, string? code)
    {
        var byCode = string.IsNullOrEmpty(password) && !string.IsNullOrWhiteSpace(code);
        if (!byCode && string.IsNullOrEmpty(password))
        {
            return CommonRefusals.Required.On("password");
        }

        if (!byCode && await users.FindByIdAsync($"{userId}") is not { PasswordHash: not null })
        {
            return StaffRefusals.NoPassword.On("password");
        }

        if (await attempts.CountAsync(userId) is { } locked)
        {
            return locked;
        }

        if (byCode ? await secondFactors.WhyWrongAsync(userId, code!.Trim()) is { } : !await IsPasswordAsync(userId, password!))
        {
            return await attempts.LockedOutAsync(userId) ?? StaffRefusals.PasswordWrong.On(byCode ? "code" : "password");
        }

        await attempts.ForgetAsync(userId);
        return new ShownSelf(byCode ? SignatureProof.SecondFactor : SignatureProof.Password);
    }

    private async Task<bool> IsPasswordAsync(Guid userId, string password) =>
        await users.FindByIdAsync($"{userId}") is { PasswordHash: not null } user && await users.CheckPasswordAsync(user, password);
}
