using System.Diagnostics.CodeAnalysis;

namespace Pinchang.Domain.Media;

/// <summary>Bytes ready to be written to any viewer's socket; shared by all of them.</summary>
/// <param name="Kind">Null for control text, which is never left out.</param>
public sealed record SharedFrame(ReadOnlyMemory<byte> Bytes, StreamMessageKind? Kind)
{
    public bool MayBeLeftOut => Kind is StreamMessageKind.Key or StreamMessageKind.Delta;
}

/// <summary>
/// What waits for one viewer. When it grows past its bound the pictures in it are dropped and nothing is taken
/// until the next keyframe: a slow viewer skips, and costs neither memory nor anybody else's time.
/// </summary>
public sealed class ViewerBacklog(int mostFrames = 64, int mostBytes = 4 * 1024 * 1024)
{
    private readonly Queue<SharedFrame> _waiting = new();
    private int _bytes;
    private bool _untilKey = true;

    public int Count => _waiting.Count;

    /// <summary>Frames left out so far.</summary>
    public long Dropped { get; private set; }

    public void Offer([NotNull] SharedFrame frame)
    {
        if (frame.MayBeLeftOut)
        {
            if (frame.Kind == StreamMessageKind.Key)
            {
                _untilKey = false;
            }
            else if (_untilKey)
            {
                Dropped++;
                return;
            }

            if (_waiting.Count >= mostFrames || (_bytes > 0 && _bytes + frame.Bytes.Length > mostBytes))
            {
                DropPictures();
                if (frame.Kind == StreamMessageKind.Delta)
                {
                    _untilKey = true;
                    Dropped++;
                    return;
                }
            }
        }

        _waiting.Enqueue(frame);
        _bytes += frame.Bytes.Length;
    }

    public bool TryTake([NotNullWhen(true)] out SharedFrame? frame)
    {
        if (!_waiting.TryDequeue(out frame))
        {
            return false;
        }

        _bytes -= frame.Bytes.Length;
        return true;
    }

    private void DropPictures()
    {
        for (var left = _waiting.Count; left > 0; left--)
        {
            var frame = _waiting.Dequeue();
            if (frame.MayBeLeftOut)
            {
                _bytes -= frame.Bytes.Length;
                Dropped++;
            }
            else
            {
                _waiting.Enqueue(frame);
            }
        }
    }
}
