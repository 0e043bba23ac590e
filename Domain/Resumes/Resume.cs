using Pinchang.Contracts;
using Pinchang.Contracts.Resumes;

namespace Pinchang.Domain.Resumes;

/// <summary>A candidate's one résumé. What was sent with an application is a copy and does not follow it.</summary>
public sealed class Resume
{
    private Resume()
    {
    }

    public Guid CandidateId { get; private set; }

    public SaveResume Content { get; private set; } = null!;

    /// <summary>Grows with each save.</summary>
    public int Version { get; private set; }

    public DateTimeOffset UpdatedAt { get; private set; }

    public bool IsComplete => ResumeContent.IsComplete(Content);

    public static Outcome<Resume> Begin(Guid candidateId, SaveResume command, DateTimeOffset now) =>
        new Resume { CandidateId = candidateId }.Save(command, now);

    public Outcome<Resume> Save(SaveResume command, DateTimeOffset now)
    {
        if (ResumeContent.Check(command) is { } refusal)
        {
            return refusal;
        }

        Content = ResumeContent.Tidy(command);
        Version++;
        UpdatedAt = now;
        return this;
    }
}
