using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Tests.Hosting;
using Pinchang.Contracts.Organisations;

namespace Pinchang.Api.Tests.Organisations;

/// <summary>Invitations as managers send them and people accept them.</summary>
internal static partial class MemberActs
{
    public const string Invitations = "/api/employers/mine/member-invitations";

    public const string Acceptances = "/api/member-invitations/acceptances";

    public static InviteMember Invitation(string address, params MemberRight[] rights) => new("何宁", address, rights);

    public static async Task<Guid> InviteAsync(SignedInClient manager, string address, string? department, params MemberRight[] rights) =>
        (await (await manager.Http.PostCommandAsync(Invitations, Invitation(address, rights) with { Department = department })).ReadAsync<MemberActDone>()).Id;

    public static async Task AcceptAsync(SignedInClient guest, string token) =>
        await (await guest.Http.PostCommandAsync(Acceptances, new AcceptMemberInvitation(token))).ReadAsync<MemberActDone>();

    public static async Task RefuseAsync(SignedInClient guest, string token, string code) =>
        await (await guest.Http.PostCommandAsync(Acceptances, new AcceptMemberInvitation(token))).ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, code);

    public static async Task<string> TokenSentToAsync(this RecruitingScene scene, string address)
    {
        var text = await scene.ReadAsync(data => data.Messages.Where(row => row.Recipient == address).OrderByDescending(row => row.CreatedAt).Select(row => row.Text).FirstAsync());
        return Token().Match(text).Groups[1].Value;
    }

    [GeneratedRegex("/invitations/([A-Za-z0-9_-]{43})")]
    private static partial Regex Token();
}
