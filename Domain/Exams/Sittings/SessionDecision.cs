using Pinchang.Contracts;

namespace Pinchang.Domain.Exams.Sittings;

/// <summary>
/// What a rule came to: what becomes durable, and what is answered once it is. A refusal may write too, since what is refused is kept.
/// </summary>
public sealed record SessionDecision<T>(Outcome<T> Outcome, SessionWrite Write)
    where T : class
{
    public static implicit operator SessionDecision<T>(Refusal refusal) => new(refusal, SessionWrite.Nothing);
}
