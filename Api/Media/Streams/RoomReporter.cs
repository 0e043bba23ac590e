using System.Threading.Channels;
using Pinchang.Api.Media.Rights;
using Pinchang.Contracts.LiveRooms;

namespace Pinchang.Api.Media.Streams;

/// <summary>Tells rooms about their pictures, in order, without holding up a picture while a room is busy.</summary>
internal sealed class RoomReporter(IRoomReports rooms, TimeProvider time, ILogger<RoomReporter> log) : BackgroundService
{
    private const int Tries = 4;

    private readonly Channel<(Guid RoomId, ReportStream Report)> _waiting = Channel.CreateBounded<(Guid, ReportStream)>(
        new BoundedChannelOptions(4096) { FullMode = BoundedChannelFullMode.DropOldest });

    public void Report(Guid roomId, ReportStream report) => _waiting.Writer.TryWrite((roomId, report));

    public void Complain(Guid sessionId, Exception problem) => log.LogError(problem, "The recording of session {SessionId} could not be written", sessionId);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var (roomId, report) in _waiting.Reader.ReadAllAsync(stoppingToken))
        {
            for (var attempt = 1; !await TryAsync(roomId, report, attempt) && attempt < Tries; attempt++)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(200 * attempt), time, stoppingToken);
            }
        }
    }

    private async Task<bool> TryAsync(Guid roomId, ReportStream report, int attempt)
    {
        try
        {
            await rooms.ReportAsync(roomId, report);
            return true;
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            log.LogWarning(problem, "Room {RoomId} did not take the state of its picture (try {Attempt})", roomId, attempt);
            return false;
        }
    }
}
