using Pinchang.Domain;

namespace Pinchang.Api.Hosting;

/// <summary>Staff and recruiters see their agency's rows; everybody else, and background work, sees all that a query asks for.</summary>
internal sealed class RequestAgencyScope(IHttpContextAccessor accessor) : IAgencyScope
{
    public Guid? AgencyId => accessor.HttpContext is { } http ? new CurrentUser(http.User).AgencyId : null;
}
