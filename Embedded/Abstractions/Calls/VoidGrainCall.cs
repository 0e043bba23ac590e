namespace Pinchang.Embedded.Calls;

/// <summary>A call whose method returns nothing.</summary>
public abstract class VoidGrainCall : GrainCall
{
    private TaskCompletionSource? _response;

    internal sealed override bool IsSettled => _response is { Task.IsCompleted: true };

    protected abstract ValueTask Invoke(object target);

    internal Task OpenResponse() =>
        (_response = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

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

            _response?.TrySetResult();
        }
        catch (Exception exception)
        {
            Failure = exception;
            Fail(exception);
        }

        return true;
    }

    internal override bool Fail(Exception exception) => _response?.TrySetException(exception) ?? false;

    internal sealed override bool Cancel(CancellationToken token) => _response?.TrySetCanceled(token) ?? false;

    private async Task FinishLaterAsync(ValueTask running, ICallOwner owner)
    {
        try
        {
            await running.ConfigureAwait(false);
            _response?.TrySetResult();
        }
        catch (Exception exception)
        {
            Failure = exception;
            Fail(exception);
        }

        owner.Finished(this);
    }
}
