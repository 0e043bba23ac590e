using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Pinchang.Embedded.Generator;

/// <summary>One method of a callable interface, as text.</summary>
internal sealed record CallableMethod(
    string CallName,
    string Name,
    string DeclaringInterface,
    ReturnKind Returns,
    string ReturnType,
    string? ResultType,
    string Traits,
    bool IsOneWay,
    string? Timeout,
    EquatableArray<CallableParameter> Parameters)
{
    private static readonly SymbolDisplayFormat TypeFormat = SymbolDisplayFormat.FullyQualifiedFormat
        .AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    public static string? ProblemOf(IMethodSymbol method, bool isObserver)
    {
        if (method.IsGenericMethod)
        {
            return $"{method} is generic: a call by reference needs to know its types";
        }

        if (method.Parameters.Any(parameter => parameter.RefKind != RefKind.None))
        {
            return $"{method} has a ref, in or out parameter: arguments go by value";
        }

        if (method.Parameters.Count(IsToken) > 1)
        {
            return $"{method} has several cancellation tokens: one is carried";
        }

        if (KindOf(method.ReturnType) == ReturnKind.Other || (method.ReturnsVoid && !isObserver))
        {
            return $"{method} must return Task, Task<T>, ValueTask or ValueTask<T>";
        }

        if (Has(method, "OneWayAttribute") && method.ReturnType is INamedTypeSymbol { IsGenericType: true })
        {
            return $"{method} is one-way and so has no result";
        }

        return null;
    }

    public static CallableMethod Read(IMethodSymbol method, int index)
    {
        var isOneWay = method.ReturnsVoid || Has(method, "OneWayAttribute");
        var traits = new List<string>();
        AddIf("AlwaysInterleave", Has(method, "AlwaysInterleaveAttribute"));
        AddIf("ReadOnly", Has(method, "ReadOnlyAttribute"));
        AddIf("OneWay", isOneWay);
        return new(
            $"{method.Name}_{index}",
            method.Name,
            method.ContainingType.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat),
            KindOf(method.ReturnType),
            method.ReturnType.ToDisplayString(TypeFormat),
            method.ReturnType is INamedTypeSymbol { IsGenericType: true } generic ? generic.TypeArguments[0].ToDisplayString(TypeFormat) : null,
            traits.Count == 0 ? "global::Pinchang.Embedded.Calls.CallTraits.None" : string.Join(" | ", traits),
            isOneWay,
            method.GetAttributes()
                .FirstOrDefault(attribute => attribute.AttributeClass?.Name == "ResponseTimeoutAttribute")
                ?.ConstructorArguments[0].Value as string,
            new(method.Parameters.Select(parameter => new CallableParameter(
                parameter.Name,
                parameter.Type.ToDisplayString(TypeFormat),
                IsToken(parameter),
                Has(parameter, "ImmutableAttribute"))).ToImmutableArray()));

        void AddIf(string trait, bool present)
        {
            if (present)
            {
                traits.Add("global::Pinchang.Embedded.Calls.CallTraits." + trait);
            }
        }
    }

    private static bool IsToken(IParameterSymbol parameter) =>
        parameter.Type is { Name: "CancellationToken", ContainingNamespace: { Name: "Threading", ContainingNamespace.Name: "System" } };

    private static bool Has(ISymbol symbol, string attributeName) =>
        symbol.GetAttributes().Any(attribute =>
            attribute.AttributeClass?.Name == attributeName
            && attribute.AttributeClass.ContainingNamespace.ToDisplayString().StartsWith("Orleans", StringComparison.Ordinal));

    private static ReturnKind KindOf(ITypeSymbol type)
    {
        if (type.SpecialType == SpecialType.System_Void)
        {
            return ReturnKind.Void;
        }

        if (type.ContainingNamespace?.ToDisplayString() != "System.Threading.Tasks" || type is not INamedTypeSymbol named)
        {
            return ReturnKind.Other;
        }

        return (named.Name, named.Arity) switch
        {
            ("Task", 0) => ReturnKind.Task,
            ("Task", 1) => ReturnKind.TaskOfResult,
            ("ValueTask", 0) => ReturnKind.ValueTask,
            ("ValueTask", 1) => ReturnKind.ValueTaskOfResult,
            _ => ReturnKind.Other,
        };
    }
}

internal sealed record CallableParameter(string Name, string Type, bool IsToken, bool IsImmutable)
{
    public string EscapedName => "@" + Name;
}

internal enum ReturnKind
{
    Other,
    Void,
    Task,
    TaskOfResult,
    ValueTask,
    ValueTaskOfResult,
}
