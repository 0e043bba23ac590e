using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Orleans;
using Pinchang.Api.Accounts;
using Pinchang.Api.Hosting;
using Pinchang.Api.Organisations.Members;
using Pinchang.Contracts;
using Pinchang.Contracts.Fairs;
using Pinchang.Contracts.LiveRooms;
using Pinchang.Contracts.Organisations;
using Pinchang.Contracts.Reviews;
using Pinchang.Data;
using Pinchang.Domain.Accounts;
using Pinchang.Domain.Applications;
using Pinchang.Domain.LiveRooms;
using Pinchang.Domain.Notify;
using Pinchang.Domain.Reviews;

namespace Pinchang.Api.Reviews;

/// <summary>
/// Takes back what followed from a decision, kind by kind, or says who has acted on it since. Its author is told, unless the message of the
/// decision had not left either.
/// </summary>
internal sealed class DecisionEffects(
    PinchangContext data, CommandContext command, IOutbox outbox, IRoomJobs rooms, IGrainFactory grains, Sessions sessions, SessionRegistry registry)
{
    public async Task LockAsync(ReviewCase one, CancellationToken cancellation)
    {
        if (one.Kind == ReviewKind.Job)
        {
            await data.LockJobAsync(one.ThingId, cancellation);
            return;
        }

        if (one.Kind == ReviewKind.Licence)
        {
            await data.LockAsync($"licences {one.EmployerId ?? one.ThingId}", cancellation);
        }

        if (one.EmployerId is { } employerId)
        {
            await data.LockEmployerAsync(employerId, cancellation);
        }
    }

    public async Task<Refusal?> TakeBackAsync(ReviewCase one, ReviewLook look, Guid? notice, CancellationToken cancellation)
    {
        return one.Kind switch
        {
            ReviewKind.Job => await OfJobAsync(one, look, notice, cancellation),
            ReviewKind.Licence => await OfLicenceAsync(one, look, notice, cancellation),
            _ => await OfEmployerAsync(one, look, notice, cancellation),
        };
    }

    private async Task<Refusal?> OfJobAsync(ReviewCase one, ReviewLook look, Guid? notice, CancellationToken cancellation)
    {
        var job = await data.Jobs.Include(job => job.Versions).SingleAsync(job => job.Id == one.ThingId, cancellation);
        var (employer, version) = (await data.Employers.SingleAsync(employer => employer.Id == job.EmployerId, cancellation), job.NewestVersion);
        if (!job.TakeBack(look.LookedAt, employer))
        {
            return ReviewRefusals.UndoOvertaken;
        }

        var applied = await data.Applications.CountAsync(application => application.JobId == job.Id && application.JobVersion == version, cancellation);
        if (applied > 0)
        {
            return ReviewRefusals.UndoApplied.With(applied.ToString(CultureInfo.InvariantCulture));
        }

        if (look.Approved && await data.LiveSessions.AnyAsync(
            session => (session.State == LiveSessionState.OnAir || session.StartedAt >= look.LookedAt)
                && data.Set<RoomJobEntry>().Any(entry => entry.RoomId == session.RoomId && entry.JobId == job.Id), cancellation))
        {
            return ReviewRefusals.UndoOnAir;
        }

        if (look.Approved && await data.Exhibitors.AnyAsync(
            exhibitor => exhibitor.JobIds.Contains(job.Id) && exhibitor.State == FairRegistrationState.Approved && exhibitor.DecidedAt >= look.LookedAt, cancellation))
        {
            return ReviewRefusals.UndoAtFair;
        }

        foreach (var roomId in await rooms.RoomsShowingAsync(job.Id, cancellation))
        {
            command.AfterCommit(_ => grains.GetGrain<ILiveRoomGrain>(roomId).PlanChanged());
        }

        await TellAsync(one, notice, job.Newest.AuthorId, "/recruiting/jobs", cancellation);
        return null;
    }

    private async Task<Refusal?> OfLicenceAsync(ReviewCase one, ReviewLook look, Guid? notice, CancellationToken cancellation)
    {
        var licence = await data.Licences.SingleAsync(licence => licence.Id == one.ThingId, cancellation);
        var anew = !look.Approved && await data.Licences.AnyAsync(
            other => other.EmployerId == licence.EmployerId && other.Kind == licence.Kind && other.SubmittedAt >= look.LookedAt, cancellation);
        if (anew || !licence.TakeBack(look.LookedAt))
        {
            return ReviewRefusals.UndoOvertaken;
        }

        if (licence.EmployerId is { } employerId)
        {
            if (look.Approved && await WhatUsedAsync(employerId, look.LookedAt, cancellation) is { } used)
            {
                return used;
            }

            var employer = await data.Employers.SingleAsync(employer => employer.Id == employerId, cancellation);
            var others = await data.Licences.Where(other => other.EmployerId == employerId && other.Id != licence.Id).ToListAsync(cancellation);
            employer.TakeRights([licence, .. others]);
        }

        await TellAsync(one, notice, licence.SubmittedBy, licence.EmployerId is null ? "/operations/licences" : "/recruiting/licences", cancellation);
        return null;
    }

    private async Task<Refusal?> OfEmployerAsync(ReviewCase one, ReviewLook look, Guid? notice, CancellationToken cancellation)
    {
        var employer = await data.Employers.SingleAsync(employer => employer.Id == one.ThingId, cancellation);
        var anew = await data.Employers.AnyAsync(
            other => other.Id != employer.Id && other.CreditCode == employer.CreditCode && other.State != EmployerState.Refused, cancellation);
        if (anew || !employer.TakeBack(look.LookedAt))
        {
            return ReviewRefusals.UndoOvertaken;
        }

        if (look.Approved)
        {
            if (await WhatUsedAsync(employer.Id, look.LookedAt, cancellation) is { } used)
            {
                return used;
            }

            data.Memberships.RemoveRange(await data.Memberships
                .Where(member => member.Scope == MembershipScope.Employer && member.ScopeId == employer.Id).ToListAsync(cancellation));
            await sessions.EndRightsAsync(employer.AuthorId, registry, command, cancellation);

            // It stays, as licences do, and gives nothing any more; the next approval makes its own.
            foreach (var licence in await data.Licences.Where(licence => licence.EmployerId == employer.Id).ToListAsync(cancellation))
            {
                licence.Decide(new(false, Notices.ReviewTakenBack(one.Title).In(employer.AgencyId).Subject), look.ReviewerId, command.ReceivedAt);
            }
        }

        await TellAsync(one, notice, employer.AuthorId, "/recruiting", cancellation);
        return null;
    }

    /// <summary>What an organisation has begun since it was let in, or since it got a right.</summary>
    private async Task<Refusal?> WhatUsedAsync(Guid employerId, DateTimeOffset since, CancellationToken cancellation)
    {
        if (await data.Exhibitors.AnyAsync(exhibitor => exhibitor.EmployerId == employerId && exhibitor.SubmittedAt >= since, cancellation))
        {
            return ReviewRefusals.UndoAtFair;
        }

        var used = await data.Jobs.AnyAsync(job => job.EmployerId == employerId && job.Versions.Any(version => version.WrittenAt >= since), cancellation)
            || await data.LiveRooms.AnyAsync(room => room.EmployerId == employerId && room.UpdatedAt >= since, cancellation)
            || await data.LiveSessions.AnyAsync(
                session => session.StartedAt >= since && data.LiveRooms.Any(room => room.Id == session.RoomId && room.EmployerId == employerId), cancellation)
            || await data.Licences.AnyAsync(licence => licence.EmployerId == employerId && licence.SubmittedAt >= since, cancellation)
            || await data.MemberInvitations.AnyAsync(invitation => invitation.EmployerId == employerId && invitation.InvitedAt >= since, cancellation);
        return used ? ReviewRefusals.UndoUsed : null;
    }

    private async Task TellAsync(ReviewCase one, Guid? notice, Guid authorId, string link, CancellationToken cancellation)
    {
        if (notice is { } messageId && !await outbox.CancelAsync(messageId, cancellation))
        {
            outbox.Enqueue(Notices.ReviewTakenBack(one.Title).To(authorId, link, one.AgencyId));
        }
    }
}
