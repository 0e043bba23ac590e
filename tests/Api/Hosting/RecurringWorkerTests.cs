using Microsoft.Extensions.Logging.Abstractions;
using Pinchang.Api.Hosting;

namespace Pinchang.Api.Tests.Hosting;

public sealed class RecurringWorkerTests
{
    [Fact]
    public async Task A_round_that_fails_or_takes_too_long_is_tried_again_and_ends_nothing()
    {
        using var worker = new Worker();
        await worker.StartAsync(CancellationToken.None);

        await worker.ThirdRound.WaitAsync(TimeSpan.FromSeconds(10));

        worker.ExecuteTask!.IsCompleted.ShouldBeFalse();
        await worker.StopAsync(CancellationToken.None);
        worker.ExecuteTask.IsFaulted.ShouldBeFalse();
    }

    private sealed class Worker() : RecurringWorker(TimeSpan.FromMilliseconds(10), TimeProvider.System, NullLogger.Instance)
    {
        private readonly TaskCompletionSource _third = new();
        private int _rounds;

        public Task ThirdRound => _third.Task;

        protected override Task RoundAsync(CancellationToken cancellation)
        {
            switch (++_rounds)
            {
                case 1:
                    throw new InvalidOperationException("the first");
                case 2:
                    throw new TaskCanceledException("a gateway took too long");
                default:
                    _third.TrySetResult();
                    return Task.CompletedTask;
            }
        }
    }
}
