using Pinchang.Api.Media.Recordings;
using Pinchang.Api.Media.Rights;
using Pinchang.Contracts;
using Pinchang.Contracts.LiveRooms;
using Pinchang.Domain.Media;

namespace Pinchang.Api.Media.Streams;

/// <summary>The picture of one session on its way through this host: one publisher, its recording, everybody who watches.</summary>
internal sealed class SessionStream(Guid roomId, Guid sessionId, RecordingArchive archive, RoomReporter reporter, TimeProvider time) : IPublishedStream, IDisposable
{
    private static readonly TimeSpan SilentAfter = TimeSpan.FromSeconds(3);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly StreamIntake _intake = new(time);
    private RecordingWriter? _recording;
    private PublisherSeat? _seat;
    private PublisherLink? _publisher;
    private DateTimeOffset _lastPictureAt = DateTimeOffset.MinValue;
    private StreamState _state = StreamState.Absent;
    private uint _acknowledged;

    public Guid RoomId => roomId;

    public Guid SessionId => sessionId;

    public Audience Audience { get; } = new();

    public bool HasEnded { get; private set; }

    public RecordingWriter? Recording => _recording;

    /// <summary>The end of the newest picture, carried on by the clock for at most the moment until the next should come.</summary>
    public long? MediaTime => _recording is { } recording && _state != StreamState.Absent ? recording.Line.MediaTime : null;

    /// <summary>Takes the seat; answers where the stream goes on.</summary>
    public async Task<Outcome<StreamLine>> SitAsync(PublishingGrant grant, PublisherLink link, bool takeover)
    {
        using var turn = await TurnAsync(link.Cancellation);
        if (HasEnded)
        {
            return LiveRoomRefusals.Ended;
        }

        var outcome = PublisherSeat.Take(_seat, grant.UserId, link.InstanceId, takeover, time.GetUtcNow());
        if (!outcome.IsAccepted)
        {
            return outcome.Refusal;
        }

        var before = _publisher;
        (_seat, _publisher) = (outcome.Value, link);
        _intake.Reset();
        if (before is not null)
        {
            await before.CutAsync(MediaRefusals.TakenOver);
        }

        _recording ??= await archive.OpenAsync(roomId, sessionId);
        return _recording.Line;
    }

    public async Task LeaveAsync(PublisherLink link)
    {
        using var turn = await TurnAsync(CancellationToken.None);
        if (_publisher == link)
        {
            (_publisher, _seat) = (null, null);
            Become(StreamState.Interrupted);
        }
    }

    public async Task<Refusal?> ReceiveAsync(PublisherLink link, Memory<byte> message)
    {
        using var turn = await TurnAsync(link.Cancellation);
        if (_publisher != link || HasEnded)
        {
            return HasEnded ? LiveRoomRefusals.Ended : MediaRefusals.TakenOver;
        }

        var now = time.GetUtcNow();
        _seat = _seat! with { LastHeardAt = now };
        if (_intake.Open(message.Span, now, out var header) is { } refusal)
        {
            return refusal;
        }

        try
        {
            var body = message[StreamMessage.HeaderLength..];
            return header.Kind == StreamMessageKind.Init ? await BeginAsync(link, body) : await ShowAsync(header, body, now);
        }
        catch (Exception full) when (full is IOException or UnauthorizedAccessException)
        {
            reporter.Complain(sessionId, full);
            return MediaRefusals.Storage;
        }
    }

    public void Heard()
    {
        if (_seat is { } seat)
        {
            _seat = seat with { LastHeardAt = time.GetUtcNow() };
        }
    }

    /// <summary>Once a second: what was appended becomes durable and is acknowledged; silence is noticed.</summary>
    public async Task TickAsync()
    {
        if (_recording is { } recording)
        {
            var line = recording.Line;
            await Task.Run(recording.Flush);
            if (_publisher is { } publisher && line.NextSequence - 1 > _acknowledged)
            {
                _acknowledged = line.NextSequence - 1;
                await publisher.TellAsync(new { type = "ack", sequence = _acknowledged, mediaTime = line.MediaTime });
            }
        }

        if (_state == StreamState.Live && time.GetUtcNow() - _lastPictureAt > SilentAfter)
        {
            using var turn = await TurnAsync(CancellationToken.None);
            if (_state == StreamState.Live && time.GetUtcNow() - _lastPictureAt > SilentAfter)
            {
                Become(StreamState.Interrupted);
            }
        }
    }

    /// <summary>The session is over: everybody is told, the recording is closed and checked.</summary>
    public async Task EndAsync()
    {
        using (await TurnAsync(CancellationToken.None))
        {
            if (HasEnded)
            {
                return;
            }

            HasEnded = true;
        }

        if (_publisher is { } publisher)
        {
            await publisher.CutAsync(LiveRoomRefusals.Ended);
        }

        Audience.End();
        if (_recording is { } recording)
        {
            await archive.CloseAsync(sessionId, recording);
        }
    }

    public void Dispose()
    {
        _recording?.Dispose();
        _turn.Dispose();
    }

    private async Task<Refusal?> BeginAsync(PublisherLink link, Memory<byte> body)
    {
        var recording = _recording!;
        var outcome = _intake.Begin(body.Span, link.InstanceId, recording.Init, recording.Line);
        if (!outcome.IsAccepted)
        {
            return outcome.Refusal;
        }

        await recording.BeginAsync(outcome.Value);
        Audience.Begin(outcome.Value, recording.Line);
        return null;
    }

    private async Task<Refusal?> ShowAsync(StreamMessage header, Memory<byte> body, DateTimeOffset now)
    {
        var recording = _recording!;
        var outcome = _intake.Take(header, body.Span, recording.Line);
        if (!outcome.IsAccepted)
        {
            return outcome.Refusal;
        }

        Audience.Show(header, body.Span);
        if (header.AfterGap && recording.Line.NextSequence > 1)
        {
            var since = _lastPictureAt > DateTimeOffset.MinValue ? _lastPictureAt : recording.LastWrittenAt ?? now;
            await recording.MarkAsync(new RecordingGap(recording.Line.MediaTime, (long)Math.Max(0, (now - since).TotalMilliseconds)));
        }

        await recording.AppendAsync(body, outcome.Value.Fragment, outcome.Value.Line);
        _lastPictureAt = now;
        Become(StreamState.Live);
        return null;
    }

    /// <summary>A room that was read again from its rows asks for this: it cannot know that its picture outlived it.</summary>
    public void Affirm()
    {
        if (_state == StreamState.Live)
        {
            reporter.Report(roomId, new ReportStream(sessionId, StreamState.Live, _recording?.Line.MediaTime ?? 0));
        }
    }

    private void Become(StreamState state)
    {
        if (state == _state || (state == StreamState.Interrupted && _state == StreamState.Absent))
        {
            return;
        }

        _state = state;
        Audience.Tell(state);
        reporter.Report(roomId, new ReportStream(sessionId, state, _recording?.Line.MediaTime ?? 0));
    }

    private async Task<Turn> TurnAsync(CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        return new Turn(_turn);
    }

    private readonly struct Turn(SemaphoreSlim turn) : IDisposable
    {
        public void Dispose() => turn.Release();
    }
}
