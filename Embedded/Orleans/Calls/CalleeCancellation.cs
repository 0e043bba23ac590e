using Pinchang.Embedded.Calls;

namespace Pinchang.Embedded;

/// <summary>
/// Lets the caller go at once when its token is cancelled, and cancels the callee's own token in the callee's turn: what
/// the grain registered on it must not run beside the grain.
/// </summary>
internal sealed class CalleeCancellation : IDisposable
{
    private readonly CancellationTokenSource _callee = new();
    private readonly CancellationToken _caller;
    private readonly CancellationTokenRegistration _registration;
    private volatile TaskScheduler? _turns;

    public CalleeCancellation(GrainCall call)
    {
        _caller = call.Cancellation;
        call.Cancellation = _callee.Token;
        call.CancellationLink = this;
        _registration = _caller.UnsafeRegister(
            static state =>
            {
                var (call, link) = ((GrainCall, CalleeCancellation))state!;
                call.Cancel(link._caller);
                link.CancelInTurn();
            },
            (call, this));
    }

    /// <summary>The callee starts, in the turn of this scheduler.</summary>
    public void Bind(TaskScheduler turns)
    {
        _turns = turns;
        if (_caller.IsCancellationRequested)
        {
            _callee.Cancel();
        }
    }

    // Not the blocking Dispose: it would wait for a callback that may wait for the gate we are under.
    public void Dispose() => _registration.Unregister();

    private void CancelInTurn()
    {
        if (_turns is { } turns)
        {
            _ = Task.Factory.StartNew(
                static callee => ((CancellationTokenSource)callee!).Cancel(),
                _callee,
                CancellationToken.None,
                TaskCreationOptions.DenyChildAttach,
                turns);
        }
    }
}
