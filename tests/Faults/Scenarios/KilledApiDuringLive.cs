using Pinchang.Faults.History;
using Pinchang.Support.Products;

namespace Pinchang.Faults.Scenarios;

/// <summary>
/// X1 for a room: kill -9 of Api during a live. Viewers come back by themselves, no item that must arrive is missing, and
/// the recording holds all but the last second.
/// </summary>
internal sealed class KilledApiDuringLive : FaultScenario
{
    private const int Viewers = 40;
    private static readonly TimeSpan BackWithin = TimeSpan.FromSeconds(10);

    public override async Task<SeedResult> RunAsync(int seed)
    {
        var random = new Random(seed);
        await using var product = await RunningProduct.StartAsync(Configuration);
        await using var live = await LiveUnderFault.GoLiveAsync(product, Viewers, withPicture: true);
        await live.EverybodyJoinedAsync();
        live.StartCommands(seed);

        await Task.Delay(TimeSpan.FromSeconds(4 + random.NextDouble() * 4));
        var joins = live.Viewers.Select(viewer => viewer.Joins).ToArray();
        var fault = DateTimeOffset.UtcNow;
        await SignalAsync(product, "api", "KILL");
        var back = await UntilAsync(
            () => Task.FromResult(live.Viewers.Zip(joins).All(pair => pair.First.IsJoined && pair.First.Joins > pair.Second) && live.Publisher!.IsSending),
            TimeSpan.FromSeconds(60));

        await Task.Delay(TimeSpan.FromSeconds(5));
        await live.QuietAsync();
        await Task.Delay(TimeSpan.FromSeconds(2));
        var kept = await RoomChecker.KeptAsync(product.Run.Database.Owner, live.RoomId);
        var result = new SeedResult { Seed = seed, Acknowledged = live.Acknowledged.Count };
        RoomChecker.CheckCommands(live.Acknowledged, kept, result);
        RoomChecker.CheckViewers(live.Viewers, kept, result);
        result.Recovered("viewers and picture were back", back, BackWithin);

        await live.Presenter.InsistAsync($"/api/live-rooms/{live.RoomId}/endings", new { });
        var details = await live.Presenter.GetAsync($"/api/live-rooms/{live.RoomId}");
        var session = details.GetProperty("summary").GetProperty("sessionId").GetGuid();
        if (await RecordingAsync(live, session) is { } recording)
        {
            RecordingChecker.Check(recording, live.Publisher!, fault, result);
        }
        else
        {
            result.Lost.Add("there is no recording");
            result.Notes.AddRange(live.Publisher!.Refusals.Distinct());
        }

        return result;
    }

    /// <summary>The recording is closed and read back a few seconds after the end.</summary>
    private static async Task<byte[]?> RecordingAsync(LiveUnderFault live, Guid session)
    {
        byte[]? recording = null;
        await UntilAsync(
            async () =>
            {
                try
                {
                    recording = await live.Presenter.BytesAsync($"/media/sessions/{session}/recording.mp4");
                    return true;
                }
                catch (HttpRequestException)
                {
                    return false;
                }
            },
            TimeSpan.FromSeconds(20));
        return recording;
    }
}
