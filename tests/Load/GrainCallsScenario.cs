using System.Globalization;
using Pinchang.Load.Calls;
using Pinchang.Load.Measuring;

namespace Pinchang.Load;

/// <summary>G1: calls of a grain in the embedded engine; both sides share one process and all its cores.</summary>
internal sealed class GrainCallsScenario : IScenario
{
    public string Name => "calls";

    public bool IsPinned => false;

    public async Task<ScenarioResult> RunAsync(LoadOptions options)
    {
        string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
        var rows = await CallsScenario.RunAsync(
            ["--pairs", Text(options.PairCount), "--seconds", Text(options.Window.TotalSeconds), "--warmup", Text(options.WarmUp.TotalSeconds)]);
        return new ScenarioResult([.. rows.Select(row => new LoadRow
        {
            Id = row.Id,
            Ours = row.Ours,
            Peer = row.Peer,
            PeerName = row.PeerName,
            Unit = row.Unit,
            Ratio = row.Ratio,
            Low = row.Low,
            High = row.High,
            Must = row.Must,
            Aim = row.Aim,
            Series = new PairedSeries(Samples(row.OursSeries), Samples(row.PeerSeries)),
        })]);
    }

    private static Sample[] Samples(IEnumerable<double> series) => [.. series.Select(value => new Sample(value, "", []))];
}
