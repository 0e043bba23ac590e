using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Pinchang.Contracts.Exams;

namespace Pinchang.Domain.Exams.Sittings;

/// <summary>How long a candidate was not heard of while the exam ran: the ground on which time is given back.</summary>
public static class OutageRules
{
    /// <summary>Three heartbeats of 15 seconds.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromSeconds(45);

    /// <summary>An outage's name follows from what it is, so that two commands cannot give its time twice.</summary>
    public static Guid IdOf(Guid sessionId, DateTimeOffset from) =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{sessionId} {from.UtcTicks}"))).AsSpan(0, 16));

    /// <summary>Time is given back in whole minutes, in the candidate's favour.</summary>
    public static int MinutesOf(IEnumerable<OutageTime> outages) => (outages.Sum(outage => outage.Seconds) + 59) / 60;

    /// <summary>The gap that ends now, or null when it is none. What lies outside the exam's own time does not count.</summary>
    /// <param name="awakeSince">Since when this server has the session.</param>
    public static OutageMeasured? Measure(SessionState state, DateTimeOffset now, DateTimeOffset awakeSince)
    {
        if (state.Standing is not { StartedAt: { } started, IsEnded: false } || state.SeenAt is not { } seen)
        {
            return null;
        }

        var from = seen < started ? started : seen;
        var to = now < state.Deadline ? now : state.Deadline;
        return to - from > Silence ? new(from, to, ByServer: awakeSince > from) : null;
    }
}
