using System.Security.Claims;
using Pinchang.Contracts;

namespace Pinchang.Api.Hosting;

/// <summary>Who calls. A handler's parameter; a hub makes one from its connection's principal.</summary>
public sealed class CurrentUser(ClaimsPrincipal principal)
{
    public static readonly CurrentUser Nobody = new(new ClaimsPrincipal(new ClaimsIdentity()));

    public bool IsSignedIn => IdOrNull is not null;

    public Guid? IdOrNull => Find(SessionClaims.UserId);

    public Guid Id => IdOrNull ?? throw new InvalidOperationException("Nobody is signed in; the route's policy should have said so.");

    public Guid SessionId => Find(SessionClaims.SessionId) ?? throw new InvalidOperationException("Nobody is signed in.");

    public string Name => principal.FindFirstValue(SessionClaims.Name) ?? "";

    public bool PhoneVerified => principal.HasClaim(claim => claim.Type == SessionClaims.PhoneVerified);

    public Guid? AgencyId => Find(SessionClaims.Agency);

    public Guid? EmployerId => Find(SessionClaims.Employer);

    public IEnumerable<string> RolesHeld => principal.FindAll(SessionClaims.Role).Select(claim => claim.Value);

    public bool Is(string role) => principal.HasClaim(SessionClaims.Role, role);

    public bool May(string policy) => policy switch
    {
        Access.SignedIn => IsSignedIn,
        Access.VerifiedPhone => PhoneVerified,
        _ => Access.RolesByPolicy[policy].Any(Is),
    };

    private Guid? Find(string claim) => Guid.TryParse(principal.FindFirstValue(claim), out var id) ? id : null;
}
