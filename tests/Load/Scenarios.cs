using Pinchang.Load.Fanout;
using Pinchang.Load.Measuring;
using Pinchang.Load.Video;

namespace Pinchang.Load;

/// <summary>A set of rows of <c>promises</c> that are measured together.</summary>
internal interface IScenario
{
    string Name { get; }

    Task<ScenarioResult> RunAsync(LoadOptions options);
}

internal static class Scenarios
{
    private static readonly IScenario[] All =
    [
        new FanoutScenario(),
        new VideoScenario(),
    ];

    public static string Names => $"Known: {string.Join(", ", All.Select(scenario => scenario.Name))}.";

    public static IScenario? Find(string name) => Array.Find(All, scenario => scenario.Name == name);
}
