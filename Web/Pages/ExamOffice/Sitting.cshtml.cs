using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Pinchang.Contracts;
using Pinchang.Contracts.Exams;
using Pinchang.Web.Calls;
using Pinchang.Web.Hosting;

namespace Pinchang.Web.Pages.ExamOffice;

public sealed class SittingModel(IServiceProvider services) : ProjectPage(services)
{
    private static readonly AnswerFile Nothing = new("", Guid.Empty, 0, "", "");

    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    public bool IsNarrowed => !string.IsNullOrWhiteSpace(Q);

    public SittingDetails Sitting { get; private set; } = null!;

    public Page<SittingSession> Sessions { get; private set; } = new([], 0, 1, 20);

    public LateAnswers[] Late { get; private set; } = [];

    public SessionOutage[] Outages { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid id, Guid sittingId, [FromQuery(Name = "page")] int number = 1)
    {
        if (await ReadProjectAsync(id) is { } elsewhere)
        {
            return elsewhere;
        }

        var (asked, people) = (Client.SittingAsync(sittingId), Client.SittingSessionsAsync(sittingId, Q, Math.Max(1, number)));
        var late = IsOfficer ? Client.LateAnswersAsync(sittingId) : null;
        var outages = IsOfficer ? Client.OutagesAsync(sittingId) : null;
        var (sitting, sessions) = (await asked, await people);
        if (sitting.Value is null || sessions.Value is null)
        {
            return sitting.Value is null ? this.Refuse(sitting) : this.Refuse(sessions);
        }

        (Sitting, Sessions) = (sitting.Value, sessions.Value);
        Late = late is null ? [] : (await late).Value ?? [];
        Outages = outages is null ? [] : (await outages).Value ?? [];
        return Page();
    }

    public Task<IActionResult> OnPostArrangeAsync(Guid id, Guid sittingId, Guid key) => AfterAsync(id, sittingId, Client.ArrangeSittingAsync(sittingId, key), result => ["arranged-now", result.Arranged, result.Total]);

    public Task<IActionResult> OnPostExtendAsync(Guid id, Guid sittingId, Guid key, int minutes, string? reason, Guid? session) =>
        session is { } one
            ? AfterAsync(id, sittingId, Client.ExtendSessionAsync(one, new(minutes, reason ?? ""), key), session => ["extended-one", session.CandidateName, minutes])
            : AfterAsync(id, sittingId, Client.ExtendSittingAsync(sittingId, new(minutes, reason ?? ""), key), _ => ["extended-all", minutes]);

    public Task<IActionResult> OnPostDecideAsync(Guid id, Guid sittingId, Guid key, Guid session, bool accept, string? reason) =>
        AfterAsync(id, sittingId, Client.DecideLateAsync(session, new(accept, reason ?? ""), key), _ => [accept ? "late-counted" : "late-not-counted"]);

    public async Task<IActionResult> OnPostAnswerFileAsync(Guid id, Guid sittingId, Guid key, IFormFile? file) =>
        await AfterAsync(id, sittingId, Client.ImportAnswersAsync(sittingId, await ReadAsync(file), key), kept => ["answer-file-kept", kept.CandidateName, kept.Kept, kept.Missing]);

    public Task<IActionResult> OnPostCompensateAsync(Guid id, Guid sittingId, Guid key, Guid[] sessions, string? reason) =>
        AfterAsync(id, sittingId, Client.CompensateAsync(sittingId, new(sessions, reason ?? ""), key), result => ["compensated-now", result.Sessions, result.Minutes]);

    /// <summary>What is no answer file is sent as an empty one, and refused with the server's own sentence.</summary>
    private static async Task<AnswerFile> ReadAsync(IFormFile? file)
    {
        try
        {
            await using var content = file?.OpenReadStream() ?? Stream.Null;
            return await JsonSerializer.DeserializeAsync<AnswerFile>(content, ApiClient.Json) ?? Nothing;
        }
        catch (JsonException)
        {
            return Nothing;
        }
    }

    /// <param name="said">What was done, as a text's key and its figures.</param>
    private async Task<IActionResult> AfterAsync<T>(Guid id, Guid sittingId, Task<ApiAnswer<T>> act, Func<T, object[]> said)
        where T : class
    {
        var answer = await act;
        if (answer.Value is { } done)
        {
            TempData["Done"] = Array.ConvertAll(said(done), part => Convert.ToString(part, CultureInfo.InvariantCulture)!);
            return Redirect($"/exam-office/projects/{id}/sittings/{sittingId}");
        }

        this.Show(answer.Problem!);
        return await OnGetAsync(id, sittingId);
    }
}
