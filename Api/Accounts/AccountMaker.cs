using Microsoft.AspNetCore.Identity;
using Pinchang.Data;
using Pinchang.Data.Accounts;
using Pinchang.Domain.Accounts;

namespace Pinchang.Api.Accounts;

/// <summary>An account that is made for somebody: a demo person, the first operator.</summary>
internal sealed record AccountToMake(string DisplayName, string? Phone, string? UserName, string? Password, byte[]? SecondFactorSecret);

internal sealed class AccountMaker(PinchangContext data, UserManager<User> users, SecondFactors secondFactors, Phones phones, TimeProvider time)
{
    public async Task<Guid> MakeAsync(AccountToMake account)
    {
        var now = time.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        var user = new User
        {
            Id = id,
            UserName = account.UserName ?? $"c{id:N}",
            DisplayName = account.DisplayName,
            CreatedAt = now,
        };
        phones.Give(user, account.Phone);
        var made = account.Password is null ? await users.CreateAsync(user) : await users.CreateAsync(user, account.Password);
        if (!made.Succeeded)
        {
            throw new InvalidOperationException($"The account could not be made: {string.Join(", ", made.Errors.Select(error => error.Code))}");
        }

        if (account.SecondFactorSecret is { } secret)
        {
            await secondFactors.AddAsync(id, secret);
        }

        return id;
    }

    public async Task JoinAgencyAsync(Guid userId, Guid agencyId, params string[] roles)
    {
        var now = time.GetUtcNow();
        data.Memberships.AddRange(roles.Select(role => Membership.InAgency(Guid.CreateVersion7(now), userId, agencyId, role, now)));
        await data.SaveChangesAsync();
    }

    public async Task JoinEmployerAsync(Guid userId, Guid agencyId, Guid employerId, params string[] roles)
    {
        var now = time.GetUtcNow();
        data.Memberships.AddRange(roles.Select(role => Membership.InEmployer(Guid.CreateVersion7(now), userId, agencyId, employerId, role, now)));
        await data.SaveChangesAsync();
    }

    public async Task JoinProjectAsync(Guid userId, Guid agencyId, Guid projectId, params string[] roles)
    {
        var now = time.GetUtcNow();
        data.Memberships.AddRange(roles.Select(role => Membership.InProject(Guid.CreateVersion7(now), userId, agencyId, projectId, role, now)));
        await data.SaveChangesAsync();
    }
}
