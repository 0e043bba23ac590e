using System.Net.WebSockets;
using Pinchang.Api.Hosting;
using Pinchang.Api.Media;
using Pinchang.Api.Media.Sockets;
using Pinchang.Api.Media.Streams;
using Pinchang.Contracts;

namespace Pinchang.Api.Calls.Relay;

/// <summary>
/// <c>/media/calls/{callId}/publish</c> and <c>…/play</c>, WebSockets as a live room has them: the own picture to the other
/// side, and the other's picture here, for a call whose two browsers find no way to each other. Which side somebody is, the
/// call itself says; nothing is recorded.
/// </summary>
internal static class RelayCall
{
    /// <summary>A call that ended is noticed at the latest so long after.</summary>
    private static readonly TimeSpan AskEvery = TimeSpan.FromSeconds(5);
    private const int MostFailures = 3;

    public static async Task PublishAsync(HttpContext context, Guid callId, CallRelays relays, IEnumerable<ICallRight> rights, TimeProvider time, Guid? publisher = null)
    {
        var seat = await FindSeatAsync(rights, callId, context);
        using var socket = await MediaSocket.AcceptAsync(context);
        if (socket is null)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        using var link = new PublisherLink(socket, publisher ?? Guid.Empty, context.RequestAborted);
        if (seat is null)
        {
            await link.RefuseAsync(CommonRefusals.NotFound);
            return;
        }

        using var lease = relays.Enter(seat);
        using var left = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        var asking = AskAgainAsync(rights, seat, context, () => link.CutAsync(CommonRefusals.NotFound), time, left.Token);
        try
        {
            var line = await lease.Stream.SitAsync(link);
            await link.WelcomeAsync(callId, line);
            if (await PublishStream.TakeAsync(socket, link, lease.Stream) is { } refusal)
            {
                await link.RefuseAsync(refusal);
            }
            else
            {
                await socket.CloseAsync(1000, "");
            }
        }
        catch (Exception gone) when (IsGone(gone))
        {
            // Ordinary in a call that is relayed because lines are bad; the page comes back.
        }
        finally
        {
            await lease.Stream.LeaveAsync(link);
            await left.CancelAsync();
            await asking;
        }
    }

    public static async Task PlayAsync(HttpContext context, Guid callId, CallRelays relays, IEnumerable<ICallRight> rights, TimeProvider time)
    {
        var seat = await FindSeatAsync(rights, callId, context);
        using var socket = await MediaSocket.AcceptAsync(context);
        if (socket is null)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        if (seat is null)
        {
            await socket.SendTextAsync(new { type = "refused", code = CommonRefusals.NotFound.Code }, context.RequestAborted);
            await socket.CloseAsync(4404, CommonRefusals.NotFound.Code);
            return;
        }

        using var lease = relays.Enter(seat with { Side = seat.Side == CallSide.Caller ? CallSide.Called : CallSide.Caller });
        using var left = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        var asking = AskAgainAsync(rights, seat, context, lease.Stream.EndAsync, time, left.Token);
        try
        {
            await PlayStream.WatchAsync(socket, lease.Stream.Audience, context.RequestAborted);
        }
        catch (Exception gone) when (IsGone(gone))
        {
            // As above.
        }
        finally
        {
            await left.CancelAsync();
            await asking;
        }
    }

    private static async Task<CallSeat?> FindSeatAsync(IEnumerable<ICallRight> rights, Guid callId, HttpContext context)
    {
        if (new CurrentUser(context.User).IdOrNull is not { } userId)
        {
            return null;
        }

        foreach (var right in rights)
        {
            if (await right.FindSeatAsync(callId, userId, context.RequestAborted) is { } seat)
            {
                return seat;
            }
        }

        return null;
    }

    private static async Task AskAgainAsync(
        IEnumerable<ICallRight> rights, CallSeat seat, HttpContext context, Func<Task> end, TimeProvider time, CancellationToken left)
    {
        var failures = 0;
        while (failures < MostFailures)
        {
            try
            {
                await Task.Delay(AskEvery, time, left);
                if (await FindSeatAsync(rights, seat.CallId, context) != seat)
                {
                    break;
                }

                failures = 0;
            }
            catch (OperationCanceledException)
            {
                // The connection ended first.
                return;
            }
            catch (Exception) when (!left.IsCancellationRequested)
            {
                // Who cannot be asked may be back in a moment; a line that nobody watches over does not outlive that.
                failures++;
            }
        }

        await end();
    }

    private static bool IsGone(Exception error) =>
        error is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException or InvalidOperationException;
}
