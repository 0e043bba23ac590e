using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Pinchang.Load.Sockets;

/// <summary>
/// Linux's own readiness queue. The runtime's asynchronous sockets cost several times more per receive, and a generator that is
/// slower than the server measures itself.
/// </summary>
internal sealed partial class Epoll : IDisposable
{
    private const int Add = 1;
    private const uint Readable = 1;

    private readonly int _descriptor;
    private readonly Event[] _events = new Event[1024];

    public Epoll()
    {
        _descriptor = epoll_create1(0);
        if (_descriptor < 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        }
    }

    public void Watch(int socket, int tag)
    {
        var watched = new Event { Events = Readable, Data = (ulong)tag };
        if (epoll_ctl(_descriptor, Add, socket, ref watched) != 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        }
    }

    /// <summary>How many sockets are readable; their tags are then at <see cref="TagAt"/>.</summary>
    public int Wait(int milliseconds) => Math.Max(0, epoll_wait(_descriptor, _events, _events.Length, milliseconds));

    public int TagAt(int index) => (int)_events[index].Data;

    /// <summary>Bytes received; 0 at the end of the stream, negative when there was nothing or an error.</summary>
    public static unsafe int Receive(int socket, Span<byte> buffer)
    {
        fixed (byte* start = buffer)
        {
            return (int)recv(socket, start, buffer.Length, 0);
        }
    }

    /// <summary>Sends a small frame; a client that cannot send a hundred bytes has a server that does not read.</summary>
    public static unsafe bool Send(int socket, ReadOnlySpan<byte> frame)
    {
        const int NoSignal = 0x4000;
        fixed (byte* start = frame)
        {
            return send(socket, start, frame.Length, NoSignal) == frame.Length;
        }
    }

    public void Dispose() => _ = close(_descriptor);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int epoll_create1(int flags);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int epoll_ctl(int descriptor, int operation, int socket, ref Event watched);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int epoll_wait(int descriptor, [Out] Event[] events, int count, int milliseconds);

    [LibraryImport("libc", SetLastError = true)]
    private static unsafe partial nint recv(int socket, byte* buffer, nint length, int flags);

    [LibraryImport("libc", SetLastError = true)]
    private static unsafe partial nint send(int socket, byte* buffer, nint length, int flags);

    [LibraryImport("libc")]
    private static partial int close(int descriptor);

    [StructLayout(LayoutKind.Sequential, Pack = 4)]
    private struct Event
    {
        public uint Events;
        public ulong Data;
    }
}
