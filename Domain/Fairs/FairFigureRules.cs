namespace Pinchang.Domain.Fairs;

/// <summary>Figures that board and summary share.</summary>
public static class FairFigureRules
{
    /// <summary>From taking the number to the talk, in minutes, of those who talked.</summary>
    public static IEnumerable<double> Waits(IEnumerable<Place> places, IEnumerable<Talk> talks)
    {
        var joined = places.ToDictionary(place => place.Id, place => place.JoinedAt);
        return talks.Where(talk => talk.StartedAt is not null && joined.ContainsKey(talk.PlaceId))
            .Select(talk => (talk.StartedAt!.Value - joined[talk.PlaceId]).TotalMinutes);
    }

    public static IEnumerable<double> Lengths(IEnumerable<Talk> talks) =>
        talks.Where(talk => talk is { StartedAt: not null, EndedAt: not null }).Select(talk => (talk.EndedAt!.Value - talk.StartedAt!.Value).TotalMinutes);

    /// <summary>Null where there is nothing to take the middle of.</summary>
    public static int? Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length == 0 ? null : (int)Math.Round(sorted[sorted.Length / 2]);
    }
}
