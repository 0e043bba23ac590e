namespace Pinchang.Domain.Ledger;

public enum LedgerFlaw
{
    /// <summary>The line says something else than when it was sealed, or than its own hash.</summary>
    LineChanged,

    /// <summary>The line was sealed and is gone.</summary>
    LineRemoved,

    /// <summary>The line was put in where the sealer had already been, or it was never sealed.</summary>
    LineInserted,

    /// <summary>The seal does not hold over what it names.</summary>
    SealChanged,

    /// <summary>A seal between two others, or the last ones, are gone.</summary>
    SealRemoved,

    /// <summary>The chain holds in itself and is not the one that was anchored.</summary>
    ChainRewritten,

    /// <summary>The written-down anchor was tampered with itself.</summary>
    AnchorChanged,
}

/// <summary>One thing that does not hold, and where.</summary>
public sealed record LedgerFinding(LedgerFlaw Flaw, LedgerChain Chain, long? Seal = null, long? Position = null, Guid? LineId = null, string? Detail = null)
{
    public override string ToString()
    {
        var place = string.Join(", ", new[]
        {
            LineId is { } id ? $"line {id}" : null,
            Position is { } position ? $"position {position}" : null,
            Seal is { } seal ? $"seal {seal}" : null,
        }.OfType<string>());
        return $"{Chain.AgencyId} {Chain.Month:yyyy-MM}: {Words} ({place}){(Detail is null ? "" : $": {Detail}")}";
    }

    private string Words => Flaw switch
    {
        LedgerFlaw.LineChanged => "a line was changed",
        LedgerFlaw.LineRemoved => "a line was removed",
        LedgerFlaw.LineInserted => "a line was put in past the sealer, or never sealed",
        LedgerFlaw.SealChanged => "a seal was changed",
        LedgerFlaw.SealRemoved => "seals were removed",
        LedgerFlaw.ChainRewritten => "the chain was written anew",
        _ => "the anchor was changed",
    };
}
