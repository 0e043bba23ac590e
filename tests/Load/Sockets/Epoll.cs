using System.Buffers.Binary;
using System.ComponentModel;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Pinchang.Load.Sockets;

/// <summary>
/// Linux's own readiness queue. The runtime's asynchronous sockets cost several times more per receive, and a generator that is
/// slower than the server measures itself.
/// </summary>
internal sealed partial class Epoll : IDisposable
{
    private const int Add = 1;
    private const int Modify = 3;
    private const uint Readable = 1;
    private const uint Writable = 4;

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

    public void Watch(int socket, int tag) => Control(Add, socket, Readable, tag);

    /// <summary>Until the line is there: a socket becomes writable by being connected.</summary>
    public void WatchConnecting(int socket, int tag) => Control(Add, socket, Writable, tag);

    public void WatchConnected(int socket, int tag) => Control(Modify, socket, Readable, tag);

    /// <summary>How many sockets are ready; their tags are then at <see cref="TagAt"/>.</summary>
    public int Wait(int milliseconds) => Math.Max(0, epoll_wait(_descriptor, _events, _events.Length, milliseconds));

    public int TagAt(int index) => (int)_events[index].Data;

    /// <summary>Begins to connect a socket that does not block; whether it could, its first writing shows.</summary>
    public static unsafe void Connect(int socket, IPEndPoint server)
    {
        Span<byte> address = stackalloc byte[16];
        address.Clear();
        BinaryPrimitives.WriteUInt16LittleEndian(address, (ushort)AddressFamily.InterNetwork);
        BinaryPrimitives.WriteUInt16BigEndian(address[2..], (ushort)server.Port);
        server.Address.TryWriteBytes(address[4..], out _);
        fixed (byte* start = address)
        {
            _ = connect(socket, start, address.Length);
        }
    }

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

    private void Control(int operation, int socket, uint events, int tag)
    {
        var watched = new Event { Events = events, Data = (ulong)tag };
        if (epoll_ctl(_descriptor, operation, socket, ref watched) != 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        }
    }

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
    private static unsafe partial int connect(int socket, byte* address, int length);

    [LibraryImport("libc")]
    private static partial int close(int descriptor);

    [StructLayout(LayoutKind.Sequential, Pack = 4)]
    private struct Event
    {
        public uint Events;
        public ulong Data;
    }
}
