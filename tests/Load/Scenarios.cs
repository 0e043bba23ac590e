using Pinchang.Load.Calls;
using Pinchang.Load.Cards;
using Pinchang.Load.Exams;
using Pinchang.Load.Fanout;
using Pinchang.Load.Joins;
using Pinchang.Load.Ledger;
using Pinchang.Load.Likes;
using Pinchang.Load.Measuring;
using Pinchang.Load.Pages;
using Pinchang.Load.Queue;
using Pinchang.Load.Video;

namespace Pinchang.Load;

/// <summary>A set of rows of <c>promises</c> that are measured together.</summary>
internal interface IScenario
{
    string Name { get; }

    /// <summary>Whether generator and server are processes of their own, each on its own core.</summary>
    bool IsPinned => true;

    Task<ScenarioResult> RunAsync(LoadOptions options);
}

internal static class Scenarios
{
    private static readonly IScenario[] All =
    [
        new FanoutScenario(),
        new JoinsScenario(),
        new LikesScenario(),
        new CardsScenario(),
        new CallsScenario(),
        new PagesScenario(),
        new QueueScenario(),
        new VideoScenario(),
        new AutosaveScenario(),
        new StartScenario(),
        new DeadlineScenario(),
        new LedgerScenario(),
    ];

    public static string Names => $"Known: {string.Join(", ", All.Select(scenario => scenario.Name))}.";

    public static IScenario? Find(string name) => Array.Find(All, scenario => scenario.Name == name);
}
