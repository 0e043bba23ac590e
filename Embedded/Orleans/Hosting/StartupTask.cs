using Microsoft.Extensions.Hosting;

namespace Pinchang.Embedded;

internal sealed class StartupTask(IServiceProvider services, Func<IServiceProvider, CancellationToken, Task> task) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => task(services, cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
