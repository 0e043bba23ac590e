using Pinchang.Contracts;
using Pinchang.Contracts.Applications;
using Pinchang.Contracts.Fairs;
using Pinchang.Contracts.Jobs;
using Pinchang.Contracts.Resumes;
using Pinchang.Domain.Jobs;
using Pinchang.Domain.Organisations;
using Pinchang.Domain.Resumes;

namespace Pinchang.Domain.Applications;

/// <summary>LH-3.1: when a candidate may send a résumé for a job.</summary>
public static class ApplyRule
{
    public static Refusal? Check(Apply command, ApplyCircumstances circumstances, DateTimeOffset now)
    {
        if (circumstances is not { Job: { } job, Employer: { } employer })
        {
            return CommonRefusals.NotFound.On("jobId");
        }

        if (circumstances.AppliedAt is { } appliedAt)
        {
            return ApplicationRefusals.Duplicate.With(ChinaTime.Text(appliedAt));
        }

        if (job.WhyNotOpen(employer, now) is { } closed)
        {
            return closed;
        }

        if (circumstances.IsMember)
        {
            return ApplicationRefusals.OwnEmployer;
        }

        if (command.RoomId is not null && circumstances.Place is null)
        {
            return ApplicationRefusals.NotInRoom;
        }

        if (command.BoothId is not null && !circumstances.IsAtBooth)
        {
            return FairRefusals.JobNotAtBooth;
        }

        // JF-7.4: nobody applies for a text that has changed under them; they are shown the new one first.
        if (command.JobVersion is { } seen && seen != job.ApprovedVersion)
        {
            return JobRefusals.Changed;
        }

        if (!ResumeContent.IsComplete(circumstances.Resume))
        {
            return ResumeRefusals.Incomplete;
        }

        return WrittenText.Check(command.Message, 200, "message", lines: true);
    }
}

/// <summary>What holds at the moment somebody applies.</summary>
public sealed record ApplyCircumstances
{
    public JobPosting? Job { get; init; }

    public Employer? Employer { get; init; }

    /// <summary>Where the job is shown, when the application names a room that shows it.</summary>
    public JobPlace? Place { get; init; }

    /// <summary>Whether the booth that the application names shows the job.</summary>
    public bool IsAtBooth { get; init; }

    /// <summary>When the candidate applied for this job before.</summary>
    public DateTimeOffset? AppliedAt { get; init; }

    /// <summary>Whether the candidate is a member of the job's employer.</summary>
    public bool IsMember { get; init; }

    /// <summary>The résumé that would be sent.</summary>
    public SaveResume? Resume { get; init; }
}
