using System.Buffers;
using System.Text.Json;
using System.Text.RegularExpressions;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Exams;

namespace Pinchang.Api.Exams.Sittings;

/// <summary>
/// Reads what a candidate wrote. A text that a browser cut in the middle of a character, or that holds what no database takes, must not
/// keep a whole answer from being saved: it is mended rather than refused.
/// </summary>
internal static partial class AnswerBody
{
    private const long MostBytes = 2 * 1024 * 1024;

    /// <summary>The moment of receipt is when a request began; nobody may go on writing for long after.</summary>
    private static readonly TimeSpan ReadWithin = TimeSpan.FromSeconds(30);

    public static async Task<Outcome<T>> ReadAsync<T>(HttpContext http)
        where T : class
    {
        if (http.Request.ContentLength > MostBytes)
        {
            return CommonRefusals.TooLarge;
        }

        var body = http.Request.BodyReader;
        CancellationTokenSource? late = null;
        try
        {
            while (true)
            {
                // Most bodies are here with their headers; only for the others is a clock started.
                if (!body.TryRead(out var read))
                {
                    late ??= LateAfter(ReadWithin, http.RequestAborted);
                    read = await body.ReadAsync(late.Token);
                }

                if (read.Buffer.Length > MostBytes)
                {
                    body.AdvanceTo(read.Buffer.End);
                    return CommonRefusals.TooLarge;
                }

                if (read.IsCompleted)
                {
                    var outcome = Parse<T>(read.Buffer.IsSingleSegment ? read.Buffer.FirstSpan : read.Buffer.ToArray());
                    body.AdvanceTo(read.Buffer.End);
                    return outcome;
                }

                body.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            }
        }
        catch (OperationCanceledException) when (!http.RequestAborted.IsCancellationRequested)
        {
            return CommonRefusals.Malformed;
        }
        finally
        {
            late?.Dispose();
        }
    }

    /// <summary>Without what PostgreSQL or UTF-8 cannot hold.</summary>
    public static AnswerItem[] Mended(AnswerItem[]? items) => items is null
        ? []
        : Array.ConvertAll(items, item => item?.Response is not { } response || !NeedsMending(response) ? item! : item with
        {
            Response = new(
                Mended(response.Choices),
                Mended(response.Blanks),
                response.Text is { } text ? Mended(text) : null),
        });

    /// <summary>What is null stays so, and is refused by the rules.</summary>
    private static string[]? Mended(string[]? parts) => parts is null ? null : Array.ConvertAll(parts, part => part is null ? part! : Mended(part));

    private static CancellationTokenSource LateAfter(TimeSpan time, CancellationToken aborted)
    {
        var late = CancellationTokenSource.CreateLinkedTokenSource(aborted);
        late.CancelAfter(time);
        return late;
    }

    private static Outcome<T> Parse<T>(ReadOnlySpan<byte> json)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(json, JsonDefaults.Options) is { } request ? request : CommonRefusals.Malformed;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            var text = System.Text.Encoding.UTF8.GetString(json);
            var whole = LoneSurrogate().Replace(text, @"$1\ufffd");
            return whole == text ? CommonRefusals.Malformed : Parse<T>(System.Text.Encoding.UTF8.GetBytes(whole));
        }
    }

    private static bool NeedsMending(AnswerResponse response) =>
        NeedsMending(response.Text) || (response.Blanks?.Any(NeedsMending) ?? false) || (response.Choices?.Any(NeedsMending) ?? false);

    private static bool NeedsMending(string? text) =>
        text is not null && (text.Contains('\0', StringComparison.Ordinal) || HasLoneSurrogate(text));

    private static bool HasLoneSurrogate(string text)
    {
        for (var i = text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF'); i >= 0 && i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
            }
            else if (char.IsSurrogate(text[i]))
            {
                return true;
            }
        }

        return false;
    }

    private static string Mended(string text) =>
        System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(text)).Replace("\0", "", StringComparison.Ordinal);

    [GeneratedRegex(@"(?<!\\)((?:\\\\)*)(?:\\u[dD][89aAbB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F][0-9a-fA-F]{2})|(?<!\\u[dD][89aAbB][0-9a-fA-F]{2})\\u[dD][c-fC-F][0-9a-fA-F]{2})")]
    private static partial Regex LoneSurrogate();
}
