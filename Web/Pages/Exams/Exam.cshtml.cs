using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pinchang.Contracts.Exams;
using Pinchang.Web.Calls;
using Pinchang.Web.Hosting;

namespace Pinchang.Web.Pages.Exams;

/// <summary>EX-5.4, EX-6.1: the notice, readable by everybody, before and after signing in.</summary>
public sealed class ExamModel(IServiceProvider services) : PageModel
{
    public ExamDetails Exam { get; private set; } = null!;

    /// <summary>How far the visitor has come; null when nobody is signed in.</summary>
    public OwnExam? Mine { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id, int? version)
    {
        var api = services.GetRequiredService<ApiClient>();
        var answer = await api.ExamAsync(id, version);
        if (answer.Value is not { } exam)
        {
            return this.Refuse(answer);
        }

        Exam = exam;
        var session = await services.GetRequiredService<Visitor>().GetAsync();
        Mine = session.IsSignedIn ? (await api.OwnExamAsync(id)).Value : null;
        return Page();
    }
}
