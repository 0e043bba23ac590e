using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;

namespace Pinchang.Api.Hosting;

/// <summary>One JSON for HTTP, hub and stored answers: camelCase, enums as camelCase strings, nothing required left out.</summary>
internal static class JsonDefaults
{
    public static readonly JsonSerializerOptions Options = Make();

    public static void Apply(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.PropertyNameCaseInsensitive = true;
        options.RespectNullableAnnotations = true;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.Encoder = JavaScriptEncoder.Create(UnicodeRanges.All);
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        options.TypeInfoResolver = (options.TypeInfoResolver ?? new DefaultJsonTypeInfoResolver()).WithAddedModifier(RequireConstructorParameters);
    }

    // A positional record's parameter that is neither nullable nor defaulted must be sent: otherwise a missing string arrives as null.
    private static void RequireConstructorParameters(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            // What has no setter is only ever written, such as an anonymous type's.
            if (property.Set is not null
                && property.AssociatedParameter is { HasDefaultValue: false, IsMemberInitializer: false, IsNullable: false } parameter
                && Nullable.GetUnderlyingType(parameter.ParameterType) is null)
            {
                property.IsRequired = true;
            }
        }
    }

    private static JsonSerializerOptions Make()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        Apply(options);
        options.MakeReadOnly();
        return options;
    }
}
