using Pinchang.Contracts.Accounts;

namespace Pinchang.Web.Calls;

/// <summary>Who asks for this page: asked of Api once a request, and not at all where no cookie came.</summary>
internal sealed class Visitor(ApiClient api, IHttpContextAccessor accessor)
{
    /// <summary>Api's cookie: its absence says that nobody is signed in; what is in it only Api can tell.</summary>
    private const string SessionCookie = "pinchang.session";

    private Task<SessionDetails>? _session;

    public Task<SessionDetails> GetAsync() => _session ??= AskAsync();

    private async Task<SessionDetails> AskAsync()
    {
        if (!accessor.HttpContext!.Request.Cookies.ContainsKey(SessionCookie))
        {
            return SessionDetails.Anonymous;
        }

        return (await api.GetAsync<SessionDetails>("/api/session")).Value ?? SessionDetails.Anonymous;
    }
}
