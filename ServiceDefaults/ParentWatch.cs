using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Pinchang.ServiceDefaults;

/// <summary>
/// Ends the process when the one that started it is gone, however it went: the starter holds the other end of
/// standard input, and the kernel closes it. Switched on by <c>PINCHANG_PARENT_PIPE=1</c>.
/// </summary>
internal sealed class ParentWatch(IHostApplicationLifetime lifetime, IConfiguration configuration, IOptions<HostOptions> host) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (configuration["PINCHANG_PARENT_PIPE"] == "1")
        {
            new Thread(Watch) { IsBackground = true, Name = "parent watch" }.Start();
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Watch()
    {
        using var pipe = Console.OpenStandardInput();
        while (pipe.ReadByte() >= 0)
        {
        }

        lifetime.StopApplication();
        // Nobody is left to end a process that does not stop.
        Thread.CurrentThread.Join(host.Value.ShutdownTimeout + TimeSpan.FromSeconds(5));
        Environment.Exit(1);
    }
}
