using Pinchang.Contracts.Exams;

namespace Pinchang.Web.Pages.MarkingOffice;

/// <summary>The rules as their form sends them: shares in percent.</summary>
public sealed class MarkingRulesForm
{
    public decimal Weight { get; set; }

    public decimal Threshold { get; set; }

    public decimal Step { get; set; }

    public decimal Spot { get; set; }

    public int SelfCheck { get; set; }

    public bool IgnoresCase { get; set; }

    public bool IgnoresSpaces { get; set; }

    public bool IgnoresWidth { get; set; }

    public MarkingSettings ToSettings() => new()
    {
        IgnoresCase = IgnoresCase,
        IgnoresSpaces = IgnoresSpaces,
        IgnoresWidth = IgnoresWidth,
        ThresholdShare = Threshold / 100,
        Step = Step,
        SpotCheckShare = Spot / 100,
        SelfCheckEvery = SelfCheck,
        Weight = Weight,
    };
}
