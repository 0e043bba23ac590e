using Pinchang.Contracts.Fairs;

namespace Pinchang.Domain.Fairs;

/// <summary>A fair along its hours, in steps of a quarter of an hour; of more where a fair of days would have more steps than a chart.</summary>
public static class FairMoments
{
    private const int Most = 400;
    private static readonly TimeSpan Quarter = TimeSpan.FromMinutes(15);

    public static FairMoment[] Of(DateTimeOffset opens, DateTimeOffset shuts, IEnumerable<Place> places, IReadOnlyCollection<Talk> talks)
    {
        var step = Quarter * Math.Max(1, Math.Ceiling((shuts - opens) / Quarter / Most));
        var steps = (int)Math.Ceiling((shuts - opens) / step);
        var taken = Count(places.Select(place => (DateTimeOffset?)place.JoinedAt));
        var started = Count(talks.Select(talk => talk.StartedAt));
        var missed = Count(talks.Where(talk => talk.EndedHow == TalkEnd.Missed).Select(talk => talk.EndedAt));
        return
        [
            .. Enumerable.Range(0, Math.Max(0, steps)).Select(number => new FairMoment(
                opens + (number * step), taken.GetValueOrDefault(number), started.GetValueOrDefault(number), missed.GetValueOrDefault(number))),
        ];

        Dictionary<int, int> Count(IEnumerable<DateTimeOffset?> moments) => moments.OfType<DateTimeOffset>()
            .CountBy(at => (int)Math.Floor((at - opens) / step))
            .ToDictionary();
    }
}
