using Pinchang.Api.Tests.Hosting;
using Pinchang.Contracts.Complaints;

namespace Pinchang.Api.Tests.Complaints;

/// <summary>Complaints as people make them and as the desk handles them.</summary>
internal static class ComplaintActs
{
    private static int _made;

    public static FileComplaint Anonymous(ComplaintKind kind = ComplaintKind.Fees) => new()
    {
        Kind = kind,
        Text = $"面试时被要求先交八百元培训费，第 {Interlocked.Increment(ref _made)} 次。",
        Anonymous = true,
    };

    public static FileComplaint Named(string? contact = null) => Anonymous() with { Anonymous = false, Name = "林晓雨", Contact = contact };

    public static async Task<FiledComplaint> MakeAsync(HttpClient browser, FileComplaint complaint) =>
        await (await browser.PostCommandAsync("/api/complaints", complaint)).ReadAsync<FiledComplaint>();

    public static async Task<ComplaintDetails> FindAsync(SignedInClient staff, string number)
    {
        var found = await staff.Http.GetAsync<Pinchang.Contracts.Page<ComplaintSummary>>($"/api/operations/complaints?shelf=all&q={number}");
        return await staff.Http.GetAsync<ComplaintDetails>(At(found.Items.ShouldHaveSingleItem().Id));
    }

    public static string At(Guid id, string step = "") => $"/api/operations/complaints/{id}{step}";

    public static async Task<ComplaintDetails> StepAsync(SignedInClient staff, Guid id, string step, object body) =>
        await (await staff.Http.PostCommandAsync(At(id, step), body)).ReadAsync<ComplaintDetails>();

    public static Task<ComplaintDetails> AcceptAsync(SignedInClient staff, Guid id) => StepAsync(staff, id, "/acceptances", new AcceptComplaint(true, null, false));

    public static Task<ComplaintDetails> AnswerAsync(SignedInClient staff, Guid id) =>
        StepAsync(staff, id, "/answers", new AnswerComplaint(ComplaintOutcome.Upheld, "经查属实，已责令退还八百元，并暂停该单位发布岗位。"));

    /// <summary>Something that whoever holds the code does.</summary>
    public static Task<HttpResponseMessage> WithCodeAsync(HttpClient browser, HttpMethod method, string number, string step, string? code, object? body = null, Guid? key = null)
    {
        var request = new HttpRequestMessage(method, $"/api/complaints/{number}{step}");
        request.Headers.Add("Idempotency-Key", (key ?? Guid.NewGuid()).ToString());
        if (code is not null)
        {
            request.Headers.Add(ComplaintCode.Header, code);
        }

        request.Content = body switch
        {
            null => null,
            HttpContent content => content,
            _ => System.Net.Http.Json.JsonContent.Create(body, body.GetType(), options: Pinchang.Api.Hosting.JsonDefaults.Options),
        };
        return browser.SendAsync(request);
    }

    public static async Task<ComplaintStatus> StatusAsync(HttpClient browser, FiledComplaint filed) =>
        await (await WithCodeAsync(browser, HttpMethod.Get, filed.Number, "", filed.Code)).ReadAsync<ComplaintStatus>();

    public static HttpContent Form(byte[] content, string name)
    {
        var form = new MultipartFormDataContent();
        form.Add(new ByteArrayContent(content), "file", name);
        return form;
    }
}
