using Pinchang.Contracts.Complaints;

namespace Pinchang.Domain.Complaints;

/// <summary>Rule 11 of the standards: what "within a deadline" and "promised time" mean here.</summary>
public static class ComplaintTimes
{
    /// <summary>How long after an answer it may be reopened, and after which it closes by itself.</summary>
    public const int ReopenDays = 15;

    /// <summary>What is overdue is told again, a step higher, after so long.</summary>
    public static readonly TimeSpan BetweenEscalations = TimeSpan.FromHours(24);

    /// <summary>Money that is being taken, people who are being harassed and data that is leaking do not wait.</summary>
    public static readonly IReadOnlyList<ComplaintPromise> Promises =
    [
        new(ComplaintKind.FalseJob, 24, 5),
        new(ComplaintKind.Fees, 4, 3),
        new(ComplaintKind.Discrimination, 24, 7),
        new(ComplaintKind.Harassment, 4, 3),
        new(ComplaintKind.Privacy, 4, 5),
        new(ComplaintKind.ExamOrder, 8, 5),
        new(ComplaintKind.Staff, 24, 7),
        new(ComplaintKind.Service, 24, 5),
        new(ComplaintKind.Other, 24, 10),
    ];

    public static ComplaintPromise Of(ComplaintKind kind) => Promises.Single(promise => promise.Kind == kind);
}
