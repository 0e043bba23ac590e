using Pinchang.Api.Media.Sockets;
using Pinchang.Contracts.LiveRooms;
using Pinchang.Domain.Media;

namespace Pinchang.Api.Media.Streams;

/// <summary>
/// Everybody who watches a session on this host, and what somebody who joins needs to see a picture at once:
/// the init segment and the fragments since the last keyframe.
/// </summary>
internal sealed class Audience
{
    private readonly Lock _gate = new();
    private readonly List<SharedFrame> _group = [];
    private ViewerQueue[] _viewers = [];
    private SharedFrame? _codecs;
    private SharedFrame? _init;
    private byte[] _initBytes = [];
    private SharedFrame _state = StateText(StreamState.Absent);
    private bool _ended;

    public int Count => _viewers.Length;

    public void Join(ViewerQueue viewer)
    {
        lock (_gate)
        {
            viewer.Offer(_state);
            if (_ended)
            {
                viewer.Close();
                return;
            }

            foreach (var frame in (IEnumerable<SharedFrame?>)[_codecs, _init, .. _group])
            {
                if (frame is not null)
                {
                    viewer.Offer(frame);
                }
            }

            _viewers = [.. _viewers, viewer];
        }
    }

    public void Leave(ViewerQueue viewer)
    {
        lock (_gate)
        {
            _viewers = [.. _viewers.Where(other => other != viewer)];
        }
    }

    /// <summary>A publisher came. When its settings are those of the one before, viewers need not be told.</summary>
    public void Begin(InitSegment init, StreamLine line)
    {
        lock (_gate)
        {
            if (_initBytes.AsSpan().SequenceEqual(init.Bytes))
            {
                return;
            }

            _group.Clear();
            _initBytes = init.Bytes;
            _codecs = WebSocketFrame.Text(new { type = "stream", codecs = init.Codecs, hasAudio = init.Audio is not null });
            _init = WebSocketFrame.Picture(new StreamMessage(StreamMessageKind.Init, false, 0, line.MediaTime), init.Bytes);
            Broadcast(_codecs);
            Broadcast(_init);
        }
    }

    public void Show(StreamMessage header, ReadOnlySpan<byte> fragment)
    {
        var frame = WebSocketFrame.Picture(header, fragment);
        lock (_gate)
        {
            if (header.Kind == StreamMessageKind.Key)
            {
                _group.Clear();
            }

            if (_group.Count > 0 || header.Kind == StreamMessageKind.Key)
            {
                _group.Add(frame);
            }

            Broadcast(frame);
        }
    }

    public void Tell(StreamState state)
    {
        lock (_gate)
        {
            _state = StateText(state);
            Broadcast(_state);
        }
    }

    public void End()
    {
        lock (_gate)
        {
            (_ended, _state) = (true, WebSocketFrame.Text(new { type = "state", state = "ended" }));
            _group.Clear();
            foreach (var viewer in _viewers)
            {
                viewer.Offer(_state);
                viewer.Close();
            }

            _viewers = [];
        }
    }

    private static SharedFrame StateText(StreamState state) =>
        WebSocketFrame.Text(new { type = "state", state = state switch { StreamState.Live => "live", StreamState.Interrupted => "interrupted", _ => "waiting" } });

    private void Broadcast(SharedFrame frame)
    {
        foreach (var viewer in _viewers)
        {
            viewer.Offer(frame);
        }
    }
}
