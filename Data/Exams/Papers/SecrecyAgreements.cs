using Microsoft.EntityFrameworkCore;
using Pinchang.Domain.Exams.Papers;

namespace Pinchang.Data.Exams.Papers;

internal sealed class SecrecyAgreements(PinchangContext data) : ISecrecyAgreements
{
    public Task<bool> IsSignedAsync(Guid projectId, Guid userId, CancellationToken cancellation = default) =>
        data.SecrecyAgreements.AnyAsync(
            agreement => agreement.ProjectId == projectId && agreement.UserId == userId && agreement.Version == SecrecyRules.Version, cancellation);
}
