using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pinchang.Data.Screening;

internal static class ScreeningJson
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };
}
