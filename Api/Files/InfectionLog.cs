using Microsoft.EntityFrameworkCore;
using Pinchang.Contracts.Ledger;
using Pinchang.Data;
using Pinchang.Domain.Ledger;

namespace Pinchang.Api.Files;

/// <summary>JF-9c: the ledger's lines of viruses. What a candidate sends belongs to no agency yet, so that each agency's ledger tells of it.</summary>
internal sealed class InfectionLog(ILedgerLog ledger, ILedgerActors actors, IServiceScopeFactory scopes)
{
    /// <param name="isNamed">Whether the line may say who it was.</param>
    public Task RefusedAsync(Guid uploadId, string finding, Guid? agencyId, bool isNamed, DateTimeOffset now) =>
        TellAsync(LedgerKinds.InfectedRefused, uploadId, finding, agencyId, isNamed ? actors.Current : LedgerActor.Platform, null, now);

    public Task LockedAsync(Guid fileId, string finding, Guid? agencyId, Guid? ownerId, DateTimeOffset now) =>
        TellAsync(LedgerKinds.FileLocked, fileId, finding, agencyId, LedgerActor.Platform, ownerId, now);

    private async Task TellAsync(string kind, Guid fileId, string finding, Guid? agencyId, LedgerActor actor, Guid? personId, DateTimeOffset now)
    {
        var agencies = agencyId is { } one ? [one] : await AgenciesAsync();
        await ledger.AppendAsync([.. agencies.Select(agency => LedgerLine.Of(new(kind, agency, "file", fileId) { What = finding, PersonId = personId }, actor, now))]);
    }

    private async Task<Guid[]> AgenciesAsync()
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<PinchangContext>().Agencies.OrderBy(agency => agency.Id).Select(agency => agency.Id).ToArrayAsync();
    }
}
