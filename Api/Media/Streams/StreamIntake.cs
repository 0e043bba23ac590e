using Pinchang.Contracts;
using Pinchang.Contracts.LiveRooms;
using Pinchang.Domain.Media;

namespace Pinchang.Api.Media.Streams;

/// <summary>What every stream asks of each message, whether the picture is kept or only passed on.</summary>
internal sealed class StreamIntake(TimeProvider time)
{
    /// <summary>Without a keyframe for so long nobody could join.</summary>
    private const long LongestGroup = 12_000;

    private InitSegment? _init;
    private Guid _lastInstance;
    private UploadBudget _budget = UploadBudget.Full(time.GetUtcNow());
    private long _lastKey;
    private bool _keyMustCome;

    /// <summary>Another connection publishes now; its init segment must come first.</summary>
    public void Reset() => _init = null;

    /// <summary>The header, when the message may be taken at all.</summary>
    public Refusal? Open(ReadOnlySpan<byte> message, DateTimeOffset now, out StreamMessage header)
    {
        header = default!;
        if (_budget.Spend(message.Length, now) is not { } budget)
        {
            return MediaRefusals.TooFast;
        }

        _budget = budget;
        if (StreamMessage.Read(message) is not { } read)
        {
            return MediaRefusals.Malformed;
        }

        header = read;
        return null;
    }

    /// <param name="before">What the stream began with last; the same page with the same settings goes on without a keyframe.</param>
    public Outcome<InitSegment> Begin(ReadOnlySpan<byte> body, Guid instance, InitSegment? before, StreamLine line)
    {
        if (InitSegment.Read(body) is not { Value: { } init })
        {
            return MediaRefusals.Malformed;
        }

        _keyMustCome = instance != _lastInstance || before?.Bytes.AsSpan().SequenceEqual(init.Bytes) != true;
        (_init, _lastInstance, _lastKey) = (init, instance, line.MediaTime);
        return init;
    }

    /// <summary>The fragment and the line behind it; the fragment then carries its number.</summary>
    public Outcome<TakenFragment> Take(StreamMessage header, Span<byte> body, StreamLine line)
    {
        if (_init is not { } init || MediaFragment.Read(body, init) is not { Value: { } fragment })
        {
            return MediaRefusals.Malformed;
        }

        var outcome = line.Accept(header, fragment);
        if (!outcome.IsAccepted)
        {
            return outcome.Refusal;
        }

        var isKey = header.Kind == StreamMessageKind.Key;
        _lastKey = isKey ? fragment.MediaTime : _lastKey;
        if (((_keyMustCome || header.AfterGap) && !isKey) || fragment.End - _lastKey > LongestGroup)
        {
            return MediaRefusals.Malformed;
        }

        _keyMustCome = false;
        MediaFragment.Number(body, header.Sequence);
        return new TakenFragment(fragment with { Sequence = header.Sequence }, outcome.Value);
    }
}

internal sealed record TakenFragment(MediaFragment Fragment, StreamLine Line);

/// <summary>A stream as its publisher's connection sees it.</summary>
internal interface IPublishedStream
{
    /// <summary>An init segment or a fragment; null when it was taken.</summary>
    Task<Refusal?> ReceiveAsync(PublisherLink link, Memory<byte> message);

    /// <summary>The connection said something that is no picture.</summary>
    void Heard();
}
