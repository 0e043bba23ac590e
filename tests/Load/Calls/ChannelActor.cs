using System.Threading.Channels;
using System.Threading.Tasks.Sources;

namespace Pinchang.Load.Calls;

/// <summary>
/// The floor of an actor in .NET: a channel, one reader, and a reusable reply for each caller. It has no timeout, no
/// order of reentrancy, no activation, no failure path.
/// </summary>
internal sealed class ChannelActor
{
    private readonly Channel<Ping> _requests = Channel.CreateUnbounded<Ping>(new() { SingleReader = true });

    public ChannelActor() => Loop = RunAsync();

    public Task Loop { get; }

    public void Stop() => _requests.Writer.TryComplete();

    public ValueTask AskAsync(Ping ping)
    {
        var reply = ping.Open();
        _requests.Writer.TryWrite(ping);
        return reply;
    }

    private async Task RunAsync()
    {
        await foreach (var ping in _requests.Reader.ReadAllAsync())
        {
            ping.Answer();
        }
    }

    /// <summary>A caller's one request at a time. Its continuation leaves the actor's loop, as a grain's caller leaves the turn.</summary>
    internal sealed class Ping : IValueTaskSource
    {
        private ManualResetValueTaskSourceCore<bool> _reply = new() { RunContinuationsAsynchronously = true };

        public ValueTask Open()
        {
            _reply.Reset();
            return new(this, _reply.Version);
        }

        public void Answer() => _reply.SetResult(true);

        public void GetResult(short token) => _reply.GetResult(token);

        public ValueTaskSourceStatus GetStatus(short token) => _reply.GetStatus(token);

        public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
            _reply.OnCompleted(continuation, state, token, flags);
    }
}
