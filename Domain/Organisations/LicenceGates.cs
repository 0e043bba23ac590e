using System.Linq.Expressions;
using Pinchang.Contracts;
using Pinchang.Contracts.Fairs;
using Pinchang.Contracts.Organisations;

namespace Pinchang.Domain.Organisations;

/// <summary>What must be held on a day, by China's calendar, to open a room, a fair or a booth.</summary>
public static class LicenceGates
{
    /// <summary>JF-6.1: what the law asks of the platform's owner, in the order in which it is named.</summary>
    private static readonly LicenceKind[] Register =
    [
        LicenceKind.BusinessLicence,
        LicenceKind.HrServiceLicence,
        LicenceKind.IcpLicence,
        LicenceKind.PublicSecurityFiling,
        LicenceKind.SecurityGradeFiling,
    ];

    /// <summary>LH-4.2.3: a room is published, and goes live, only by who holds an HR service licence.</summary>
    public static Refusal? WhyNoRoom(Employer employer, DateOnly day)
    {
        ArgumentNullException.ThrowIfNull(employer);
        return employer.State != EmployerState.Approved ? EmployerRefusals.NotApproved
            : employer.OnBehalfUntil is not { } until ? LicenceRefusals.HrServiceMissing
            : until < day ? LicenceRefusals.HrServiceEnded.With(Licence.DayText(until))
            : null;
    }

    /// <summary>JF-8.3.1-emp: an employer with a booth is one that may do business on that day.</summary>
    public static Refusal? WhyNoBooth(Employer employer, DateOnly day)
    {
        ArgumentNullException.ThrowIfNull(employer);
        return employer.State != EmployerState.Approved ? FairRefusals.EmployerNotApproved
            : employer.OwnUntil >= day ? null
            : FairRefusals.ExhibitorUnlicensed.With(Licence.DayText(day));
    }

    /// <summary>JF-6.1: the entries of the register that are missing or not valid on the day.</summary>
    public static LicenceKind[] MissingOf(IReadOnlyCollection<Licence> own, DateOnly day) =>
        [.. Register.Where(kind => !own.Any(licence => licence.Kind == kind && licence.IsValidOn(day)))];

    /// <summary>JF-4: an HR service licence that is valid on the day and whose scope covers online fairs; an expression, for rows are asked too.</summary>
    public static Expression<Func<Licence, bool>> CoversFairsOn(DateOnly day) =>
        licence => licence.Kind == LicenceKind.HrServiceLicence && licence.State == LicenceState.Approved
            && licence.ValidFrom <= day && (licence.ValidUntil == null || licence.ValidUntil >= day)
            && licence.Scope != null && (licence.Scope.Contains("网络招聘") || licence.Scope.Contains("招聘会"));
}
