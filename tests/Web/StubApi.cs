using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pinchang.Web.Tests;

/// <summary>Stands in for Api: answers what a test prepared, by method and path, and keeps what it was asked.</summary>
public sealed class StubApi : HttpMessageHandler
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    private readonly ConcurrentDictionary<string, Func<HttpResponseMessage>> _answers = new();

    public ConcurrentQueue<Asked> Requests { get; } = new();

    /// <summary>Whether nothing listens at all.</summary>
    public bool IsGone { get; set; }

    public Asked Last(string method, string path) => Requests.Last(request => request.Method == method && request.Path == path);

    public StubApi Answer(string call, object body, HttpStatusCode status = HttpStatusCode.OK, params string[] cookies)
    {
        _answers[call] = () =>
        {
            var response = new HttpResponseMessage(status) { Content = JsonContent.Create(body, body.GetType(), options: Json) };
            foreach (var cookie in cookies)
            {
                response.Headers.Add("Set-Cookie", cookie);
            }

            return response;
        };
        return this;
    }

    public StubApi Refuse(string call, HttpStatusCode status, string code, string title, string? field = null)
    {
        _answers[call] = () => new(status)
        {
            Content = JsonContent.Create(new { title, code, field }, new("application/problem+json"), Json),
        };
        return this;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (IsGone)
        {
            throw new HttpRequestException("Connection refused");
        }

        var path = request.RequestUri!.AbsolutePath;
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        Requests.Enqueue(new(
            request.Method.Method,
            path,
            request.RequestUri.Query,
            request.Headers.ToDictionary(header => header.Key, header => string.Join("; ", header.Value)),
            body));
        return _answers.TryGetValue($"{request.Method} {path}", out var answer) ? answer() : NotFound();
    }

    private static HttpResponseMessage NotFound() => new(HttpStatusCode.NotFound)
    {
        Content = JsonContent.Create(new { title = "没有找到您要的内容。", code = "common.not-found" }, new("application/problem+json"), Json),
    };

    public sealed record Asked(string Method, string Path, string Query, Dictionary<string, string> Headers, string Body);
}
