using Pinchang.Contracts.Fairs;
using Pinchang.Data;
using Pinchang.Domain;
using Pinchang.Domain.Fairs;

namespace Pinchang.Api.Demo;

/// <summary>Two employers at a fair that is open now, with the demo's candidates admitted, and a fair to come.</summary>
internal sealed class DemoFair(PinchangContext data, DemoEmployers employers, DemoPeople people, TimeProvider time)
{
    private const string Phone = "13900000021";

    public async Task BuildAsync(DemoStage stage, Guid operatorId, DemoExhibitor first, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var open = Fair(stage.AgencyId, operatorId, "2026 秋季线上招聘会（示范）", now.AddMinutes(-10), now.AddHours(8), now.AddDays(-1));
        var coming = Fair(stage.AgencyId, operatorId, "高校毕业生专场招聘会（示范）", now.AddDays(7), now.AddDays(7).AddHours(6), now);
        data.Fairs.AddRange(open, coming);
        var second = await SecondAsync(stage, now, cancellation);
        await ExhibitAsync(open, first, "A01", DemoFairTexts.FirstBooth, operatorId, now, cancellation);
        await ExhibitAsync(open, second, "B01", DemoFairTexts.SecondBooth, operatorId, now, cancellation);
        foreach (var candidate in new[] { stage.First, stage.Second })
        {
            var registration = FairRegistration.Submit(people.NewId(), open, candidate.Id, candidate.Name, null, new(), now);
            registration.Decide(true, null, operatorId, now);
            data.FairRegistrations.Add(registration);
        }

        await data.SaveChangesAsync(cancellation);
    }

    private JobFair Fair(Guid agencyId, Guid operatorId, string name, DateTimeOffset opensAt, DateTimeOffset closesAt, DateTimeOffset publishedAt)
    {
        var fair = DemoPeople.Accepted(JobFair.Draft(people.NewId(), agencyId, operatorId, DemoFairTexts.Fair(name, opensAt, closesAt), publishedAt));
        DemoPeople.Accepted(fair.Publish(null, publishedAt));
        data.Add(new Publication
        {
            Id = people.NewId(),
            AgencyId = agencyId,
            FairId = fair.Id,
            AuthorId = operatorId,
            Medium = PublishFair.Platform,
            Address = $"/fairs/{fair.Id}",
            PublishedAt = publishedAt,
        });
        return fair;
    }

    private async Task ExhibitAsync(
        JobFair fair, DemoExhibitor from, string number, string introduction, Guid operatorId, DateTimeOffset now, CancellationToken cancellation)
    {
        var means = new BoothMeans(from.JobIds.ToHashSet(), from.JobIds.ToHashSet(), from.StaffIds.ToHashSet());
        var exhibitor = DemoPeople.Accepted(Exhibitor.Register(
            people.NewId(), fair, from.EmployerId, from.StaffIds[0], new() { Introduction = introduction, JobIds = from.JobIds, StaffIds = from.StaffIds }, means, now));
        DemoPeople.Accepted(exhibitor.Decide(new() { ExhibitorId = exhibitor.Id, SubmittedAt = exhibitor.SubmittedAt, Approved = true }, means, operatorId, now));
        data.Exhibitors.Add(exhibitor);
        // The model knows no order between the two tables; the database does.
        await data.SaveChangesAsync(cancellation);
        data.Booths.Add(new()
        {
            Id = people.NewId(),
            AgencyId = fair.AgencyId,
            FairId = fair.Id,
            HallId = fair.Halls[number[0] - 'A'].Id,
            ExhibitorId = exhibitor.Id,
            EmployerId = from.EmployerId,
            Number = number,
            StateSince = now,
        });
    }

    private async Task<DemoExhibitor> SecondAsync(DemoStage stage, DateTimeOffset now, CancellationToken cancellation)
    {
        var ownerId = await people.StaffAsync("招聘会企业招聘官", "顾晨", Phone, "yunfan", "云帆软件：招聘会 B01 展位，叫号、洽谈、填写结果");
        var employer = await employers.ApprovedAsync(stage.AgencyId, DemoFairTexts.Second(Phone), ownerId, stage.ReviewerId, cancellation);
        var jobs = await employers.PostAsync(employer, ownerId, stage.ReviewerId, DemoFairTexts.Postings(ChinaTime.DateOf(now)), cancellation);
        return new(employer.Id, jobs, [ownerId]);
    }
}

/// <summary>What an employer brings to the demo fair.</summary>
internal sealed record DemoExhibitor(Guid EmployerId, Guid[] JobIds, Guid[] StaffIds);
