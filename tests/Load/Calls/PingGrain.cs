using Orleans;

namespace Pinchang.Load.Calls;

public interface IPingGrain : IGrainWithIntegerKey
{
    Task Ping();
}

internal sealed class PingGrain : Grain, IPingGrain
{
    public Task Ping() => Task.CompletedTask;
}
