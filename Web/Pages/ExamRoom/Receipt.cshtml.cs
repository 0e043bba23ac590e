using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pinchang.Contracts.Exams;
using Pinchang.Web.Calls;
using Pinchang.Web.Hosting;

namespace Pinchang.Web.Pages.ExamRoom;

public sealed class ReceiptModel(IServiceProvider services) : PageModel
{
    public ExamSessionView Session { get; private set; } = null!;

    public ExamReceipt Receipt { get; private set; } = null!;

    /// <summary>Who has not handed in is led into the room, which says how things stand.</summary>
    public async Task<IActionResult> OnGetAsync(Guid id)
    {
        var answer = await services.GetRequiredService<ApiClient>().GetAsync<ExamSessionView>($"/api/exam-sessions/{id}");
        if (answer.Value is not { } session)
        {
            return this.Refuse(answer);
        }

        if (session.Receipt is not { } receipt)
        {
            return Redirect($"/exam-room/{id}");
        }

        (Session, Receipt) = (session, receipt);
        return Page();
    }
}
