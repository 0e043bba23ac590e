namespace Pinchang.Api.Hosting;

/// <summary>
/// Work that is done again and again beside what people ask for. Its first round waits until the start is over: a process that comes back
/// after a crash has a crowd at its doors, and whoever was thrown out of a room comes first. A round that fails is tried again at the next.
/// </summary>
internal abstract class RecurringWorker(TimeSpan interval, TimeProvider time, ILogger logger) : BackgroundService
{
    private const int Spread = 10;
    private static readonly TimeSpan StartIsOver = TimeSpan.FromSeconds(5);
    private static int _started;

    /// <summary>A worker reads the clock here: its own parameter went to this class.</summary>
    protected TimeProvider Time => time;

    protected ILogger Logger => logger;

    protected abstract Task RoundAsync(CancellationToken cancellation);

    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // One after another, not all in one second.
        var first = StartIsOver + TimeSpan.FromSeconds(Interlocked.Increment(ref _started) % Spread);
        await Task.Delay(first < interval ? first : interval, time, stoppingToken);
        using var timer = new PeriodicTimer(interval, time);
        do
        {
            try
            {
                await RoundAsync(stoppingToken);
            }
            // Also a question of its own that took too long: a cancellation that nobody asked for would end the process.
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                logger.LogWarning(exception, "{Worker} tries again in {Interval}", GetType().Name, interval);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
