using Pinchang.Contracts.Jobs;
using Pinchang.Contracts.Organisations;
using Pinchang.Domain.Organisations;

namespace Pinchang.Domain.Jobs;

/// <summary>
/// LH-5.1.1, the one place that says which kinds of job an employer may post. An approved employer has shown its
/// business licence, which gives <see cref="PostingRight.Own"/>; the other rights need licences that it cannot hold yet.
/// </summary>
public static class PostingRights
{
    public static bool Allow(Employer employer, PostingRight right) =>
        employer.State == EmployerState.Approved && right == PostingRight.Own;
}
