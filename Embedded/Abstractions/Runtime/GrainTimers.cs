using System.Diagnostics.CodeAnalysis;

namespace Orleans.Runtime;

/// <summary>A timer that lives and ends with its activation.</summary>
public interface IGrainTimer : IDisposable
{
    void Change(TimeSpan dueTime, TimeSpan period);
}

/// <summary>When a grain timer ticks and how its ticks stand among the requests.</summary>
public readonly struct GrainTimerCreationOptions
{
    public GrainTimerCreationOptions()
    {
    }

    [SetsRequiredMembers]
    public GrainTimerCreationOptions(TimeSpan dueTime, TimeSpan period)
    {
        DueTime = dueTime;
        Period = period;
    }

    public required TimeSpan DueTime { get; init; }

    /// <summary>From the end of one tick to the start of the next; infinite for a single tick.</summary>
    public required TimeSpan Period { get; init; }

    /// <summary>Ticks run between other requests' awaits instead of queueing like a call.</summary>
    public bool Interleave { get; init; }

    /// <summary>Ticks count as use, so the activation is not collected while the timer runs.</summary>
    public bool KeepAlive { get; init; }
}
