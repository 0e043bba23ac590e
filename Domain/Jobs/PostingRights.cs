using Pinchang.Contracts.Jobs;
using Pinchang.Contracts.Organisations;
using Pinchang.Domain.Organisations;

namespace Pinchang.Domain.Jobs;

/// <summary>
/// LH-5.1.1, which kinds of job an employer may post and show on a day. It ends by itself with the last day of the licence; the same
/// condition over rows is in Data/Jobs/PublishedJobs.cs.
/// </summary>
public static class PostingRights
{
    public static bool Allow(Employer employer, PostingRight right, DateOnly day) =>
        employer.State == EmployerState.Approved && UntilOf(employer, right) >= day;

    private static DateOnly? UntilOf(Employer employer, PostingRight right) => right switch
    {
        PostingRight.Own => employer.OwnUntil,
        PostingRight.OnBehalf => employer.OnBehalfUntil,
        PostingRight.Dispatch => employer.DispatchUntil,
        _ => null,
    };
}
