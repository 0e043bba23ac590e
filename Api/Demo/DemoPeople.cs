using System.Security.Cryptography;
using Pinchang.Api.Accounts;
using Pinchang.Contracts;
using Pinchang.Domain.Accounts;

namespace Pinchang.Api.Demo;

/// <summary>Makes the people of the demo, and remembers how each of them gets in.</summary>
internal sealed class DemoPeople(AccountMaker accounts, TimeProvider time)
{
    private const string Password = "shifan-2026";

    private readonly List<DemoAccount> _made = [];

    public IReadOnlyList<DemoAccount> Made => _made;

    /// <summary>Somebody with roles: password and authenticator.</summary>
    public async Task<Guid> StaffAsync(string role, string name, string phone, string login, string note)
    {
        var secret = RandomNumberGenerator.GetBytes(Totp.SecretLength);
        _made.Add(new(role, login, Password, phone, Totp.ToBase32(secret), note));
        return await accounts.MakeAsync(new(name, phone, login, Password, secret));
    }

    /// <summary>Somebody who comes in by phone code or password.</summary>
    public async Task<Guid> PersonAsync(string role, string name, string phone, string note)
    {
        _made.Add(new(role, phone, Password, phone, null, note));
        return await accounts.MakeAsync(new(name, phone, null, Password, null));
    }

    /// <summary>Somebody who is only there to be seen by others.</summary>
    public Task<Guid> ExtraAsync(string name, string phone) => accounts.MakeAsync(new(name, phone, null, null, null));

    public Guid NewId() => Guid.CreateVersion7(time.GetUtcNow());

    /// <summary>What a rule gave; the demo only does what rules allow.</summary>
    public static T Accepted<T>(Outcome<T> outcome)
        where T : class =>
        outcome.Value ?? throw new InvalidOperationException($"The demo met a rule: {outcome.Refusal?.Code} {outcome.Refusal?.Field}");
}

/// <summary>What the parts of the demo share once its agency stands.</summary>
internal sealed record DemoStage(Guid AgencyId, Guid ReviewerId, DemoCandidate First, DemoCandidate Second);

internal sealed record DemoCandidate(Guid Id, string Name);
