using Microsoft.AspNetCore.Http.HttpResults;
using Pinchang.Api.Hosting;
using Pinchang.Domain;

namespace Pinchang.Api.Staff;

/// <summary>For an inspector: who signed what, when, from where and how, and who has not (EX-7.4-secrecy).</summary>
internal static class ListAgreements
{
    public static async Task<FileContentHttpResult> CsvAsync(CurrentUser user, StaffDesk desk, AgreementReader agreements, CancellationToken cancellation)
    {
        var agencyId = user.AgencyId!.Value;
        var shelf = await agreements.ReadAsync(agencyId, null, cancellation);
        string[] heads = ["name", "employer", "agreement", "state", "version", "signed-at", "address", "proof", "hash"];
        var sheet = new CsvSheet().Row([.. heads.Select(head => (object?)StaffWords.Head(head))]);
        foreach (var person in await desk.ReadAsync(agencyId, null, cancellation))
        {
            foreach (var line in agreements.Lines(person.UserId, person.Roles, shelf))
            {
                var signature = shelf.SignatureOf(person.UserId, line.Key);
                sheet.Row(
                    person.Name, person.Employer, line.Title, StaffWords.Of(line.State), line.SignedVersion, line.SignedAt is { } at ? ChinaTime.Text(at) : null,
                    signature?.Address, signature?.Proof is { } proof ? StaffWords.Of(proof) : null, signature?.TextSha256 is { } hash ? Convert.ToHexStringLower(hash) : null);
            }
        }

        return sheet.ToFile("agreements.csv");
    }
}
