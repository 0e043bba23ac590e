using Xunit;

namespace Pinchang.Support;

/// <summary>Holds the machine for a class whose assertions are about time.</summary>
public sealed class TimingSensitiveFixture : IAsyncLifetime
{
    private MachineLock? _lock;

    public async Task InitializeAsync() => _lock = await MachineLock.TakeAsync();

    public Task DisposeAsync()
    {
        _lock?.Dispose();
        return Task.CompletedTask;
    }
}
