using Microsoft.AspNetCore.Mvc;
using Pinchang.Contracts.Exams;
using Pinchang.Web.Calls;
using Pinchang.Web.Hosting;

namespace Pinchang.Web.Pages.ExamOffice;

/// <summary>EX-6.2: one registration at a time with its evidence; the next one comes by itself.</summary>
public sealed class ReviewModel(IServiceProvider services, TimeProvider time) : ProjectPage(services)
{
    public ReviewDesk Desk { get; private set; } = new(null, 0, []);

    public string? Reason { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id, Guid? skip) => await DrawAsync(id, skip);

    public async Task<IActionResult> OnPostAsync(Guid id, Guid key, Guid registration, int revision, ReviewVerdict verdict, string? reason, bool tellNow)
    {
        var answer = await Client.DecideRegistrationAsync(registration, new(verdict, reason, revision, tellNow), key);
        if (answer.Problem is not { } problem)
        {
            return Redirect($"/exam-office/projects/{id}/review");
        }

        this.Show(problem);
        var page = await DrawAsync(id, null);
        // Withdrawn or decided meanwhile, it is another person's turn: what was written is not about them.
        Reason = Desk.Registration?.Summary.Id == registration ? reason : null;
        return page;
    }

    public IActionResult OnPostSkip(Guid id, Guid registration) => Redirect($"/exam-office/projects/{id}/review".With(("skip", registration)));

    public async Task<IActionResult> OnPostUndoAsync(Guid id, Guid key, Guid registration)
    {
        var answer = await Client.UndoReviewAsync(registration, key);
        if (answer.Problem is not { } problem)
        {
            return Redirect($"/exam-office/projects/{id}/review");
        }

        this.Show(problem);
        return await DrawAsync(id, null);
    }

    private async Task<IActionResult> DrawAsync(Guid id, Guid? skip)
    {
        if (await ReadProjectAsync(id) is { } elsewhere)
        {
            return elsewhere;
        }

        var answer = await Client.ClaimReviewAsync(id, skip, Guid.CreateVersion7(time.GetUtcNow()));
        if (answer.Value is not { } desk)
        {
            return this.Refuse(answer);
        }

        Desk = desk;
        return Page();
    }
}
