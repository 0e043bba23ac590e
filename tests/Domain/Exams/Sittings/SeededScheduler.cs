namespace Pinchang.Domain.Tests.Exams.Sittings;

/// <summary>
/// One thread for a whole little world: whatever waits to go on is gone on with in an order drawn from the seed, and time passes a little
/// with each step. The same seed gives the same history.
/// </summary>
internal sealed class SeededScheduler(int seed) : SynchronizationContext
{
    private readonly List<(SendOrPostCallback Callback, object? State)> _ready = [];
    private readonly PriorityQueue<TaskCompletionSource, DateTimeOffset> _sleeping = new();

    public Random Random { get; } = new(seed);

    public DateTimeOffset Now { get; private set; } = new(2026, 6, 6, 1, 0, 0, TimeSpan.Zero);

    public override void Post(SendOrPostCallback d, object? state) => _ready.Add((d, state));

    public override void Send(SendOrPostCallback d, object? state) => d(state);

    public bool Chance(double share) => Random.NextDouble() < share;

    /// <summary>Lets others go first.</summary>
    public Task YieldAsync()
    {
        var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Post(_ => turn.SetResult(), null);
        return turn.Task;
    }

    public Task SleepAsync(TimeSpan time)
    {
        var turn = new TaskCompletionSource();
        _sleeping.Enqueue(turn, Now + time);
        return turn.Task;
    }

    /// <summary>Runs until it is done; whatever still hangs then never happens.</summary>
    public void Run(Func<Task> world)
    {
        var before = Current;
        SetSynchronizationContext(this);
        try
        {
            var running = world();
            for (var steps = 0; !running.IsCompleted; steps++)
            {
                (steps < 2_000_000).ShouldBeTrue("the world stands still");
                Step();
            }

            running.GetAwaiter().GetResult();
        }
        finally
        {
            SetSynchronizationContext(before);
        }
    }

    private void Step()
    {
        while (_sleeping.TryPeek(out var turn, out var at) && (at <= Now || _ready.Count == 0))
        {
            Now = at > Now ? at : Now;
            _sleeping.Dequeue();
            turn.SetResult();
        }

        if (_ready.Count == 0)
        {
            return;
        }

        Now += TimeSpan.FromMilliseconds(Random.Next(20));
        var next = Random.Next(_ready.Count);
        var (callback, state) = _ready[next];
        _ready[next] = _ready[^1];
        _ready.RemoveAt(_ready.Count - 1);
        callback(state);
    }
}
