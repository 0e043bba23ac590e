using Microsoft.EntityFrameworkCore;
using Pinchang.Data;
using Pinchang.Domain.Exams.Invigilation;

namespace Pinchang.Api.Exams.Invigilation;

/// <summary>Who of the staff looked at what of a candidate. A player asks for many ranges; that is one look.</summary>
internal sealed class EvidenceLog(PinchangContext data)
{
    private static readonly TimeSpan OneLook = TimeSpan.FromMinutes(10);

    public async Task LookedAsync(
        Guid sessionId, Guid viewerId, EvidencePart part, Guid subjectId, DateTimeOffset now, CancellationToken cancellation)
    {
        var since = now - OneLook;
        if (await data.Set<EvidenceView>().AnyAsync(
                view => view.ViewerId == viewerId && view.SubjectId == subjectId && view.At > since, cancellation))
        {
            return;
        }

        data.Add(new EvidenceView
        {
            Id = Guid.CreateVersion7(now),
            SessionId = sessionId,
            ViewerId = viewerId,
            Part = part,
            SubjectId = subjectId,
            At = now,
        });
        await data.SaveChangesAsync(cancellation);
    }
}
