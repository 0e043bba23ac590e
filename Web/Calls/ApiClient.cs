using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Localization;
using Pinchang.Contracts;
using Pinchang.Contracts.LiveRooms;

namespace Pinchang.Web.Calls;

/// <summary>
/// Speaks to Api in the visitor's name: forwards the cookie that only Api opens, hands back the cookies it sets,
/// and signs the call so that Api believes the visitor's address.
/// </summary>
internal sealed class ApiClient(
    HttpClient http, IHttpContextAccessor accessor, CallSignature signature, IStringLocalizer<CallTexts> texts, ILogger<ApiClient> log)
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <param name="header">One more, for what does not belong into an address.</param>
    public Task<ApiAnswer<T>> GetAsync<T>(string path, (string Name, string Value)? header = null)
        where T : class => SendAsync<T>(HttpMethod.Get, path, null, null, header);

    /// <param name="key">The idempotency key that the form carried, so that a form sent twice acts once.</param>
    public Task<ApiAnswer<T>> PostAsync<T>(string path, object? body, Guid? key = null, (string Name, string Value)? header = null)
        where T : class => SendAsync<T>(HttpMethod.Post, path, ContentOf(body), key, header);

    public Task<ApiAnswer<T>> PutAsync<T>(string path, object body, Guid? key = null)
        where T : class => SendAsync<T>(HttpMethod.Put, path, ContentOf(body), key);

    public Task<ApiAnswer<Done>> DeleteAsync(string path) => SendAsync<Done>(HttpMethod.Delete, path, null, null);

    public async Task<ApiAnswer<T>> UploadAsync<T>(string path, IFormFile file, Guid key, (string Name, string Value)? header = null)
        where T : class
    {
        using var content = new MultipartFormDataContent();
        using var part = new StreamContent(file.OpenReadStream());
        part.Headers.TryAddWithoutValidation("Content-Type", file.ContentType);
        content.Add(part, "file", file.FileName);
        return await SendAsync<T>(HttpMethod.Post, path, content, key, header);
    }

    private static JsonContent ContentOf(object? body) => JsonContent.Create(body ?? new { }, options: Json);

    private async Task<ApiAnswer<T>> SendAsync<T>(HttpMethod method, string path, HttpContent? content, Guid? key, (string Name, string Value)? header = null)
        where T : class
    {
        var context = accessor.HttpContext!;
        using var request = new HttpRequestMessage(method, path) { Content = content };
        Forward(context, request);
        if (key is { } value)
        {
            request.Headers.Add("Idempotency-Key", value.ToString());
        }

        if (header is { } more)
        {
            request.Headers.TryAddWithoutValidation(more.Name, more.Value);
        }

        try
        {
            using var response = await http.SendAsync(request, context.RequestAborted);
            Relay(response, context.Response);
            return await ReadAsync<T>(response, context.RequestAborted);
        }
        catch (Exception error) when (IsUnreachable(error, context.RequestAborted))
        {
            log.LogWarning(error, "Api did not answer {Method}", method);
            return new(StatusCodes.Status503ServiceUnavailable, null, new("web.api-unreachable", texts["api-unreachable"]));
        }
    }

    private void Forward(HttpContext context, HttpRequestMessage request)
    {
        if (context.Request.Headers.Cookie is { Count: > 0 } cookies)
        {
            request.Headers.TryAddWithoutValidation("Cookie", string.Join("; ", cookies.ToArray()));
        }

        signature.Sign(context, request);
    }

    private static void Relay(HttpResponseMessage response, HttpResponse to)
    {
        if (response.Headers.TryGetValues("Set-Cookie", out var cookies))
        {
            foreach (var cookie in cookies)
            {
                to.Headers.Append("Set-Cookie", cookie);
            }
        }
    }

    private async Task<ApiAnswer<T>> ReadAsync<T>(HttpResponseMessage response, CancellationToken cancelled)
        where T : class
    {
        var status = (int)response.StatusCode;
        if (!response.IsSuccessStatusCode)
        {
            return new(status, null, await ProblemOfAsync(response, cancelled));
        }

        if (typeof(T) == typeof(Done))
        {
            return new(status, (T)(object)Done.Instance, null);
        }

        var isEmpty = response.StatusCode == HttpStatusCode.NoContent || response.Content.Headers.ContentLength == 0;
        var value = isEmpty ? null : await response.Content.ReadFromJsonAsync<T>(Json, cancelled);
        return value is null
            ? new(StatusCodes.Status404NotFound, null, new(CommonRefusals.NotFound.Code, texts["not-found"]))
            : new(status, value, null);
    }

    private async Task<Problem> ProblemOfAsync(HttpResponseMessage response, CancellationToken cancelled)
    {
        var isProblem = response.Content.Headers.ContentType?.MediaType is "application/problem+json" or "application/json";
        var document = isProblem ? await response.Content.ReadFromJsonAsync<ProblemDocument>(Json, cancelled) : null;
        return document is { Code: { } code, Title: { } title }
            ? new(code, title, document.Field)
            : new($"http.{(int)response.StatusCode}", texts["http-other"]);
    }

    private static bool IsUnreachable(Exception error, CancellationToken aborted) =>
        error is HttpRequestException or JsonException || (error is OperationCanceledException && !aborted.IsCancellationRequested);

    private sealed record ProblemDocument(string? Title, string? Code, string? Field);
}
