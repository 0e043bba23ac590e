using System.Diagnostics;

namespace Pinchang.Load.Sockets;

/// <summary>What viewers say by themselves: that they are still there, and a word repeated by an open-loop schedule.</summary>
internal sealed partial class ViewerFleet
{
    private int _keptAlive;
    private long _keptAliveAt;
    private volatile Words? _words;

    /// <summary>How often the word has been said, and how often the schedule wanted it.</summary>
    public (long Said, long Due) Spoken => _words is { } words ? (Volatile.Read(ref words.Said), words.Due) : (0, 0);

    /// <summary>Every viewer says this so many times a second, evenly, one after the other.</summary>
    public void StartSaying(byte[] frame, double timesPerSecond) => _words = new Words(frame, timesPerSecond * _viewers.Count);

    /// <summary>Stops, and returns how often it was said.</summary>
    public long StopSaying()
    {
        var words = _words!;
        words.Stopping = true;
        SpinWait.SpinUntil(() => words.Stopped || _failure is not null);
        _words = null;
        return words.Said;
    }

    private void KeepAlive()
    {
        if (_protocol.KeepAlive.Length == 0)
        {
            return;
        }

        // Spread evenly, a few viewers at each turn of the loop.
        var due = (int)(Stopwatch.GetElapsedTime(_keptAliveAt).TotalSeconds / 15 * _viewers.Count);
        if (due == 0)
        {
            return;
        }

        _keptAliveAt = Stopwatch.GetTimestamp();
        for (var i = 0; i < Math.Min(due, _viewers.Count); i++)
        {
            _keptAlive = (_keptAlive + 1) % _viewers.Count;
            var viewer = _viewers[_keptAlive];
            if (viewer is { Upgraded: true, Closed: false, Sequence: > 0 })
            {
                Say(viewer, _protocol.KeepAlive);
            }
        }
    }

    private void Speak()
    {
        if (_words is not { Stopped: false } words)
        {
            return;
        }

        for (var due = words.Due; words.Said < due; Volatile.Write(ref words.Said, words.Said + 1))
        {
            Say(_viewers[(int)(words.Said % _viewers.Count)], words.Frame);
        }

        words.Stopped = words.Stopping;
    }

    private sealed class Words(byte[] frame, double perSecond)
    {
        private readonly long _since = Stopwatch.GetTimestamp();

        public long Said;

        public byte[] Frame => frame;

        public long Due => (long)(Stopwatch.GetElapsedTime(_since).TotalSeconds * perSecond);

        public volatile bool Stopping;

        public volatile bool Stopped;
    }
}
