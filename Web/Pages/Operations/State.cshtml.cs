using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Pinchang.Contracts.Maintenance;
using Pinchang.Web.Calls;
using Pinchang.Web.Hosting;
using Pinchang.Web.Shown;

namespace Pinchang.Web.Pages.Operations;

/// <summary>运行状况: every check with its figure, its limits and its day.</summary>
public sealed class StateModel(IServiceProvider services) : PageModel
{
    /// <summary>A day in quarters of an hour.</summary>
    public const int Quarters = 96;

    private readonly IStringLocalizer<Texts> _texts = services.GetRequiredService<IStringLocalizer<Texts>>();

    public OperationsState State { get; private set; } = null!;   // read before the page is drawn

    public HealthLight Worst => State.Readings.Max(reading => reading.Light);

    /// <summary>The checks that run by themselves have not run for a while.</summary>
    public bool IsSilent => State.LookedAt is not { } looked || State.At - looked > SilentAfter;

    private static TimeSpan SilentAfter => TimeSpan.FromMinutes(4);

    public static string FaceOf(HealthLight light) => light switch { HealthLight.Green => "good", HealthLight.Yellow => "care", _ => "bad" };

    public HealthHistory? HistoryOf(HealthCheck check) => State.History.FirstOrDefault(one => one.Check == check && one.Samples.Length > 1);

    /// <summary>From which quarter of the shown day a sample is, from 0.</summary>
    public int QuarterOf(HealthSample sample) => Math.Clamp(Quarters - 1 - (int)((State.At - sample.At) / TimeSpan.FromMinutes(15)), 0, Quarters - 1);

    public async Task<IActionResult> OnGetAsync()
    {
        var answer = await services.GetRequiredService<ApiClient>().OperationsStateAsync();
        if (answer.Value is not { } state)
        {
            return this.Refuse(answer);
        }

        State = state;
        return Page();
    }

    public string FigureOf(HealthReading reading)
    {
        if (reading.Figure is not { } figure)
        {
            return reading switch
            {
                { Detail: not null } => _texts["health-unasked"],
                { Check: HealthCheck.Scanner, Light: HealthLight.Green } => _texts["health-undated"],
                _ => _texts[$"health-none.{reading.Check}"],
            };
        }

        var shown = reading.Check switch
        {
            HealthCheck.Outbox or HealthCheck.Ledger => Lasted(TimeSpan.FromSeconds(figure)),
            HealthCheck.Reviews or HealthCheck.Backup or HealthCheck.Scans => Lasted(TimeSpan.FromHours(figure)),
            HealthCheck.RestoreDrill or HealthCheck.EmergencyDrill or HealthCheck.Scanner => Lasted(TimeSpan.FromDays(figure)),
            _ => figure.ToString(figure < 10 && reading.Check == HealthCheck.Database ? "0.0" : "N0", CultureInfo.InvariantCulture),
        };
        return _texts[$"health-figure.{reading.Check}", shown];
    }

    public string? BesideOf(HealthReading reading) => reading.Beside is not { } beside ? null : (string)_texts[$"health-beside.{reading.Check}", reading.Check switch
    {
        HealthCheck.Database or HealthCheck.Storage or HealthCheck.Backup => SizeOf(beside),
        HealthCheck.RestoreDrill => Lasted(TimeSpan.FromSeconds(beside)),
        _ => beside.ToString("N0", CultureInfo.InvariantCulture),
    }];

    public string LimitsOf(HealthReading reading) => _texts[
        $"health-limits.{reading.Check}", reading.Yellow.ToString("N0", CultureInfo.InvariantCulture), reading.Red.ToString("N0", CultureInfo.InvariantCulture)];

    private static string SizeOf(double bytes) => bytes switch
    {
        >= 1L << 40 => string.Create(CultureInfo.InvariantCulture, $"{bytes / (1L << 40):0.0} TB"),
        >= 1 << 30 => string.Create(CultureInfo.InvariantCulture, $"{bytes / (1 << 30):0.0} GB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / (1 << 20):0.0} MB"),
    };

    private string Lasted(TimeSpan span) => span.TotalDays >= 2 ? _texts["days", (int)span.TotalDays] : services.GetRequiredService<Moments>().Lasted(span);
}
