using Microsoft.AspNetCore.WebUtilities;

namespace Pinchang.Web.Calls;

internal static class Queries
{
    /// <summary>The path with those of the values that say something.</summary>
    public static string With(this string path, params (string Name, object? Value)[] values) =>
        QueryHelpers.AddQueryString(
            path,
            values.Where(value => !string.IsNullOrWhiteSpace(value.Value?.ToString()))
                .Select(value => KeyValuePair.Create(value.Name, Worded(value.Value!))));

    private static string? Worded(object value) =>
        value is Enum ? char.ToLowerInvariant(value.ToString()![0]) + value.ToString()![1..] : value.ToString();
}
