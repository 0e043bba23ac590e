using Pinchang.Contracts;
using Pinchang.Contracts.LiveRooms;

namespace Pinchang.Web.Calls;

internal static class LiveRoomCalls
{
    public static Task<ApiAnswer<Page<LiveRoomSummary>>> LiveRoomsAsync(this ApiClient api, LiveSessionState state, int page = 1) =>
        api.GetAsync<Page<LiveRoomSummary>>("/api/live-rooms".With(("state", state), ("page", page)));

    public static Task<ApiAnswer<Page<LiveRoomSummary>>> MyLiveRoomsAsync(this ApiClient api, int page = 1) =>
        api.GetAsync<Page<LiveRoomSummary>>("/api/employers/mine/live-rooms".With(("page", page)));

    public static Task<ApiAnswer<LiveRoomDetails>> LiveRoomAsync(this ApiClient api, Guid id) =>
        api.GetAsync<LiveRoomDetails>($"/api/live-rooms/{id}");

    public static Task<ApiAnswer<LiveRoomDetails>> PlanLiveRoomAsync(this ApiClient api, PlanLiveRoom plan, Guid key) =>
        api.PostAsync<LiveRoomDetails>("/api/live-rooms", plan, key);

    public static Task<ApiAnswer<LiveRoomDetails>> ChangeLiveRoomAsync(this ApiClient api, Guid id, PlanLiveRoom plan) =>
        api.PutAsync<LiveRoomDetails>($"/api/live-rooms/{id}", plan);

    public static Task<ApiAnswer<Done>> RemindAsync(this ApiClient api, Guid id, Guid key) =>
        api.PostAsync<Done>($"/api/live-rooms/{id}/reminders", null, key);

    public static Task<ApiAnswer<Done>> ForgetReminderAsync(this ApiClient api, Guid id) =>
        api.DeleteAsync($"/api/live-rooms/{id}/reminders");

    public static Task<ApiAnswer<SessionSummary>> SessionSummaryAsync(this ApiClient api, Guid id, Guid? session) =>
        api.GetAsync<SessionSummary>($"/api/live-rooms/{id}/summary".With(("session", session)));
}
