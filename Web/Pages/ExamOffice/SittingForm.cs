using Pinchang.Contracts.Exams;
using Pinchang.Web.Shown;

namespace Pinchang.Web.Pages.ExamOffice;

/// <summary>A sitting as it is typed, times as China's clock shows them.</summary>
public sealed class SittingForm
{
    public Guid? PaperId { get; set; }

    public string? Name { get; set; }

    public DateTime? StartsAt { get; set; }

    public DateTime? EndsAt { get; set; }

    public int MinutesBeforeHandIn { get; set; } = 30;

    public string? Rules { get; set; }

    public PlanSittingRequest ToRequest() => new(
        PaperId ?? default,
        Name?.Trim() ?? "",
        StartsAt is { } starts ? Moments.FromLocal(starts) : default,
        EndsAt is { } ends ? Moments.FromLocal(ends) : default,
        MinutesBeforeHandIn: MinutesBeforeHandIn,
        Settings: new() { Rules = Rules?.Trim() ?? "" });
}
