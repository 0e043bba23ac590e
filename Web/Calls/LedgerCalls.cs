using Pinchang.Contracts;
using Pinchang.Contracts.Ledger;

namespace Pinchang.Web.Calls;

internal static class LedgerCalls
{
    public static Task<ApiAnswer<LedgerStanding>> LedgerStandingAsync(this ApiClient api) => api.GetAsync<LedgerStanding>("/api/operations/ledger/standing");

    public static Task<ApiAnswer<Page<LedgerLineSummary>>> LedgerAsync(this ApiClient api, params (string Name, object? Value)[] query) =>
        api.GetAsync<Page<LedgerLineSummary>>("/api/operations/ledger".With(query));
}
