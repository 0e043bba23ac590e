using Pinchang.Data.Persons;
using Pinchang.Domain.Ledger;

namespace Pinchang.Api.Persons;

/// <summary>What people do with their own data is told in the ledger of every agency that holds some of it.</summary>
internal sealed class PersonLedger(PersonTies ties, ILedger ledger, ILedgerLog log, ILedgerActors actors, TimeProvider time)
{
    /// <summary>With the unit of work at hand.</summary>
    public async Task TellAsync(Guid personId, string kind, string? what, CancellationToken cancellation)
    {
        foreach (var entry in await EntriesAsync(personId, kind, what, cancellation))
        {
            ledger.Write(entry);
        }
    }

    /// <summary>For what changes nothing: kept when this returns.</summary>
    public async Task TellNowAsync(Guid personId, string kind, string? what, CancellationToken cancellation) =>
        await log.AppendAsync([.. (await EntriesAsync(personId, kind, what, cancellation)).Select(entry => LedgerLine.Of(entry, actors.Current, time.GetUtcNow()))]);

    private async Task<LedgerEntry[]> EntriesAsync(Guid personId, string kind, string? what, CancellationToken cancellation) =>
        [.. (await ties.AgenciesOfAsync(personId, cancellation)).Select(agencyId => new LedgerEntry(kind, agencyId, "person", personId) { PersonId = personId, What = what })];
}
