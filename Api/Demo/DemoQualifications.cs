using Microsoft.EntityFrameworkCore;
using Pinchang.Contracts.Resumes;
using Pinchang.Contracts.Staff;
using Pinchang.Data;
using Pinchang.Domain;
using Pinchang.Domain.Files;
using Pinchang.Domain.Staff;

namespace Pinchang.Api.Demo;

/// <summary>Trainings and certificates of everybody who works in the demo, checked by a colleague. The scans are samples and say so.</summary>
internal sealed class DemoQualifications(PinchangContext data, DemoPeople people, IFileStore files, TimeProvider time)
{
    /// <param name="checkers">The second checks the first.</param>
    /// <param name="newcomer">Has handed in one paper, which nobody has checked, and may do nothing yet.</param>
    public async Task BuildAsync(Guid agencyId, (Guid First, Guid Second) checkers, Guid newcomer, CancellationToken cancellation)
    {
        var staff = await data.Memberships.Where(member => member.AgencyId == agencyId && member.UserId != newcomer).Select(member => member.UserId).Distinct().ToListAsync(cancellation);
        foreach (var userId in staff)
        {
            await GiveAsync(agencyId, userId, userId == checkers.First ? checkers.Second : checkers.First, cancellation);
        }

        var today = ChinaTime.DateOf(time.GetUtcNow());
        data.StaffQualifications.Add(await HandInAsync(agencyId, newcomer, Papers(today)[0], cancellation));
        await data.SaveChangesAsync(cancellation);
    }

    private async Task GiveAsync(Guid agencyId, Guid userId, Guid checkerId, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        foreach (var paper in Papers(ChinaTime.DateOf(now)))
        {
            var held = await HandInAsync(agencyId, userId, paper, cancellation);
            DemoPeople.Accepted(held.Decide(new(true, null), checkerId, now));
            data.StaffQualifications.Add(held);
        }

        await data.SaveChangesAsync(cancellation);
    }

    private async Task<StaffQualification> HandInAsync(Guid agencyId, Guid userId, HandInQualification paper, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        await using var sample = typeof(DemoQualifications).Assembly.GetManifestResourceStream("Pinchang.Api.Demo.licence-sample.jpg")!;
        await using var incoming = await files.ReceiveAsync(sample, FileLimits.Of(FileKind.Licence).Bytes, cancellation);
        var file = DemoPeople.Accepted(UploadedFile.Receive(new(people.NewId(), FileKind.Licence, userId, people.NewId(), "示范证书.jpg"), incoming.Content, now));
        data.Files.Add(file);
        await data.SaveChangesAsync(cancellation);
        await incoming.KeepAsync(file.Location, cancellation);
        return DemoPeople.Accepted(StaffQualification.HandIn(people.NewId(), agencyId, userId, paper with { FileId = file.Id }, now));
    }

    private static HandInQualification[] Papers(DateOnly today) =>
    [
        Of(QualificationKind.Certificate, StaffField.JobService, "人力资源服务从业人员证书（示范）", "示范人力资源协会", "合格", today.AddMonths(-20), today.AddMonths(16), null),
        Of(QualificationKind.Training, StaffField.NetworkInformation, "网络信息服务与内容安全培训（示范）", "示范互联网协会", "合格，92 分", today.AddMonths(-4), today.AddDays(45), 16),
        Of(QualificationKind.Training, StaffField.FairService, "招聘会岗前培训（示范）", "示范人力资源协会", "合格，90 分", today.AddMonths(-1), null, 4),
        Of(QualificationKind.Training, StaffField.ExamWork, "考务工作与保密培训（示范）", "聘场考务中心（示范）", "合格，95 分", today.AddMonths(-2), null, 8),
    ];

    private static HandInQualification Of(
        QualificationKind kind, StaffField field, string name, string issuer, string result, DateOnly obtainedOn, DateOnly? validUntil, int? hours) => new()
        {
            Kind = kind,
            Field = field,
            Name = name,
            Issuer = issuer,
            Result = result,
            ObtainedOn = obtainedOn,
            ValidUntil = validUntil,
            Hours = hours,
            FileId = Guid.Empty,
        };
}
