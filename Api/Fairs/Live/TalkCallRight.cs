using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Calls.Relay;
using Pinchang.Contracts.Fairs;
using Pinchang.Data;
using Pinchang.Domain.Fairs;

namespace Pinchang.Api.Fairs.Live;

/// <summary>A talk that is on is a call of its two people: the recruiter calls, the candidate is called.</summary>
internal sealed class TalkCallRight(IServiceScopeFactory scopes) : ICallRight
{
    public async Task<CallSeat?> FindSeatAsync(Guid callId, Guid userId, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var talk = await scope.ServiceProvider.GetRequiredService<PinchangContext>().Set<Talk>().AsNoTracking()
            .Where(talk => talk.Id == callId && talk.State == TalkState.Talking && (talk.CandidateId == userId || talk.RecruiterId == userId))
            .Select(talk => new { talk.CandidateId })
            .SingleOrDefaultAsync(cancellation);
        return talk is null ? null : new(callId, talk.CandidateId == userId ? CallSide.Called : CallSide.Caller);
    }
}
