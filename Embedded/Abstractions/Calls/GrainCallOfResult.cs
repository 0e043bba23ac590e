namespace Pinchang.Embedded.Calls;

/// <summary>A call whose method returns a value.</summary>
public abstract class GrainCall<TResult> : GrainCall
{
    private TaskCompletionSource<TResult>? _response;

    internal sealed override bool IsSettled => _response is { Task.IsCompleted: true };

    protected abstract ValueTask<TResult> Invoke(object target);

    // Continuations run elsewhere: the caller's code must not run inside the callee's turn.
    internal Task<TResult> OpenResponse() =>
        (_response = new TaskCompletionSource<TResult>(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    internal sealed override bool Start(object target, ICallOwner owner)
    {
        try
        {
            var running = Invoke(target);
            if (!running.IsCompletedSuccessfully)
            {
                _ = FinishLaterAsync(running, owner);
                return false;
            }

            Succeed(running.Result);
        }
        catch (Exception exception)
        {
            Failure = exception;
            Fail(exception);
        }

        return true;
    }

    internal sealed override bool Fail(Exception exception) => _response?.TrySetException(exception) ?? false;

    internal sealed override bool Cancel(CancellationToken token) => _response?.TrySetCanceled(token) ?? false;

    private async Task FinishLaterAsync(ValueTask<TResult> running, ICallOwner owner)
    {
        try
        {
            Succeed(await running.ConfigureAwait(false));
        }
        catch (Exception exception)
        {
            Failure = exception;
            Fail(exception);
        }

        owner.Finished(this);
    }

    private void Succeed(TResult result) =>
        _response?.TrySetResult(ResultCopier is { } copier ? copier.Copy(result) : result);
}
