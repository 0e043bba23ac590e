using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Pinchang.Api.Hosting;

/// <summary>Says in the API document which words a <see cref="QueryEnum{T}"/> takes.</summary>
internal sealed class QueryEnumDocument : IOpenApiOperationTransformer
{
    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        foreach (var described in context.Description.ParameterDescriptions)
        {
            if (EnumOf(described.ParameterDescriptor?.ParameterType) is { } type
                && operation.Parameters?.FirstOrDefault(parameter => parameter.Name == described.Name) is OpenApiParameter parameter)
            {
                parameter.Schema = new OpenApiSchema
                {
                    Type = JsonSchemaType.String,
                    Enum = [.. Enum.GetNames(type).Select(name => (JsonNode)JsonNamingPolicy.CamelCase.ConvertName(name)!)],
                };
            }
        }

        return Task.CompletedTask;
    }

    private static Type? EnumOf(Type? parameter)
    {
        var type = parameter is null ? null : Nullable.GetUnderlyingType(parameter) ?? parameter;
        return type is { IsGenericType: true } && type.GetGenericTypeDefinition() == typeof(QueryEnum<>) ? type.GetGenericArguments()[0] : null;
    }
}
