using System.Net.WebSockets;
using Pinchang.Api.Hosting;
using Pinchang.Api.Media.Sockets;
using Pinchang.Contracts;
using Pinchang.Domain.Media;

namespace Pinchang.Api.Media.Streams;

/// <summary>A publisher's connection as the stream sees it: it can be told something and it can be cut.</summary>
internal sealed class PublisherLink(MediaSocket socket, Guid instanceId, CancellationToken gone) : IDisposable
{
    private readonly CancellationTokenSource _cut = CancellationTokenSource.CreateLinkedTokenSource(gone);

    public Guid InstanceId => instanceId;

    public CancellationToken Cancellation => _cut.Token;

    public async Task TellAsync(object message)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(_cut.Token);
        patience.CancelAfter(TimeSpan.FromSeconds(5));
        try
        {
            await socket.SendTextAsync(message, patience.Token);
        }
        catch (Exception broken) when (broken is IOException or WebSocketException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            await _cut.CancelAsync();
        }
    }

    public Task WelcomeAsync(Guid sessionId, StreamLine line) =>
        TellAsync(new { type = "welcome", sessionId, nextSequence = line.NextSequence, mediaTime = line.MediaTime });

    public async Task RefuseAsync(Refusal refusal)
    {
        await TellAsync(new { type = "refused", code = refusal.Code });
        await socket.CloseAsync(CloseCode(refusal), refusal.Code);
    }

    /// <summary>Ends the connection from outside its own loop.</summary>
    public async Task CutAsync(Refusal refusal)
    {
        await TellAsync(new { type = "refused", code = refusal.Code });
        try
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2));
            await socket.SendAsync(new SharedFrame(WebSocketFrame.Close(CloseCode(refusal), refusal.Code), null), patience.Token);
        }
        catch (Exception broken) when (broken is IOException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            // It went by itself meanwhile.
        }

        await _cut.CancelAsync();
    }

    public void Dispose() => _cut.Dispose();

    /// <summary>4000 and the HTTP status that the refusal would have had.</summary>
    private static int CloseCode(Refusal refusal) => 4000 + OutcomeResults.StatusOf(refusal.Kind);
}
