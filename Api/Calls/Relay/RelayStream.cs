using Pinchang.Api.Media.Streams;
using Pinchang.Contracts;
using Pinchang.Contracts.LiveRooms;
using Pinchang.Domain.Media;

namespace Pinchang.Api.Calls.Relay;

/// <summary>
/// One side's picture on its way to the other: the live picture's intake and audience, without a recording. The newest page
/// of the person publishes; an older one is told that it was taken over.
/// </summary>
internal sealed class RelayStream(TimeProvider time) : IPublishedStream, IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly StreamIntake _intake = new(time);
    private StreamLine _line = StreamLine.Start;
    private InitSegment? _before;
    private PublisherLink? _publisher;

    public Audience Audience { get; } = new();

    /// <summary>Answers where the stream goes on.</summary>
    public async Task<StreamLine> SitAsync(PublisherLink link)
    {
        await _turn.WaitAsync(link.Cancellation);
        try
        {
            var before = _publisher;
            _publisher = link;
            _intake.Reset();
            if (before is not null)
            {
                await before.CutAsync(MediaRefusals.TakenOver);
            }

            return _line;
        }
        finally
        {
            _turn.Release();
        }
    }

    public async Task LeaveAsync(PublisherLink link)
    {
        await _turn.WaitAsync();
        try
        {
            if (_publisher == link)
            {
                _publisher = null;
                Audience.Tell(StreamState.Interrupted);
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    public async Task<Refusal?> ReceiveAsync(PublisherLink link, Memory<byte> message)
    {
        await _turn.WaitAsync(link.Cancellation);
        try
        {
            if (_publisher != link)
            {
                return MediaRefusals.TakenOver;
            }

            return _intake.Open(message.Span, time.GetUtcNow(), out var header) is { } refusal ? refusal
                : header.Kind == StreamMessageKind.Init ? Begin(link, message[StreamMessage.HeaderLength..])
                : await ShowAsync(link, header, message[StreamMessage.HeaderLength..]);
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Heard()
    {
        // Nobody else may sit here, so silence frees no seat.
    }

    /// <summary>The call is over: who watches is told.</summary>
    public Task EndAsync()
    {
        Audience.End();
        return Task.CompletedTask;
    }

    public void Dispose() => _turn.Dispose();

    private Refusal? Begin(PublisherLink link, Memory<byte> body)
    {
        var outcome = _intake.Begin(body.Span, link.InstanceId, _before, _line);
        if (outcome.IsAccepted)
        {
            _before = outcome.Value;
            Audience.Begin(outcome.Value, _line);
        }

        return outcome.Refusal;
    }

    private async Task<Refusal?> ShowAsync(PublisherLink link, StreamMessage header, Memory<byte> body)
    {
        var outcome = _intake.Take(header, body.Span, _line);
        if (!outcome.IsAccepted)
        {
            return outcome.Refusal;
        }

        _line = outcome.Value.Line;
        Audience.Show(header, body.Span);
        if (header.Kind == StreamMessageKind.Key)
        {
            Audience.Tell(StreamState.Live);

            // Nothing is kept, so what was passed on is all that can be acknowledged.
            await link.TellAsync(new { type = "ack", sequence = header.Sequence, mediaTime = _line.MediaTime });
        }

        return null;
    }
}
