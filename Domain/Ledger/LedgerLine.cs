using System.Text;

namespace Pinchang.Domain.Ledger;

/// <summary>
/// 服务台账: one thing that was decided or done, as it stays. What it tells of is named by ids; texts hold no phone or identity number.
/// </summary>
public sealed class LedgerLine : IOwnedByAgency
{
    private const int LongestText = 500;

    public required Guid Id { get; init; }

    /// <summary>To the microsecond, as the database keeps it.</summary>
    public required DateTimeOffset At { get; init; }

    public required Guid AgencyId { get; init; }

    /// <summary>One of <c>LedgerKinds</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Null when the platform did it by itself.</summary>
    public Guid? ActorId { get; init; }

    public string? Address { get; init; }

    public Guid? OrganisationId { get; init; }

    /// <summary>Whom it concerns, when that is not who did it.</summary>
    public Guid? PersonId { get; init; }

    /// <summary>What sort of thing, such as <c>job</c>.</summary>
    public required string Subject { get; init; }

    public required Guid SubjectId { get; init; }

    /// <summary>The service that has to be over before its three years begin: a room's session, a fair, an exam project.</summary>
    public Guid? ServiceId { get; init; }

    public string? Before { get; init; }

    public string? After { get; init; }

    public string? What { get; init; }

    public string? Reason { get; init; }

    /// <summary>The database's own: <see cref="LedgerText.HashOf"/> as it reckoned it when the line was written.</summary>
    public byte[] Hash { get; private set; } = [];

    /// <summary>The database's own: the transaction that wrote it.</summary>
    public ulong WrittenBy { get; private set; }

    public static LedgerLine Of(LedgerEntry entry, LedgerActor actor, DateTimeOffset now)
    {
        var at = new DateTimeOffset(now.UtcTicks - now.UtcTicks % TimeSpan.TicksPerMicrosecond, TimeSpan.Zero);
        return new()
        {
            Id = Guid.CreateVersion7(at),
            At = at,
            AgencyId = entry.AgencyId,
            Kind = entry.Kind,
            ActorId = actor.UserId,
            Address = actor.Address,
            OrganisationId = entry.OrganisationId,
            PersonId = entry.PersonId,
            Subject = entry.Subject,
            SubjectId = entry.SubjectId,
            ServiceId = entry.ServiceId,
            Before = entry.Before,
            After = entry.After,
            What = Kept(entry.What),
            Reason = Kept(entry.Reason),
        };
    }

    /// <summary>What people wrote, without the numbers that name somebody and without what the database cannot keep.</summary>
    private static string? Kept(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        var kept = new StringBuilder(text.Length);
        foreach (var rune in Masking.Numbers(text.Trim()).EnumerateRunes())
        {
            kept.Append(Rune.IsControl(rune) ? " " : rune.ToString());
            if (kept.Length >= LongestText)
            {
                return kept.Append('…').ToString();
            }
        }

        return kept.ToString();
    }
}

/// <summary>What a line is to say; who did it, from where and when is added where it is written.</summary>
public sealed record LedgerEntry(string Kind, Guid AgencyId, string Subject, Guid SubjectId)
{
    public Guid? OrganisationId { get; init; }

    public Guid? PersonId { get; init; }

    public Guid? ServiceId { get; init; }

    public string? Before { get; init; }

    public string? After { get; init; }

    public string? What { get; init; }

    public string? Reason { get; init; }

    /// <summary>Whoever did it was promised that nothing is kept of who they are: neither their id nor their address.</summary>
    public bool IsUnnamed { get; init; }
}

/// <summary>Who acts, and from which address; nobody when the platform acts by itself.</summary>
public sealed record LedgerActor(Guid? UserId, string? Address)
{
    public static readonly LedgerActor Platform = new(null, null);
}
