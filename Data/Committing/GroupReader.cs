using System.Threading.Channels;

namespace Pinchang.Data.Committing;

/// <summary>
/// Reads for many callers together: takes all keys that wait, reads them as one, answers every waiter, and starts over. A crowd that
/// comes at one moment costs a few round trips instead of one each. A key is read only after it was asked for.
/// </summary>
/// <param name="read">Reads distinct keys; one that it does not return is answered with null.</param>
public sealed class GroupReader<TKey, TValue>(Func<IReadOnlyList<TKey>, Task<IReadOnlyDictionary<TKey, TValue>>> read, int mostPerBatch = 500)
    where TKey : notnull
    where TValue : class
{
    private readonly Channel<Waiter> _waiting = Channel.CreateUnbounded<Waiter>(new() { SingleReader = true });
    private int _waiters;

    public Task<TValue?> ReadAsync(TKey key)
    {
        var waiter = new Waiter(key);
        _waiting.Writer.TryWrite(waiter);
        if (Interlocked.Increment(ref _waiters) == 1)
        {
            _ = Task.Run(ReadWaitingAsync);
        }

        return waiter.Answer.Task;
    }

    private async Task ReadWaitingAsync()
    {
        var batch = new List<Waiter>();
        do
        {
            batch.Clear();
            while (batch.Count < mostPerBatch && _waiting.Reader.TryRead(out var waiter))
            {
                batch.Add(waiter);
            }

            await AnswerAsync(batch);
        }
        while (Interlocked.Add(ref _waiters, -batch.Count) > 0);
    }

    private async Task AnswerAsync(List<Waiter> batch)
    {
        try
        {
            var found = await read([.. batch.Select(waiter => waiter.Key).Distinct()]);
            foreach (var waiter in batch)
            {
                waiter.Answer.TrySetResult(found.GetValueOrDefault(waiter.Key));
            }
        }
        catch (Exception exception)
        {
            foreach (var waiter in batch)
            {
                waiter.Answer.TrySetException(exception);
            }
        }
    }

    private sealed class Waiter(TKey key)
    {
        public TKey Key { get; } = key;

        public TaskCompletionSource<TValue?> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
