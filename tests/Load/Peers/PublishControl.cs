using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Pinchang.Load.Sockets;

namespace Pinchang.Load.Peers;

/// <summary>
/// The control routes that every C# server under load has, so that publishing costs all of them the same:
/// <c>saturate</c> publishes as fast as <paramref name="publish"/> returns, <c>steady</c> by an open-loop schedule,
/// <c>one</c> once, and <c>collect</c> gives unused memory back before it is weighed.
/// </summary>
internal sealed class PublishControl(Func<string, Task> publish)
{
    private long _sequence;

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/control/saturate", async (double seconds, int bytes) =>
        {
            var published = 0;
            for (var since = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(since).TotalSeconds < seconds; published++)
            {
                await PublishAsync(Marker.Now, bytes);
            }

            return published.ToString(CultureInfo.InvariantCulture);
        });
        routes.MapPost("/control/steady", async (double rate, double seconds, int bytes) =>
        {
            var start = Marker.Now;
            var count = (int)(rate * seconds);
            for (var i = 0; i < count; i++)
            {
                var intended = start + (long)(i * 1e9 / rate);
                if (intended - Marker.Now is > 0 and var early)
                {
                    await Task.Delay(TimeSpan.FromMilliseconds(early / 1e6));
                }

                await PublishAsync(intended, bytes);
            }

            return count.ToString(CultureInfo.InvariantCulture);
        });
        routes.MapPost("/control/one", async (int bytes) =>
        {
            await PublishAsync(Marker.Now, bytes);
            return _sequence.ToString(CultureInfo.InvariantCulture);
        });
        routes.MapPost("/control/collect", () =>
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            return GC.GetTotalMemory(false).ToString(CultureInfo.InvariantCulture);
        });
    }

    private Task PublishAsync(long publishedAt, int bytes) => publish(Marker.Text(++_sequence, publishedAt, bytes));
}
