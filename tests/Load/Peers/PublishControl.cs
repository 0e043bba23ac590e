using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Pinchang.Load.Sockets;

namespace Pinchang.Load.Peers;

/// <summary>
/// The control routes that every C# server under load has, so that publishing costs all of them the same:
/// <c>saturate</c> publishes as fast as <paramref name="publish"/> returns, <c>steady</c> says lines of chat by an open-loop schedule,
/// <c>card</c> pushes one job, and <c>collect</c> gives unused memory back before it is weighed.
/// </summary>
/// <param name="publish">One frame to each viewer; completes when the server can take the next.</param>
/// <param name="say">One line of chat, batched as the server does by itself.</param>
/// <param name="push">A job card, which must arrive at once.</param>
internal sealed class PublishControl(Func<string, Task> publish, Func<string, Task> say, Func<string, Task> push)
{
    private long _sequence;
    private long _card = Marker.FirstCard;

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/control/saturate", async (double seconds, int bytes) =>
        {
            var published = 0;
            for (var since = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(since).TotalSeconds < seconds; published++)
            {
                await publish(Next(Marker.Now, bytes));
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

                await say(Next(intended, bytes));
            }

            return count.ToString(CultureInfo.InvariantCulture);
        });
        routes.MapPost("/control/card", async () =>
        {
            var publishedAt = Marker.Now;
            await push(Marker.Text(++_card, publishedAt, Marker.Length));
            return string.Create(CultureInfo.InvariantCulture, $"{_card} {publishedAt}");
        });
        routes.MapPost("/control/collect", () =>
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            return GC.GetTotalMemory(false).ToString(CultureInfo.InvariantCulture);
        });
    }

    private string Next(long publishedAt, int bytes) => Marker.Text(++_sequence, publishedAt, bytes);
}
