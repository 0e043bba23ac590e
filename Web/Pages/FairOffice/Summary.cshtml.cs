using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pinchang.Contracts.Fairs;
using Pinchang.Web.Calls;
using Pinchang.Web.Hosting;

namespace Pinchang.Web.Pages.FairOffice;

/// <summary>JF-8.3.3: supply, demand and results.</summary>
public sealed class SummaryModel(IServiceProvider services) : PageModel
{
    public FairReport Report { get; private set; } = null!;

    /// <summary>What the charts draw; the spreadsheet has all of it as figures.</summary>
    public string ChartJson => JsonSerializer.Serialize(
        new
        {
            Report.Moments,
            Report.Fits,
            Report.SecondTalks,
            Report.DoesNotFit,
            Report.Unsettled,
            Report.JobsByCity,
            Report.JobsByIndustry,
            Report.JobsByPay,
            Report.HeadcountByEducation,
            Report.CandidatesByEducation,
        },
        ApiClient.Json);

    public async Task<IActionResult> OnGetAsync(Guid id)
    {
        var answer = await services.GetRequiredService<ApiClient>().FairReportAsync(id);
        if (answer.Value is not { } report)
        {
            return this.Refuse(answer);
        }

        Report = report;
        return Page();
    }
}
