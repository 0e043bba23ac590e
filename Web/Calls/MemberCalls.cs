using Pinchang.Contracts;
using Pinchang.Contracts.Organisations;

namespace Pinchang.Web.Calls;

internal static class MemberCalls
{
    public static Task<ApiAnswer<MemberBook>> MembersAsync(this ApiClient api, string? q) => api.GetAsync<MemberBook>("/api/employers/mine/members".With(("q", q)));

    public static Task<ApiAnswer<Done>> InviteMemberAsync(this ApiClient api, InviteMember invitation, Guid key) =>
        api.PostAsync<Done>("/api/employers/mine/member-invitations", invitation, key);

    public static Task<ApiAnswer<Done>> ResendInvitationAsync(this ApiClient api, Guid id, Guid key) =>
        api.PostAsync<Done>($"/api/employers/mine/member-invitations/{id}/resendings", null, key);

    public static Task<ApiAnswer<Done>> WithdrawInvitationAsync(this ApiClient api, Guid id, Guid key) =>
        api.PostAsync<Done>($"/api/employers/mine/member-invitations/{id}/withdrawals", null, key);

    public static Task<ApiAnswer<Done>> ChangeMemberAsync(this ApiClient api, Guid id, ChangeMemberRights rights, Guid key) =>
        api.PutAsync<Done>($"/api/employers/mine/members/{id}", rights, key);

    public static Task<ApiAnswer<Done>> RemoveMemberAsync(this ApiClient api, Guid id, Guid key) =>
        api.PostAsync<Done>($"/api/employers/mine/members/{id}/removals", null, key);

    public static Task<ApiAnswer<Done>> LeaveEmployerAsync(this ApiClient api, Guid key) => api.PostAsync<Done>("/api/employers/mine/departures", null, key);

    public static Task<ApiAnswer<InvitationDetails>> InvitationAsync(this ApiClient api, string token) =>
        api.GetAsync<InvitationDetails>($"/api/member-invitations/{Uri.EscapeDataString(token)}");

    public static Task<ApiAnswer<Done>> AcceptInvitationAsync(this ApiClient api, string token, Guid key) =>
        api.PostAsync<Done>("/api/member-invitations/acceptances", new AcceptMemberInvitation(token), key);
}
