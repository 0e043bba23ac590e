using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Pinchang.Support.Products;

namespace Pinchang.Faults.Clients;

/// <summary>A person with a browser's cookie: signs in, and sends commands that are safe to send twice.</summary>
internal sealed partial class PersonClient : IDisposable
{
    private static readonly TimeSpan GivesUpAfter = TimeSpan.FromSeconds(60);
    private readonly HttpClient _http;

    private PersonClient(IProduct product)
    {
        Product = product;
        _http = new HttpClient(new SocketsHttpHandler { CookieContainer = Cookies, PooledConnectionLifetime = TimeSpan.FromSeconds(5) })
        {
            BaseAddress = product.Api,
            Timeout = TimeSpan.FromSeconds(10),
        };
        _http.DefaultRequestHeaders.Add("Origin", product.Web.GetLeftPart(UriPartial.Authority));
    }

    public IProduct Product { get; }

    public CookieContainer Cookies { get; } = new();

    public static async Task<PersonClient> StaffAsync(IProduct product, DemoAccount account)
    {
        var person = new PersonClient(product);
        await person.SendAsync("/api/sessions/password", new { login = account.Login ?? account.Phone, password = account.Password });
        if (account.SecondFactorSecret is { Length: > 0 } secret)
        {
            await person.SendAsync("/api/sessions/second-factor", new { code = await Authenticators.NextCodeAsync(secret) });
        }

        return person;
    }

    public static async Task<PersonClient> CandidateAsync(IProduct product, string phone)
    {
        var person = new PersonClient(product);
        var since = DateTimeOffset.UtcNow;
        await person.SendAsync("/api/phone-codes", new { phone, purpose = "signIn" });
        var code = SixDigits().Match(await product.MessageToAsync(phone, since)).Value;
        await person.SendAsync("/api/sessions/phone", new { phone, code, displayName = $"观众{phone[^4..]}" });
        return person;
    }

    public static PersonClient Nobody(IProduct product) => new(product);

    /// <summary>Sends once; throws on a refusal, with the server's sentence.</summary>
    public async Task<JsonElement> SendAsync(string path, object body, Guid? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        request.Headers.Add("Idempotency-Key", (key ?? Guid.CreateVersion7()).ToString());
        using var response = await _http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        if (!response.IsSuccessStatusCode)
        {
            throw new RefusedException(response.StatusCode, $"{path}: {(int)response.StatusCode} {text}");
        }

        return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement;
    }

    /// <summary>Sends with one key until it is answered, as a browser that lost its answer does.</summary>
    public async Task<JsonElement> InsistAsync(string path, object body)
    {
        var key = Guid.CreateVersion7();
        var until = DateTimeOffset.UtcNow + GivesUpAfter;
        while (true)
        {
            try
            {
                return await SendAsync(path, body, key);
            }
            catch (Exception unanswered) when (IsUnanswered(unanswered) && DateTimeOffset.UtcNow < until)
            {
                await Task.Delay(250);
            }
        }
    }

    public async Task PutAsync(string path, object body)
    {
        using var response = await _http.PutAsJsonAsync(path, body);
        response.EnsureSuccessStatusCode();
    }

    public async Task<JsonElement> GetAsync(string path)
    {
        using var response = await _http.GetAsync(path);
        response.EnsureSuccessStatusCode();
        return JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
    }

    public Task<byte[]> BytesAsync(string path) => _http.GetByteArrayAsync(path);

    public void Dispose() => _http.Dispose();

    private static bool IsUnanswered(Exception exception) =>
        exception is HttpRequestException or TaskCanceledException or RefusedException { Status: >= HttpStatusCode.InternalServerError };

    [GeneratedRegex(@"(?<!\d)\d{6}(?!\d)")]
    private static partial Regex SixDigits();
}

internal sealed class RefusedException(HttpStatusCode status, string message) : Exception(message)
{
    public HttpStatusCode Status { get; } = status;
}
