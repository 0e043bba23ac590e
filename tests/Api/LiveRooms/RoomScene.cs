using Pinchang.Api.Tests.Hosting;
using Pinchang.Contracts.LiveRooms;

namespace Pinchang.Api.Tests.LiveRooms;

/// <summary>Rooms of the scene's employer.</summary>
internal static class RoomScene
{
    public static async Task<LiveRoomDetails> PlannedRoomAsync(
        this RecruitingScene scene, RoomVisibility visibility = RoomVisibility.Public, TimeSpan? startsIn = null, params Guid[] jobIds) =>
        await (await scene.Owner.Http.PostCommandAsync("/api/live-rooms", scene.RoomPlan(visibility, startsIn, jobIds))).ReadAsync<LiveRoomDetails>();

    public static PlanLiveRoom RoomPlan(
        this RecruitingScene scene, RoomVisibility visibility = RoomVisibility.Public, TimeSpan? startsIn = null, params Guid[] jobIds) => new()
        {
            Title = "春招专场直播",
            Introduction = "三个岗位，现场答疑。",
            StartsAt = scene.Api.Clock.GetUtcNow() + (startsIn ?? TimeSpan.FromHours(1)),
            Visibility = visibility,
            JobIds = jobIds,
            Rundown = [new(0, "开场", null), .. jobIds.Select((id, i) => new RundownStep(5 + i, "岗位讲解", id))],
        };

    public static async Task<LiveRoomDetails> RoomOnAirAsync(this RecruitingScene scene, params Guid[] jobIds)
    {
        var room = await scene.PlannedRoomAsync(jobIds: jobIds);
        (await (await scene.Owner.Http.PostCommandAsync($"{Path(room)}/broadcasts", null)).ReadAsync<RoomSnapshot>()).State.ShouldBe(LiveSessionState.OnAir);
        return room;
    }

    public static string Path(this LiveRoomDetails room) => $"/api/live-rooms/{room.Summary.Id}";
}
