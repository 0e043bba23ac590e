using Orleans.Configuration;
using Orleans.Hosting;

namespace Pinchang.Api.Hosting;

internal static class SiloHosting
{
    // One slow grain must not take the process's memory: as many calls as the engine Embedded lets wait.
    private const int MostWaitingCalls = 10_000;
    private const int MissedProbes = 3;
    private static readonly TimeSpan Probe = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestProbe = TimeSpan.FromSeconds(2);

    /// <summary>
    /// This process's part of the cluster, which the section Orleans describes. Viewers of a room wait until a lost process is known
    /// to be lost: by Orleans' own numbers a quarter of a minute, by these a few seconds.
    /// </summary>
    public static void AddSilo(this WebApplicationBuilder builder) => builder.UseOrleans(silo =>
    {
        silo.Configure<SiloMessagingOptions>(options => options.MaxEnqueuedRequestsHardLimit = MostWaitingCalls);
        silo.Configure<ClusterMembershipOptions>(options =>
        {
            (options.ProbeTimeout, options.MaxProbeTimeout, options.NumMissedProbesLimit) = (Probe, LongestProbe, MissedProbes);
            // How often a process that heard no gossip looks who is there.
            options.TableRefreshTimeout = TimeSpan.FromSeconds(10);
        });
#pragma warning disable ORLEANSEXP003 // Still marked as an experiment; the directory that it replaces loses grains of processes that live.
        silo.AddDistributedGrainDirectory();
#pragma warning restore ORLEANSEXP003
        // A lost process's range is free when the process is known to be lost, not later.
        silo.Configure<GrainDirectoryOptions>(options => options.RangeLeaseDuration = MissedProbes * LongestProbe);
    });
}
