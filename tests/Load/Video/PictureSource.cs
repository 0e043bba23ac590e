using System.Net.WebSockets;
using Pinchang.Load.Sockets;
using Pinchang.Support.Media;

namespace Pinchang.Load.Video;

/// <summary>
/// A stream of 0.8 Mbit/s in pieces of 120 ms, sent by an open-loop schedule. Each piece carries a marker where its picture begins.
/// </summary>
internal sealed class PictureSource : IAsyncDisposable
{
    public const int PieceMilliseconds = 120;
    public const int FrameBytes = 3_950;
    public const int PictureBytes = FrameBytes * 3;
    private const int PiecesOfGroup = 8;

    private readonly ClientWebSocket _socket = new();
    private readonly CancellationTokenSource _stopping = new();
    private Task _sending = Task.CompletedTask;

    /// <summary>One message, as long as all of them.</summary>
    public static byte[] Piece(uint number, long publishedAt)
    {
        var message = StreamMaker.FragmentMessage(number, (number - 1) * PieceMilliseconds, key: number % PiecesOfGroup == 1, frameBytes: FrameBytes);
        var picture = message.AsSpan(message.Length - PictureBytes);
        picture.Replace(Marker.Start[0], (byte)0);
        System.Text.Encoding.ASCII.GetBytes(Marker.Text(number, publishedAt, Marker.Length), picture);
        return message;
    }

    public async Task StartAsync(int port)
    {
        await _socket.ConnectAsync(new Uri($"ws://127.0.0.1:{port}/media/rooms/{OpenRoom.Id}/publish"), CancellationToken.None);
        _sending = Task.WhenAll(SendAsync(), ListenAsync());
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _sending;
        _socket.Dispose();
        _stopping.Dispose();
    }

    private async Task SendAsync()
    {
        try
        {
            await _socket.SendAsync(StreamMaker.InitMessage(), WebSocketMessageType.Binary, true, _stopping.Token);
            var start = Marker.Now;
            for (var number = 1u; ; number++)
            {
                var due = start + (number * PieceMilliseconds * 1_000_000L);
                if (due - Marker.Now is > 0 and var early)
                {
                    await Task.Delay(TimeSpan.FromMilliseconds(early / 1e6), _stopping.Token);
                }

                await _socket.SendAsync(Piece(number, due), WebSocketMessageType.Binary, true, _stopping.Token);
            }
        }
        catch (Exception exception) when (_stopping.IsCancellationRequested && exception is (OperationCanceledException or WebSocketException))
        {
        }
    }

    private async Task ListenAsync()
    {
        try
        {
            var heard = new byte[4096];
            while ((await _socket.ReceiveAsync(heard.AsMemory(), _stopping.Token)).MessageType != WebSocketMessageType.Close)
            {
            }

            throw new InvalidOperationException($"The server ended the picture: {_socket.CloseStatusDescription}");
        }
        catch (Exception exception) when (_stopping.IsCancellationRequested && exception is (OperationCanceledException or WebSocketException))
        {
        }
    }
}
