using Pinchang.Contracts.LiveRooms;
using Pinchang.Web.Shown;

namespace Pinchang.Web.Pages.Recruiting;

/// <summary>A room's plan as it is typed; its time is China's, whatever the browser's zone.</summary>
public sealed class RoomForm
{
    public string? Title { get; set; }

    public string? Introduction { get; set; }

    public Guid? CoverFileId { get; set; }

    public DateTime? StartsAt { get; set; }

    public RoomVisibility Visibility { get; set; }

    public List<Guid> JobIds { get; set; } = [];

    public List<StepEntry> Rundown { get; set; } = [];

    public static RoomForm Of(LiveRoomDetails room) => new()
    {
        Title = room.Summary.Title,
        Introduction = room.Introduction,
        CoverFileId = room.Summary.CoverFileId,
        StartsAt = Moments.Local(room.Summary.StartsAt).DateTime,
        Visibility = room.Summary.Visibility,
        JobIds = [.. room.Jobs.Select(job => job.Id)],
        Rundown = [.. room.Rundown.Select(step => new StepEntry { Minute = step.Minute, Title = step.Title, JobId = step.JobId })],
    };

    public PlanLiveRoom ToRequest() => new()
    {
        Title = Title?.Trim() ?? "",
        Introduction = string.IsNullOrWhiteSpace(Introduction) ? null : Introduction.Trim(),
        CoverFileId = CoverFileId,
        StartsAt = StartsAt is { } at ? Moments.FromLocal(at) : default,
        Visibility = Visibility,
        JobIds = [.. JobIds],
        Rundown = [.. Rundown.Where(step => !string.IsNullOrWhiteSpace(step.Title)).Select(step => new RundownStep(step.Minute ?? 0, step.Title!.Trim(), step.JobId))],
    };

    public sealed class StepEntry
    {
        public int? Minute { get; set; }

        public string? Title { get; set; }

        public Guid? JobId { get; set; }
    }
}
