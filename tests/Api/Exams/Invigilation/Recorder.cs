using System.Globalization;
using System.Security.Cryptography;
using Pinchang.Contracts.Exams;

namespace Pinchang.Api.Tests.Exams.Invigilation;

/// <summary>A candidate's recorder, as the exam page's: one run of WebM in pieces that name each other.</summary>
internal sealed class Recorder(HttpClient http, Guid sessionId, string track = "camera")
{
    private static readonly byte[] Head = [0x1A, 0x45, 0xDF, 0xA3, 0x9F, 0x42, 0x86, 0x81, 0x01, 0x42, 0x82, 0x84, (byte)'w', (byte)'e', (byte)'b', (byte)'m'];

    public Guid Run { get; } = Guid.NewGuid();

    public static byte[] Piece(int number) =>
        [.. number == 0 ? Head : [], .. Enumerable.Range(0, 3_000 + number).Select(i => (byte)(i * 7 + number))];

    public static string HashOf(byte[] piece) => Convert.ToHexStringLower(SHA256.HashData(piece));

    public Task<HttpResponseMessage> SendAsync(int number) =>
        SendAsync(number, Piece(number), HashOf(Piece(number)), number == 0 ? null : HashOf(Piece(number - 1)));

    public async Task<HttpResponseMessage> SendAsync(int number, byte[] body, string hash, string? previous, string type = "video/webm;codecs=vp8,opus")
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/exam-sessions/{sessionId}/recordings/{track}/pieces/{number}");
        request.Content = new ByteArrayContent(body);
        // As browsers write it, which .NET does not take for well formed.
        request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        request.Headers.Add(RecordingPieceHeaders.Run, Run.ToString());
        request.Headers.Add(RecordingPieceHeaders.Hash, hash);
        request.Headers.Add(RecordingPieceHeaders.BeginsAt, DateTimeOffset.UtcNow.AddSeconds(10 * number).ToString("O", CultureInfo.InvariantCulture));
        request.Headers.Add(RecordingPieceHeaders.Duration, "10000");
        if (previous is not null)
        {
            request.Headers.Add(RecordingPieceHeaders.PreviousHash, previous);
        }

        return await http.SendAsync(request);
    }
}
