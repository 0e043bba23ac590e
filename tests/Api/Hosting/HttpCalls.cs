using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Pinchang.Api.Hosting;

namespace Pinchang.Api.Tests.Hosting;

/// <summary>Commands and answers as the product's pages send and read them.</summary>
public static class HttpCalls
{
    public static async Task<HttpResponseMessage> SendCommandAsync(this HttpClient client, HttpMethod method, string path, object? body, Guid? key = null)
    {
        using var request = new HttpRequestMessage(method, path)
        {
            Content = body is null ? null : JsonContent.Create(body, body.GetType(), options: JsonDefaults.Options),
        };
        request.Headers.Add("Idempotency-Key", (key ?? Guid.NewGuid()).ToString());
        return await client.SendAsync(request);
    }

    public static Task<HttpResponseMessage> PostCommandAsync(this HttpClient client, string path, object? body, Guid? key = null) =>
        client.SendCommandAsync(HttpMethod.Post, path, body, key);

    public static async Task<T> GetAsync<T>(this HttpClient client, string path)
        where T : class
    {
        using var response = await client.GetAsync(new Uri(path, UriKind.Relative));
        return await response.ReadAsync<T>();
    }

    public static async Task<T> ReadAsync<T>(this HttpResponseMessage response)
        where T : class
    {
        var text = await response.Content.ReadAsStringAsync();
        response.IsSuccessStatusCode.ShouldBeTrue($"{response.RequestMessage?.RequestUri}: {(int)response.StatusCode} {text}");
        return JsonSerializer.Deserialize<T>(text, JsonDefaults.Options)!;
    }

    /// <summary>That the answer is this refusal, as problem details with a sentence.</summary>
    public static async Task ShouldRefuseAsync(this HttpResponseMessage response, HttpStatusCode status, string code)
    {
        var text = await response.Content.ReadAsStringAsync();
        response.StatusCode.ShouldBe(status, text);
        response.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json");
        using var problem = JsonDocument.Parse(text);
        problem.RootElement.GetProperty("code").GetString().ShouldBe(code);
        problem.RootElement.GetProperty("title").GetString().ShouldNotBe(code, "a person needs a sentence");
    }
}
