namespace Pinchang.Api.Hosting;

/// <summary>The command that is being handled: its key, when it was received, and what to do once its facts are durable.</summary>
public sealed class CommandContext
{
    private readonly List<Func<CancellationToken, Task>> _afterCommit = [];

    /// <summary>The caller's Idempotency-Key.</summary>
    public Guid Key { get; private set; }

    public DateTimeOffset ReceivedAt { get; private set; }

    /// <summary>Runs after the transaction committed, and not at all when it did not. A failure is logged: the fact stands.</summary>
    public void AfterCommit(Func<CancellationToken, Task> action) => _afterCommit.Add(action);

    internal void Begin(Guid key, DateTimeOffset receivedAt) => (Key, ReceivedAt) = (key, receivedAt);

    internal async Task CommittedAsync(ILogger logger)
    {
        foreach (var action in _afterCommit)
        {
            try
            {
                await action(CancellationToken.None);
            }
            catch (Exception exception)
            {
                // The command is done and answered for; what follows it must not take that back.
                logger.LogError(exception, "What follows a committed command failed");
            }
        }
    }
}
