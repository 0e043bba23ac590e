using Pinchang.Contracts;
using Pinchang.Contracts.Improvements;

namespace Pinchang.Web.Calls;

internal static class ImprovementCalls
{
    private const string Desk = "/api/operations/improvements";

    public static Task<ApiAnswer<Page<ImprovementSummary>>> ImprovementsAsync(
        this ApiClient api, ImprovementShelf shelf, ImprovementSource? source, Guid? sourceId, string? words, int page) =>
        api.GetAsync<Page<ImprovementSummary>>(Desk.With(("shelf", shelf), ("source", source), ("sourceId", sourceId), ("q", words), ("page", page)));

    public static Task<ApiAnswer<ImprovementOwner[]>> ImprovementOwnersAsync(this ApiClient api) => api.GetAsync<ImprovementOwner[]>($"{Desk}/owners");

    public static Task<ApiAnswer<ImprovementOrigin>> ImprovementOriginAsync(this ApiClient api, ImprovementSource source, Guid id) =>
        api.GetAsync<ImprovementOrigin>($"{Desk}/origins".With(("source", source), ("id", id)));

    public static Task<ApiAnswer<ImprovementDetails>> ImprovementAsync(this ApiClient api, Guid id) => api.GetAsync<ImprovementDetails>($"{Desk}/{id}");

    public static Task<ApiAnswer<ImprovementDetails>> OpenImprovementAsync(this ApiClient api, OpenImprovement improvement, Guid key) =>
        api.PostAsync<ImprovementDetails>(Desk, improvement, key);

    public static Task<ApiAnswer<ImprovementDetails>> PlanImprovementAsync(this ApiClient api, Guid id, PlanImprovement plan, Guid key) =>
        api.PutAsync<ImprovementDetails>($"{Desk}/{id}", plan, key);

    public static Task<ApiAnswer<ImprovementDetails>> ImprovementStepAsync(this ApiClient api, Guid id, string step, object body, Guid key) =>
        api.PostAsync<ImprovementDetails>($"{Desk}/{id}/{step}", body, key);
}
