using System.Net.WebSockets;
using Pinchang.Api.Media.Rights;
using Pinchang.Api.Media.Sockets;
using Pinchang.Api.Media.Streams;
using Pinchang.Contracts.LiveRooms;

namespace Pinchang.Api.Media;

/// <summary><c>/media/rooms/{roomId}/play</c>, a WebSocket that pushes the picture of a room to one viewer.</summary>
internal static class PlayStream
{
    private const int LargestMessage = 1024;

    public static async Task HandleAsync(HttpContext context, Guid roomId, IWatchingRight right, StreamDirectory streams)
    {
        var grant = await right.AskForRoomAsync(roomId, context);
        using var socket = await MediaSocket.AcceptAsync(context);
        if (socket is null)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        try
        {
            if (!grant.IsAccepted)
            {
                await socket.SendTextAsync(new { type = "refused", code = grant.Refusal.Code }, context.RequestAborted);
                await socket.CloseAsync(4404, grant.Refusal.Code);
            }
            else if (grant.Value.State == LiveSessionState.Ended)
            {
                await socket.SendTextAsync(new { type = "state", state = "ended" }, context.RequestAborted);
                await socket.CloseAsync(4410, "ended");
            }
            else
            {
                await WatchAsync(socket, streams.Open(roomId, grant.Value.SessionId).Audience, context.RequestAborted);
            }
        }
        catch (Exception gone) when (gone is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            // Viewers leave as they like.
        }
    }

    /// <summary>Until one side ends it.</summary>
    public static async Task WatchAsync(MediaSocket socket, Audience audience, CancellationToken gone)
    {
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(gone);
        var queue = new ViewerQueue();
        audience.Join(queue);
        try
        {
            var listening = ListenAsync(socket, leaving);
            while (await queue.WaitAsync(leaving.Token))
            {
                while (queue.TryTake(out var frame))
                {
                    await socket.SendAsync(frame, leaving.Token);
                }
            }

            await socket.CloseAsync(4410, "ended");
            await leaving.CancelAsync();
            await listening;
        }
        finally
        {
            audience.Leave(queue);
            await leaving.CancelAsync();
        }
    }

    /// <summary>A viewer has nothing to say; listening is how its leaving is noticed.</summary>
    private static async Task ListenAsync(MediaSocket socket, CancellationTokenSource leaving)
    {
        var buffer = new MessageBuffer();
        try
        {
            while (await socket.ReceiveAsync(buffer, LargestMessage, leaving.Token) is { IsTooLong: false })
            {
            }
        }
        catch (Exception gone) when (gone is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            // Noticed.
        }

        await leaving.CancelAsync();
    }
}
