using Microsoft.EntityFrameworkCore;
using Pinchang.Contracts.Organisations;
using Pinchang.Contracts.Resumes;
using Pinchang.Data;
using Pinchang.Domain;
using Pinchang.Domain.Files;
using Pinchang.Domain.Organisations;

namespace Pinchang.Api.Demo;

/// <summary>
/// The agency's own licences, which everybody may look at and without which no fair is published; the employer's, without which it opens no
/// room, and one more that waits for its review. The scans are samples and say so.
/// </summary>
internal sealed class DemoLicences(PinchangContext data, DemoPeople people, IFileStore files, TimeProvider time)
{
    public async Task BuildAsync(Guid agencyId, Guid operatorId, Guid reviewerId, Employer employer, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var today = ChinaTime.DateOf(now);
        LicenceHolder agency = new(agencyId, null);
        var business = await data.Licences.SingleAsync(licence => licence.EmployerId == employer.Id, cancellation);
        foreach (var (kind, number, issuer, until, scope) in new[]
        {
            (LicenceKind.BusinessLicence, DemoTexts.CodeFor("91310115MA1DEM000"), "示范市场监督管理局", (DateOnly?)null, "人力资源服务；互联网信息服务"),
            (LicenceKind.HrServiceLicence, "（示范）人服证字 0001 号", "示范人力资源和社会保障局", today.AddMonths(20), "网络招聘服务、网络招聘会、人员测评服务"),
            (LicenceKind.IcpLicence, "示范B2-20260001", "示范通信管理局", today.AddDays(50), "localhost"),
            (LicenceKind.PublicSecurityFiling, "示范公网安备 0003 号", "示范市公安局", (DateOnly?)null, "网络招聘平台"),
            (LicenceKind.SecurityGradeFiling, "示范等保备案 0004 号", "示范市公安局", today.AddMonths(11), "第三级"),
        })
        {
            var licence = await HandInAsync(agency, operatorId, new(kind, number, issuer, until, scope), now, cancellation);
            DemoPeople.Accepted(licence.Decide(new(true, null), reviewerId, now));
        }

        var service = await HandInAsync(
            new(agencyId, employer.Id), employer.AuthorId,
            new(LicenceKind.HrServiceLicence, "（示范）人服证字 0005 号", "示范人力资源和社会保障局", today.AddMonths(30), "网络招聘服务"), now, cancellation);
        DemoPeople.Accepted(service.Decide(new(true, null), reviewerId, now));
        employer.TakeRights([business, service]);
        await HandInAsync(
            new(agencyId, employer.Id), employer.AuthorId,
            new(LicenceKind.LabourDispatchLicence, "（示范）劳派证字 0002 号", "示范人力资源和社会保障局", today.AddYears(2), "劳务派遣"), now, cancellation);
        await data.SaveChangesAsync(cancellation);
    }

    private async Task<Licence> HandInAsync(LicenceHolder holder, Guid authorId, Paper paper, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var sample = typeof(DemoLicences).Assembly.GetManifestResourceStream("Pinchang.Api.Demo.licence-sample.jpg")!;
        await using var incoming = await files.ReceiveAsync(sample, FileLimits.Of(FileKind.Licence).Bytes, cancellation);
        var file = DemoPeople.Accepted(UploadedFile.Receive(new(people.NewId(), FileKind.Licence, authorId, people.NewId(), "示范证照.jpg"), incoming.Content, now));
        data.Files.Add(file);
        await data.SaveChangesAsync(cancellation);
        await incoming.KeepAsync(file.Location, cancellation);
        var licence = DemoPeople.Accepted(Licence.HandIn(people.NewId(), holder, authorId, paper.With(file.Id, ChinaTime.DateOf(now)), now));
        data.Licences.Add(licence);
        return licence;
    }

    private sealed record Paper(LicenceKind Kind, string Number, string Issuer, DateOnly? ValidUntil, string Scope)
    {
        public HandInLicence With(Guid fileId, DateOnly today) => new()
        {
            Kind = Kind,
            Number = Number,
            Issuer = Issuer,
            ValidFrom = today.AddYears(-1),
            ValidUntil = ValidUntil,
            Scope = Scope,
            FileId = fileId,
        };
    }
}
