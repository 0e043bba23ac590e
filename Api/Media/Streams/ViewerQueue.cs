using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using Pinchang.Domain.Media;

namespace Pinchang.Api.Media.Streams;

/// <summary>A viewer's backlog between the one who offers and the loop that writes to the socket.</summary>
internal sealed class ViewerQueue
{
    private readonly Lock _gate = new();
    private readonly ViewerBacklog _backlog = new();
    private readonly Channel<bool> _some = Channel.CreateBounded<bool>(1);
    private bool _closed;

    public void Offer(SharedFrame frame)
    {
        lock (_gate)
        {
            _backlog.Offer(frame);
            Wake();
        }
    }

    /// <summary>Nothing more comes; what waits is still sent.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
            Wake();
        }
    }

    public bool TryTake([NotNullWhen(true)] out SharedFrame? frame)
    {
        lock (_gate)
        {
            return _backlog.TryTake(out frame);
        }
    }

    /// <summary>False when it was closed and is empty.</summary>
    public async ValueTask<bool> WaitAsync(CancellationToken cancellation)
    {
        while (true)
        {
            lock (_gate)
            {
                if (_backlog.Count > 0 || _closed)
                {
                    return _backlog.Count > 0;
                }
            }

            await _some.Reader.ReadAsync(cancellation);
        }
    }

    private void Wake() => _some.Writer.TryWrite(true);
}
