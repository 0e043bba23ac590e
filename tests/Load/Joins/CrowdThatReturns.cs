using System.Diagnostics;
using Pinchang.Load.Measuring;
using Pinchang.Load.Sockets;

namespace Pinchang.Load.Joins;

/// <summary>
/// J2: the server dies under its crowd, another is started, and everybody knocks at once. The next one has just begun to run, on both
/// sides: that is when it happens.
/// </summary>
internal sealed class CrowdThatReturns(Func<Task<ServerUnderLoad>> startAsync, Func<ViewerProtocol> viewer, int crowd, LoadOptions options)
{
    public async Task<Sample> MeasureAsync()
    {
        await using (var server = await startAsync())
        {
            using var before = new ViewerFleet(viewer(), server.Port);
            await before.AddAsync(crowd);
        }

        await Task.Delay(options.Quick ? 500 : 3_000);
        await using var next = await startAsync();
        using var fleet = new ViewerFleet(viewer(), next.Port);
        var (watch, since) = (new NoiseWatch(next), Stopwatch.GetTimestamp());
        await fleet.AddAsync(crowd, atTheDoor: crowd);
        var took = Stopwatch.GetElapsedTime(since);
        var use = watch.Stop();
        return new Sample(took.TotalMilliseconds, $"{crowd / took.TotalSeconds:N0}/s, {use.ServerSeconds * 1e6 / crowd:F0} us each", use);
    }
}
