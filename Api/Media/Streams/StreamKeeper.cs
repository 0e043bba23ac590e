using Pinchang.Api.Media.Recordings;
using Pinchang.Api.Media.Rights;

namespace Pinchang.Api.Media.Streams;

/// <summary>Once a second looks after every stream, and asks the rooms now and then whether their session still runs.</summary>
internal sealed class StreamKeeper(
    StreamDirectory streams, RecordingArchive archive, IRoomReports rooms, TimeProvider time, ILogger<StreamKeeper> log) : BackgroundService
{
    private const int AskEvery = 3;
    private const int AffirmEvery = 20;
    private const int CloseLeftoversEvery = 60;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), time);
        for (var round = 0L; await timer.WaitForNextTickAsync(stoppingToken); round++)
        {
            var ask = round % AskEvery == 0;
            await Task.WhenAll(streams.All.Select(stream => LookAfterAsync(stream, ask)));
            if (round % AffirmEvery == AffirmEvery - 1)
            {
                foreach (var stream in streams.All)
                {
                    stream.Affirm();
                }
            }

            if (round % CloseLeftoversEvery == 2)
            {
                await CloseLeftoversAsync(stoppingToken);
            }
        }
    }

    private async Task LookAfterAsync(SessionStream stream, bool ask)
    {
        try
        {
            await stream.TickAsync();
            if (ask && !await rooms.IsRunningAsync(stream.RoomId, stream.SessionId))
            {
                await streams.EndAsync(stream);
            }
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            log.LogWarning(problem, "The stream of session {SessionId} could not be looked after", stream.SessionId);
        }
    }

    /// <summary>Sessions that ended while this host was down leave a recording that nobody closed.</summary>
    private async Task CloseLeftoversAsync(CancellationToken cancellation)
    {
        try
        {
            foreach (var recording in await archive.ListOpenAsync(cancellation))
            {
                if (streams.OfSession(recording.SessionId) is null && !await rooms.IsRunningAsync(recording.RoomId, recording.SessionId))
                {
                    using var writer = await archive.OpenAsync(recording.RoomId, recording.SessionId);
                    await archive.CloseAsync(recording.SessionId, writer);
                }
            }
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            log.LogWarning(problem, "Recordings left open could not be closed");
        }
    }
}
