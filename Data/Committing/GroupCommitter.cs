using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Pinchang.Data.Committing;

/// <summary>How much waits and how long a batch gathers.</summary>
public sealed record GroupCommitterOptions
{
    /// <summary>Rows that may wait; more are refused with <see cref="BacklogFullException"/>.</summary>
    public int MostWaiting { get; init; } = 20_000;

    public int MostPerBatch { get; init; } = 2_000;

    /// <summary>How long to gather before a batch; zero writes as soon as the last batch is through.</summary>
    public TimeSpan Linger { get; init; }

    /// <summary>How long a batch is tried again while the database is away.</summary>
    public TimeSpan GiveUpAfter { get; init; } = TimeSpan.FromSeconds(25);
}

/// <summary>More waits to be written than may.</summary>
public sealed class BacklogFullException(string kind) : InvalidOperationException($"Too many {kind} wait to be written.");

/// <summary>
/// Writes the rows of many callers together: takes all that waits, commits it as one, answers every waiter, and starts
/// over. Batches follow each other, so rows become durable in the order they were given.
/// </summary>
/// <param name="commit">Writes rows idempotently in one statement; returns the places of those that were refused.</param>
public sealed class GroupCommitter<TRow>(
    string kind,
    Func<IReadOnlyList<TRow>, CancellationToken, Task<IReadOnlySet<int>>> commit,
    GroupCommitterOptions options,
    TimeProvider time,
    ILogger logger) : IAsyncDisposable
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    private readonly Channel<Waiter> _waiting = Channel.CreateUnbounded<Waiter>(new() { SingleReader = true });
    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _starting = new();
    private Task? _writing;
    private int _rows;

    /// <summary>Nine tenths wait: who can refuse early should.</summary>
    public bool IsFull => Volatile.Read(ref _rows) > options.MostWaiting / 10 * 9;

    /// <summary>How much of what may wait waits now, from 0 to 1.</summary>
    public double Pressure => (double)Volatile.Read(ref _rows) / options.MostWaiting;

    /// <summary>True when all rows are durable; false when one of them was refused, and then none of these counts.</summary>
    public Task<bool> CommitAsync(IReadOnlyList<TRow> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        if (Interlocked.Add(ref _rows, rows.Count) > options.MostWaiting)
        {
            Interlocked.Add(ref _rows, -rows.Count);
            throw new BacklogFullException(kind);
        }

        Start();
        var waiter = new Waiter(rows);
        if (!_waiting.Writer.TryWrite(waiter))
        {
            Interlocked.Add(ref _rows, -rows.Count);
            throw new ObjectDisposedException(kind);
        }

        return waiter.Answer.Task;
    }

    /// <summary>Writes what waits and takes nothing more.</summary>
    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        if (_writing is { } writing)
        {
            await Task.WhenAny(writing, Task.Delay(TimeSpan.FromSeconds(5), time));
            await _stopping.CancelAsync();
            await writing;
        }

        _stopping.Dispose();
    }

    private void Start()
    {
        if (_writing is null)
        {
            lock (_starting)
            {
                _writing ??= Task.Run(WriteAsync);
            }
        }
    }

    private async Task WriteAsync()
    {
        var batch = new List<Waiter>();
        while (await _waiting.Reader.WaitToReadAsync())
        {
            if (options.Linger > TimeSpan.Zero && !_stopping.IsCancellationRequested)
            {
                await Task.Delay(options.Linger, time);
            }

            var rows = 0;
            batch.Clear();
            while (rows < options.MostPerBatch && _waiting.Reader.TryRead(out var waiter))
            {
                batch.Add(waiter);
                rows += waiter.Rows.Count;
            }

            await WriteBatchAsync(batch);
            Interlocked.Add(ref _rows, -rows);
        }
    }

    private async Task WriteBatchAsync(IReadOnlyList<Waiter> batch)
    {
        try
        {
            var refused = await TryAsync([.. batch.SelectMany(waiter => waiter.Rows)]);
            var place = 0;
            foreach (var waiter in batch)
            {
                var ownRefused = false;
                for (var i = 0; i < waiter.Rows.Count; i++)
                {
                    ownRefused |= refused.Contains(place++);
                }

                waiter.Answer.TrySetResult(!ownRefused);
            }
        }
        catch (Exception exception) when (batch.Count > 1 && !IsTransient(exception))
        {
            // One row that cannot be written must not take the others with it.
            foreach (var waiter in batch)
            {
                await WriteBatchAsync([waiter]);
            }
        }
        catch (Exception exception)
        {
            logger.LogError(exception, "{Rows} rows of {Kind} could not be written", batch.Sum(waiter => waiter.Rows.Count), kind);
            foreach (var waiter in batch)
            {
                waiter.Answer.TrySetException(exception);
            }
        }
    }

    private async Task<IReadOnlySet<int>> TryAsync(IReadOnlyList<TRow> rows)
    {
        var since = time.GetTimestamp();
        for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            try
            {
                return await commit(rows, _stopping.Token);
            }
            catch (Exception exception) when (IsTransient(exception) && time.GetElapsedTime(since) < options.GiveUpAfter)
            {
                logger.LogWarning("Writing {Rows} rows of {Kind} is tried again: {Reason}", rows.Count, kind, exception.Message);
                await Task.Delay(pause, time, _stopping.Token);
            }
        }
    }

    /// <summary>The database restarts, ends the connection, is starting up, or chose this statement as a deadlock's victim.</summary>
    private static bool IsTransient(Exception exception) =>
        exception is NpgsqlException { IsTransient: true } or TimeoutException or IOException
        || exception is PostgresException { SqlState: PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow };

    private sealed class Waiter(IReadOnlyList<TRow> rows)
    {
        public IReadOnlyList<TRow> Rows { get; } = rows;

        public TaskCompletionSource<bool> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
