using Pinchang.Api.Accounts;
using Pinchang.Contracts;
using Pinchang.Contracts.Jobs;
using Pinchang.Contracts.Organisations;
using Pinchang.Data;
using Pinchang.Domain.Jobs;
using Pinchang.Domain.Organisations;

namespace Pinchang.Api.Demo;

/// <summary>Employers that were looked at and let in, and what they post.</summary>
internal sealed class DemoEmployers(PinchangContext data, AccountMaker accounts, DemoPeople people, TimeProvider time)
{
    public async Task<Employer> ApprovedAsync(Guid agencyId, RegisterEmployer registration, Guid ownerId, Guid reviewerId, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var employer = DemoPeople.Accepted(Employer.Register(new(people.NewId(), agencyId, ownerId, registration.ContactPhone), registration, now));
        DemoPeople.Accepted(employer.Decide(new(true, null), reviewerId, now));
        data.Employers.Add(employer);
        data.Licences.Add(Licence.OfApproved(people.NewId(), employer, reviewerId, now));
        await data.SaveChangesAsync(cancellation);
        await accounts.JoinEmployerAsync(ownerId, agencyId, employer.Id, Roles.Owner);
        return employer;
    }

    public async Task<Guid[]> PostAsync(Employer employer, Guid authorId, Guid reviewerId, IEnumerable<PostJob> postings, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var jobs = postings.Select(posting => DemoPeople.Accepted(JobPosting.Post(people.NewId(), employer, authorId, posting, now))).ToArray();
        foreach (var job in jobs)
        {
            DemoPeople.Accepted(job.Decide(new(true, null), employer, reviewerId, now));
        }

        data.Jobs.AddRange(jobs);
        await data.SaveChangesAsync(cancellation);
        return Array.ConvertAll(jobs, job => job.Id);
    }
}
