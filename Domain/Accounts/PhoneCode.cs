using Pinchang.Contracts;
using Pinchang.Contracts.Accounts;

namespace Pinchang.Domain.Accounts;

/// <summary>Six digits sent to a phone. Only a hash is kept; five wrong tries or five minutes end it.</summary>
public sealed class PhoneCode
{
    public const int MaxTries = 5;

    public const int MaxPerDay = 10;

    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    public required Guid Id { get; init; }

    /// <summary>Of which phone: a keyed hash of it.</summary>
    public required byte[] PhoneKey { get; init; }

    public required PhoneCodePurpose Purpose { get; init; }

    public required byte[] CodeHash { get; init; }

    public required string Address { get; init; }

    public required DateTimeOffset SentAt { get; init; }

    public int Tries { get; private set; }

    public DateTimeOffset? UsedAt { get; private set; }

    /// <summary>Whether another code may leave now, given when the last ones left.</summary>
    public static Refusal? MaySend(IReadOnlyCollection<DateTimeOffset> sentToday, DateTimeOffset now)
    {
        if (sentToday.Count == 0)
        {
            return null;
        }

        var wait = sentToday.Max() + Interval - now;
        if (wait > TimeSpan.Zero)
        {
            return AccountRefusals.CodeTooSoon.With(Math.Ceiling(wait.TotalSeconds).ToString("0", System.Globalization.CultureInfo.InvariantCulture));
        }

        return sentToday.Count >= MaxPerDay ? AccountRefusals.TooManyCodes : null;
    }

    /// <summary>Judges one try and remembers it; the caller keeps the change whatever the answer.</summary>
    public Refusal? Try(Func<PhoneCode, bool> matches, DateTimeOffset now)
    {
        if (UsedAt is not null || Tries >= MaxTries || now >= SentAt + Lifetime)
        {
            return AccountRefusals.CodeExpired;
        }

        Tries++;
        if (!matches(this))
        {
            return Tries >= MaxTries ? AccountRefusals.CodeExpired : AccountRefusals.CodeWrong;
        }

        UsedAt = now;
        return null;
    }
}
