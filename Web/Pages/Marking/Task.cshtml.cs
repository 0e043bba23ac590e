using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pinchang.Contracts.Exams;
using Pinchang.Web.Calls;
using Pinchang.Web.Hosting;

namespace Pinchang.Web.Pages.Marking;

/// <summary>One answer, its question and rubric, and the score keys. Giving points brings the next answer.</summary>
public sealed class TaskModel(IServiceProvider services) : PageModel
{
    private readonly ApiClient _api = services.GetRequiredService<ApiClient>();

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    /// <summary>What the answer before was given, as it became durable.</summary>
    [BindProperty(SupportsGet = true)]
    public decimal? Given { get; set; }

    [BindProperty(SupportsGet = true)]
    public DateTimeOffset? GivenAt { get; set; }

    public decimal? Points { get; private set; }

    public string? Comment { get; private set; }

    /// <summary>The remarks as the page's own script wrote them; given back to it when the mark is refused.</summary>
    public string? Annotations { get; private set; }

    public BlindTask Task { get; private set; } = null!;   // the page is not drawn without it

    public async Task<IActionResult> OnGetAsync()
    {
        var answer = await _api.AnswerToMarkAsync(Id);
        if (answer.Value is not { } task)
        {
            return this.Refuse(answer);
        }

        Task = task;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid key, decimal? points, bool half, string? comment, string? annotations)
    {
        var total = points + (half ? 0.5m : 0);
        (Points, Comment, Annotations) = (total, comment, annotations);
        var answer = await _api.MarkAnswerAsync(Id, new(total ?? -1, string.IsNullOrWhiteSpace(comment) ? null : comment.Trim(), Read(annotations)), key);
        if (answer.Value is not { } receipt)
        {
            this.Show(answer.Problem!);
            return await OnGetAsync();
        }

        return Redirect(receipt.Next is { } next
            ? $"/marking/tasks/{next.Id}".With(("given", receipt.Points), ("givenAt", receipt.GivenAt.ToString("O")))
            : "/marking?emptied=true");
    }

    public async Task<IActionResult> OnPostReturnAsync(Guid key)
    {
        var answer = await _api.ReturnAnswerAsync(Id, key);
        if (answer.Problem is { } problem)
        {
            this.Show(problem);
            return await OnGetAsync();
        }

        return Redirect("/marking");
    }

    // Made by our own script; whatever else arrives is no remark.
    private static Annotation[]? Read(string? json)
    {
        try
        {
            return string.IsNullOrEmpty(json) ? null : JsonSerializer.Deserialize<Annotation[]>(json, ApiClient.Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
