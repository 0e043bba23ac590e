using System.Net.WebSockets;
using System.Text.Json;
using Pinchang.Api.Media.Rights;
using Pinchang.Api.Media.Sockets;
using Pinchang.Api.Media.Streams;
using Pinchang.Contracts;
using Pinchang.Contracts.LiveRooms;

namespace Pinchang.Api.Media;

/// <summary>LH-4.3.1a: <c>/media/rooms/{roomId}/publish</c>, a WebSocket that takes the picture of a room.</summary>
internal static class PublishStream
{
    public const int LargestMessage = 4 * 1024 * 1024;

    private static readonly TimeSpan HeardWithin = TimeSpan.FromSeconds(15);

    public static async Task HandleAsync(
        HttpContext context, Guid roomId, IPublishingRight right, StreamDirectory streams, Guid? publisher = null, int takeover = 0)
    {
        var grant = await right.AskAsync(roomId, context);
        using var socket = await MediaSocket.AcceptAsync(context);
        if (socket is null)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        using var link = new PublisherLink(socket, publisher ?? Guid.Empty, context.RequestAborted);
        if (!grant.IsAccepted)
        {
            await link.RefuseAsync(grant.Refusal);
            return;
        }

        var stream = streams.Open(roomId, grant.Value.SessionId);
        var line = await stream.SitAsync(grant.Value, link, takeover == 1);
        if (!line.IsAccepted)
        {
            await link.RefuseAsync(line.Refusal);
            return;
        }

        try
        {
            await link.WelcomeAsync(stream.SessionId, line.Value);
            if (await TakeAsync(socket, link, stream) is { } refusal)
            {
                await link.RefuseAsync(refusal);
            }
            else
            {
                await socket.CloseAsync(1000, "");
            }
        }
        catch (Exception gone) when (gone is WebSocketException or OperationCanceledException or IOException)
        {
            // A publisher that drops is ordinary; the room is told below and it may come back.
        }
        finally
        {
            await stream.LeaveAsync(link);
        }
    }

    /// <summary>Until the publisher says good-bye (null) or sends what cannot be taken.</summary>
    public static async Task<Refusal?> TakeAsync(MediaSocket socket, PublisherLink link, IPublishedStream stream)
    {
        var buffer = new MessageBuffer();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(link.Cancellation);
        while (true)
        {
            patience.CancelAfter(HeardWithin);
            if (await socket.ReceiveAsync(buffer, LargestMessage, patience.Token) is not { } message)
            {
                return null;
            }

            if (message.IsTooLong)
            {
                return MediaRefusals.TooLarge;
            }

            if (message.Type == WebSocketMessageType.Text)
            {
                stream.Heard();
                if (!await AnswerAsync(link, buffer.Written))
                {
                    return MediaRefusals.Malformed;
                }
            }
            else if (await stream.ReceiveAsync(link, buffer.Written) is { } refusal)
            {
                return refusal;
            }
        }
    }

    /// <summary>A ping comes back with its own number, so that the page can measure the way here.</summary>
    private static async Task<bool> AnswerAsync(PublisherLink link, ReadOnlyMemory<byte> text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            if (document.RootElement.GetProperty("type").GetString() != "ping")
            {
                return false;
            }

            await link.TellAsync(new { type = "pong", at = document.RootElement.GetProperty("at").GetDouble() });
            return true;
        }
        catch (Exception malformed) when (malformed is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return false;
        }
    }
}
