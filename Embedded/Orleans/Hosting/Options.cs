using System.Reflection;

namespace Orleans.Configuration
{
    /// <summary>How calls wait and how many may wait.</summary>
    public sealed class SiloMessagingOptions
    {
        public TimeSpan ResponseTimeout { get; set; } = TimeSpan.FromSeconds(30);

        /// <summary>
        /// How many calls may wait for one activation before further ones are refused. Orleans' own default is no limit,
        /// which lets one slow grain take the process's memory.
        /// </summary>
        public int MaxEnqueuedRequestsHardLimit { get; set; } = 10_000;
    }

    /// <summary>When idle activations are collected, and how long starting and ending one may take.</summary>
    public sealed class GrainCollectionOptions
    {
        public TimeSpan CollectionAge { get; set; } = TimeSpan.FromMinutes(15);

        public TimeSpan CollectionQuantum { get; set; } = TimeSpan.FromMinutes(1);

        public TimeSpan ActivationTimeout { get; set; } = TimeSpan.FromSeconds(30);

        public TimeSpan DeactivationTimeout { get; set; } = TimeSpan.FromSeconds(30);
    }
}

namespace Pinchang.Embedded
{
    /// <summary>What only the embedded engine can be told.</summary>
    public sealed class EmbeddedEngineOptions
    {
        /// <summary>Copy arguments and results as a wire would. On in tests.</summary>
        public bool CopyMessages { get; set; }

        /// <summary>Where grain classes are looked for; when empty, in every assembly of the program that knows grains.</summary>
        public IList<Assembly> GrainAssemblies { get; } = [];
    }
}
