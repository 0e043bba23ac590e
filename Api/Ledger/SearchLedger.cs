using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Pinchang.Api.Accounts;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Ledger;
using Pinchang.Data;
using Pinchang.Data.Ledger;

namespace Pinchang.Api.Ledger;

/// <summary>LH-4.4.1f: the agency's lines, found by organisation, person, thing and time, by those who may read them.</summary>
internal static class SearchLedger
{
    private const int Size = 50;

    public static async Task<Results<Ok<Page<LedgerLineSummary>>, ProblemHttpResult>> HandleAsync(
        [AsParameters] LedgerQuery query, CurrentUser user, PinchangContext data, Phones phones, NpgsqlDataSource database, CancellationToken cancellation, int page = 1)
    {
        if (query.WhyNot() is { } refusal)
        {
            return refusal.ToProblem();
        }

        var agencyId = user.AgencyId!.Value;
        var found = await query.FindAsync(data, phones, agencyId, cancellation);
        var number = Math.Clamp(page, 1, 10_000);
        var total = await found.CountAsync(cancellation);
        var lines = await found.Skip((number - 1) * Size).Take(Size).ToListAsync(cancellation);
        var sealedUpTo = await LedgerReading.SealedUpToAsync(database, cancellation);
        return TypedResults.Ok(new Page<LedgerLineSummary>(await data.ToSummariesAsync(lines, agencyId, sealedUpTo, cancellation), total, number, Size));
    }
}

/// <summary>Whether the ledger is whole as far as can be seen without reading it, and which kinds it knows.</summary>
internal static class GetLedgerStanding
{
    public static async Task<Ok<LedgerStanding>> HandleAsync(CurrentUser user, NpgsqlDataSource database, CancellationToken cancellation)
    {
        var (waiting, oldest, sealedAt, misplaced) = await LedgerReading.StandingAsync(database, user.AgencyId!.Value, cancellation);
        return TypedResults.Ok(new LedgerStanding(
            waiting, oldest, sealedAt, misplaced, [.. LedgerKinds.All.Select(kind => new LedgerKindName(kind, LedgerKindNames.Of(kind)))]));
    }
}
