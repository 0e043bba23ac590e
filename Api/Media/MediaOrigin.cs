namespace Pinchang.Api.Media;

/// <summary>A browser lets any page open a socket with our cookie; only our own pages may.</summary>
internal sealed class MediaOrigin(IConfiguration configuration) : IEndpointFilter
{
    private readonly string? _web = configuration["PINCHANG_WEB_ORIGIN"]?.TrimEnd('/');

    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var request = context.HttpContext.Request;
        var origin = request.Headers.Origin.ToString();
        var own = origin.Length == 0
            || string.Equals(origin, _web, StringComparison.OrdinalIgnoreCase)
            || string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);
        return own ? next(context) : ValueTask.FromResult<object?>(MediaProblem.Of(Contracts.CommonRefusals.ForeignOrigin));
    }
}
