using System.Diagnostics;
using System.Globalization;
using Pinchang.Load.Measuring;
using Pinchang.Support.Exams;

namespace Pinchang.Load.Exams;

/// <summary>Candidates who save one answer per request; each has one request on its way at a time.</summary>
internal sealed class AnswerSavers
{
    private readonly Saver[] _savers;

    private AnswerSavers(Saver[] savers) => _savers = savers;

    public long Acknowledged => _savers.Sum(saver => saver.Acknowledged);

    public static async Task<AnswerSavers> ConnectAsync(int port, SeatedExam exam, CrowdMember[] crowd, int lines)
    {
        var savers = new Saver[lines];
        for (var i = 0; i < lines; i++)
        {
            savers[i] = new(await HttpLine.ConnectAsync(port), exam.QuestionIds, [.. crowd.Where((_, n) => n % lines == i)]);
        }

        return new(savers);
    }

    /// <summary>As fast as they are answered; returns how many were.</summary>
    public async Task<long> SaturateAsync(TimeSpan time)
    {
        var before = Acknowledged;
        var until = Stopwatch.GetTimestamp() + (long)(time.TotalSeconds * Stopwatch.Frequency);
        await Task.WhenAll(_savers.Select(async saver =>
        {
            while (Stopwatch.GetTimestamp() < until)
            {
                await saver.SaveAsync();
            }
        }));
        return Acknowledged - before;
    }

    /// <summary>On a schedule; a delay counts from when the request should have left.</summary>
    public async Task<LatencyHistogram> PaceAsync(double perSecond, TimeSpan time)
    {
        var histogram = new LatencyHistogram();
        var period = Stopwatch.Frequency * _savers.Length / perSecond;
        var start = Stopwatch.GetTimestamp();
        var until = start + (time.TotalSeconds * Stopwatch.Frequency);
        await Task.WhenAll(_savers.Select(async (saver, i) =>
        {
            for (var due = start + (period * i / _savers.Length); due < until; due += period)
            {
                var wait = (due - Stopwatch.GetTimestamp()) * 1000 / Stopwatch.Frequency;
                if (wait > 0.5)
                {
                    await Task.Delay(TimeSpan.FromMilliseconds(wait));
                }

                await saver.SaveAsync();
                var late = (long)((Stopwatch.GetTimestamp() - due) * 1e9 / Stopwatch.Frequency);
                lock (histogram)
                {
                    histogram.Add(late);
                }
            }
        }));
        return histogram;
    }

    private sealed class Saver(HttpLine line, string[] questions, CrowdMember[] people)
    {
        private static readonly string Text = new('x', 120);
        private readonly long[] _sequences = new long[people.Length];
        private int _next;

        public long Acknowledged { get; private set; }

        public async Task SaveAsync()
        {
            var who = _next++ % people.Length;
            var sequence = ++_sequences[who];
            var body = string.Create(
                CultureInfo.InvariantCulture,
                $$"""{"epoch":1,"items":[{"sequence":{{sequence}},"questionId":"{{questions[sequence % questions.Length]}}","response":{"text":"{{Text}}"},"marked":false,"at":"2026-06-06T01:00:00.000Z"}]}""");
            var (status, answer) = await line.SendAsync(
                HttpLine.Request("PUT", $"/api/exam-sessions/{people[who].Seat.SessionId}/answers", people[who].Cookie, body), wantsBody: true);
            if (status != 200 || !answer.Contains($"\"durableSequence\":{sequence},", StringComparison.Ordinal))
            {
                throw new InvalidOperationException($"A save was answered with {status} {answer}");
            }

            Acknowledged++;
        }
    }
}
