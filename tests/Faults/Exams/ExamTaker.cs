using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Pinchang.Support.Exams;

namespace Pinchang.Faults.Exams;

/// <summary>Something a candidate's browser was told is kept.</summary>
internal sealed record AcknowledgedAnswer(int Epoch, long Sequence, string QuestionId, string Text);

/// <summary>
/// A candidate's browser: numbers each change, keeps it until the server says that it is durable, and sends it again until then. Its own
/// log is what the database is held against.
/// </summary>
internal sealed class ExamTaker : IDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly HttpClient _http;
    private readonly CrowdMember _member;
    private readonly string[] _questions;
    private readonly Lock _gate = new();   // a reordering browser has three sendings under way at once

    /// <summary>What is written and sent comes from the seed; waits after a failure do not, since their number is chance.</summary>
    private readonly Random _random;
    private readonly TimeSpan _clockIsWrongBy;
    private readonly SortedDictionary<long, object> _outbox = [];
    private readonly Dictionary<long, (string Question, string Text)> _written = [];
    private long _last;

    public ExamTaker(Uri api, Uri web, CrowdMember member, string[] questions, int seed, TimeSpan clockIsWrongBy = default)
    {
        (_member, _questions, _random, _clockIsWrongBy) = (member, questions, new(seed), clockIsWrongBy);
        _http = new(new SocketsHttpHandler { UseCookies = false, PooledConnectionLifetime = TimeSpan.FromSeconds(20) })
        {
            BaseAddress = api,
            Timeout = TimeSpan.FromSeconds(10),
        };
        _http.DefaultRequestHeaders.Add("Origin", web.GetLeftPart(UriPartial.Authority));
        _http.DefaultRequestHeaders.Add("Cookie", member.Cookie);
    }

    public Guid SessionId => _member.Seat.SessionId;

    public int Epoch { get; set; } = 1;

    public ConcurrentQueue<AcknowledgedAnswer> Acknowledged { get; } = new();

    /// <summary>The hash on the first receipt.</summary>
    public string? Receipt { get; private set; }

    /// <summary>Receipts that differ from the first.</summary>
    public int Differing { get; private set; }

    /// <summary>Refusals by code.</summary>
    public ConcurrentDictionary<string, int> Refused { get; } = new();

    /// <summary>When the last request was sent that was answered.</summary>
    public DateTimeOffset? AnsweredOfSentAt { get; private set; }

    /// <summary>About a tenth of a second until the next change.</summary>
    public TimeSpan Pace() => TimeSpan.FromMilliseconds(_random.Next(40, 160));

    public async Task<bool> StartAsync(TimeSpan within)
    {
        var until = DateTimeOffset.UtcNow + within;
        while (DateTimeOffset.UtcNow < until)
        {
            if (await PostAsync("starts", new { epoch = Epoch }) is { } answer)
            {
                return answer.TryGetProperty("paperKey", out _);
            }
        }

        return false;
    }

    /// <summary>One change, and all that waits sent in random portions, some of them twice or out of order.</summary>
    public async Task WriteAsync(bool reordering)
    {
        var question = _questions[_random.Next(_questions.Length)];
        var text = string.Create(CultureInfo.InvariantCulture, $"{SessionId:N}-{Epoch}-{++_last}");
        _written[_last] = (question, text);
        _outbox[_last] = new { sequence = _last, questionId = question, response = new { text }, marked = false, at = DateTimeOffset.UtcNow + _clockIsWrongBy };
        if (!reordering)
        {
            await SendAsync([.. _outbox.Keys]);
            return;
        }

        var portion = _outbox.Keys.Where(_ => _random.Next(3) > 0).OrderBy(_ => _random.Next()).ToArray();
        long[] oldest = [.. _outbox.Keys.Take(2)];
        await Task.WhenAll(SendAsync(portion), _random.Next(4) == 0 ? SendAsync(portion) : Task.CompletedTask, SendAsync(oldest));
    }

    public async Task HandInAsync(TimeSpan within, int times = 1)
    {
        var sequences = _outbox.Keys.ToArray();
        var body = new { epoch = Epoch, lastSequence = _last, items = _outbox.Values.ToArray() };
        var until = DateTimeOffset.UtcNow + within;
        for (var done = 0; done < times && DateTimeOffset.UtcNow < until;)
        {
            if (await PostAsync("hand-in", body) is not { } answer)
            {
                continue;
            }

            done++;
            if (!answer.TryGetProperty("sha256", out var sha))
            {
                return;
            }

            if (Receipt is { } first)
            {
                Differing += first == sha.GetString() ? 0 : 1;
                continue;
            }

            Receipt = sha.GetString();
            if (answer.GetProperty("endKind").GetString() == "byCandidate")
            {
                Acknowledge(body.epoch, sequences);
            }
        }
    }

    /// <summary>A save from before, sent again unchanged: what a proxy or a thief of packets would do.</summary>
    public async Task ReplayAsync()
    {
        var (sequence, (question, text)) = _written.First();
        await PutAsync(Epoch, [new { sequence, questionId = question, response = new { text }, marked = false, at = DateTimeOffset.UtcNow }]);
    }

    public Task<HttpStatusCode> PutAsOtherAsync(int epoch, long sequence, string text) =>
        PutAsync(epoch, [new { sequence, questionId = _questions[0], response = new { text }, marked = false, at = DateTimeOffset.UtcNow }]);

    /// <summary>Comes in again, from this device or another one; false while the invigilator has not nodded.</summary>
    public async Task<bool> EnterAsync(string device)
    {
        if (await PostAsync("entries", new { deviceId = device, deviceName = device }) is { } view && view.TryGetProperty("epoch", out var epoch))
        {
            Epoch = epoch.GetInt32();
            _last = 0;
            _outbox.Clear();
            return true;
        }

        return false;
    }

    public void Dispose() => _http.Dispose();

    private async Task SendAsync(long[] sequences)
    {
        var epoch = Epoch;
        object[] items;
        lock (_gate)
        {
            items = [.. sequences.Where(_outbox.ContainsKey).Select(sequence => _outbox[sequence])];
        }

        if (items.Length > 0 && await PutAsync(epoch, items) == HttpStatusCode.OK)
        {
            Acknowledge(epoch, sequences);
        }
    }

    private void Acknowledge(int epoch, long[] sequences)
    {
        lock (_gate)
        {
            foreach (var sequence in sequences.Where(_outbox.Remove))
            {
                var (question, text) = _written[sequence];
                Acknowledged.Enqueue(new(epoch, sequence, question, text));
            }
        }
    }

    private async Task<HttpStatusCode> PutAsync(int epoch, object[] items)
    {
        var sent = DateTimeOffset.UtcNow;
        try
        {
            using var response = await _http.PutAsJsonAsync($"/api/exam-sessions/{SessionId}/answers", new { epoch, items }, Json);
            await NoteAsync(response, sent);
            return response.StatusCode;
        }
        catch (Exception unanswered) when (unanswered is HttpRequestException or TaskCanceledException)
        {
            await Task.Delay(Random.Shared.Next(100, 300));
            return 0;
        }
    }

    /// <summary>The answer, also a refusal's; null when there was none, or the server said to try again.</summary>
    private async Task<JsonElement?> PostAsync(string what, object body)
    {
        var sent = DateTimeOffset.UtcNow;
        try
        {
            using var response = await _http.PostAsJsonAsync($"/api/exam-sessions/{SessionId}/{what}", body, Json);
            await NoteAsync(response, sent);
            return (int)response.StatusCode >= 500 ? null : JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
        }
        catch (Exception unanswered) when (unanswered is HttpRequestException or TaskCanceledException)
        {
            await Task.Delay(Random.Shared.Next(100, 300));
            return null;
        }
    }

    private async Task NoteAsync(HttpResponseMessage response, DateTimeOffset sent)
    {
        if (response.IsSuccessStatusCode)
        {
            AnsweredOfSentAt = sent;
            return;
        }

        using var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        var code = problem.RootElement.TryGetProperty("code", out var named) ? named.GetString()! : $"{(int)response.StatusCode}";
        Refused.AddOrUpdate(code, 1, (_, count) => count + 1);
        if ((int)response.StatusCode >= 500)
        {
            await Task.Delay(Random.Shared.Next(100, 300));
        }
    }
}
