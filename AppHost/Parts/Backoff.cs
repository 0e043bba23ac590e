using System.Diagnostics;

namespace Pinchang.AppHost.Parts;

/// <summary>Longer and longer pauses between restarts; one that ran well for a while starts afresh; too many in a row are a failure.</summary>
internal sealed class Backoff(string name)
{
    private const int Most = 5;
    private static readonly TimeSpan RanWell = TimeSpan.FromMinutes(1);
    private readonly Stopwatch _sinceStart = Stopwatch.StartNew();
    private int _restarts;

    /// <exception cref="StartException">It does not stay up.</exception>
    public async Task WaitAsync(CancellationToken cancellation)
    {
        _restarts = _sinceStart.Elapsed > RanWell ? 0 : _restarts;
        if (_restarts == Most)
        {
            throw new StartException($"{name} has ended {Most + 1} times in a row and does not stay up: its last lines above say why.");
        }

        await Task.Delay(TimeSpan.FromMilliseconds(200 << (2 * _restarts)), cancellation);
        _restarts++;
        _sinceStart.Restart();
    }
}
