using Pinchang.Contracts.Exams;

namespace Pinchang.Web.Calls;

internal static class InvigilationCalls
{
    public static Task<ApiAnswer<InvigilationSitting[]>> InvigilationSittingsAsync(this ApiClient api) =>
        api.GetAsync<InvigilationSitting[]>("/api/invigilation/sittings");

    public static Task<ApiAnswer<InvigilationWall>> InvigilationWallAsync(this ApiClient api, Guid sittingId) =>
        api.GetAsync<InvigilationWall>($"/api/exam-sittings/{sittingId}/wall");
}
