using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Pinchang.Contracts.Staff;
using Pinchang.Data;
using Pinchang.Domain;
using Pinchang.Domain.Documents;
using Pinchang.Domain.Staff;

namespace Pinchang.Api.Demo;

/// <summary>The agreements of the demo's agency, written by one and approved by another, and signed by everybody they bind.</summary>
internal sealed partial class DemoAgreements(PinchangContext data, DemoPeople people, TimeProvider time)
{
    private const string Address = "127.0.0.1";

    /// <param name="office">The first writes, the second approves.</param>
    /// <param name="newcomer">Has signed nothing yet.</param>
    public async Task BuildAsync(Guid agencyId, (Guid First, Guid Second) office, Guid newcomer, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var today = ChinaTime.DateOf(now);
        var members = await data.Memberships.Where(member => member.AgencyId == agencyId && member.UserId != newcomer)
            .Select(member => new { member.UserId, member.Role }).ToListAsync(cancellation);
        foreach (var key in StaffAgreements.Keys)
        {
            var template = DocumentTemplates.Find(key)!;
            var document = ManagedDocument.Of(people.NewId(), agencyId, key, office.First);
            DemoPeople.Accepted(document.Write(
                new() { Markdown = Place().Replace(template.Markdown, "021-55550100（示范）"), ValidFrom = today, ReviewBy = today.AddMonths(11) }, office.First, now));
            DemoPeople.Accepted(document.Submit(template.Sections));
            DemoPeople.Accepted(document.Decide(new(true, null), office.Second, now));
            data.Documents.Add(document);
            await data.SaveChangesAsync(cancellation);
            var bound = members.Where(member => template.Bound.Contains(member.Role)).Select(member => member.UserId).Distinct();
            data.DocumentAcknowledgements.AddRange(bound.Select(userId => Signed(template, document, userId, now)));
        }

        await data.SaveChangesAsync(cancellation);
    }

    private static DocumentAcknowledgement Signed(DocumentTemplate template, ManagedDocument document, Guid userId, DateTimeOffset now) => new()
    {
        DocumentId = document.Id,
        Version = document.PublishedVersion!.Value,
        UserId = userId,
        AgencyId = document.AgencyId,
        At = now,
        TextSha256 = template.IsSigned ? DocumentText.HashOf(document.Published!.Markdown) : null,
        Address = template.IsSigned ? Address : null,
        Proof = template.IsSigned ? SignatureProof.Password : null,
    };

    [GeneratedRegex("【[^】]*】")]
    private static partial Regex Place();
}
