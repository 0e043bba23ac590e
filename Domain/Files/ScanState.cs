namespace Pinchang.Domain.Files;

/// <summary>What is known of a kept file.</summary>
public enum ScanState
{
    /// <summary>未查毒: kept because the policy allows it, and scanned as soon as a scanner answers.</summary>
    Unscanned,
    Clean,

    /// <summary>Found after it was kept: nobody gets it any more.</summary>
    Infected,

    /// <summary>Its bytes were gone when its turn came.</summary>
    Missing,
}

/// <summary>A row of a file that a scanner goes through.</summary>
public interface IScannedFile
{
    Guid Id { get; }

    string Name { get; }

    string Location { get; }

    ScanState Scan { get; }

    DateTimeOffset? ScannedAt { get; }

    string? Finding { get; }

    void Take(ScanVerdict verdict, DateTimeOffset now);
}

/// <summary>What becomes of an upload that no scanner looked through.</summary>
public enum UnscannedPolicy
{
    AllowAndMark,
    Refuse,
}
