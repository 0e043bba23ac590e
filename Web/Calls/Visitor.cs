using Pinchang.Contracts.Accounts;

namespace Pinchang.Web.Calls;

/// <summary>Who asks for this page: asked of Api once a request, and not at all where no cookie came.</summary>
internal sealed class Visitor(ApiClient api, IHttpContextAccessor accessor)
{
    /// <summary>Api's cookie: its absence says that nobody is signed in; what is in it only Api can tell.</summary>
    private const string SessionCookie = "pinchang.session";

    private Task<ApiAnswer<SessionDetails>>? _session;

    public bool HasCookie => accessor.HttpContext!.Request.Cookies.ContainsKey(SessionCookie);

    /// <summary>For pages that are drawn for anybody: who is not known is nobody.</summary>
    public async Task<SessionDetails> GetAsync() => (await AskAsync()).Value ?? SessionDetails.Anonymous;

    /// <summary>An Api that does not answer has not said that nobody is signed in.</summary>
    public Task<ApiAnswer<SessionDetails>> AskAsync() => _session ??= HasCookie
        ? api.GetAsync<SessionDetails>("/api/session")
        : Task.FromResult(new ApiAnswer<SessionDetails>(StatusCodes.Status200OK, SessionDetails.Anonymous, null));
}
