using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;

namespace Pinchang.Embedded.Generator;

/// <summary>
/// What the generator needs to know of one interface. Text only, compared by value, so that an edit elsewhere writes
/// nothing anew.
/// </summary>
internal sealed record CallableInterface(
    string Name,
    string FullName,
    string ReferenceName,
    EquatableArray<CallableMethod> Methods,
    EquatableArray<string> Problems)
{
    public string HintName => ReferenceName + ".g.cs";

    public static bool IsCallable(INamedTypeSymbol symbol) =>
        symbol.TypeKind == TypeKind.Interface
        && symbol.ContainingNamespace.ToDisplayString() is not ("Orleans" or "Orleans.Runtime")
        && symbol.AllInterfaces.Any(type =>
            type.Name is "IGrain" or "IGrainObserver" && type.ContainingNamespace.ToDisplayString() == "Orleans");

    public static CallableInterface Read(INamedTypeSymbol symbol, CancellationToken cancellation)
    {
        var methods = ImmutableArray.CreateBuilder<CallableMethod>();
        var problems = ImmutableArray.CreateBuilder<string>();
        var isObserver = symbol.AllInterfaces.Any(type => type.Name == "IGrainObserver");
        if (symbol.IsGenericType)
        {
            problems.Add($"{symbol} is generic: a grain interface is not");
        }

        if (!IsReachable(symbol))
        {
            problems.Add($"{symbol} is private: its reference could not implement it");
        }

        foreach (var member in new[] { symbol }.Concat(symbol.AllInterfaces).SelectMany(type => type.GetMembers()))
        {
            cancellation.ThrowIfCancellationRequested();
            if (member.IsStatic || member is IMethodSymbol { MethodKind: not MethodKind.Ordinary })
            {
                continue;
            }

            if (member is not IMethodSymbol method)
            {
                problems.Add($"{member} is not a method: a grain interface holds methods only");
            }
            else if (CallableMethod.ProblemOf(method, isObserver) is { } problem)
            {
                problems.Add(problem);
            }
            else
            {
                methods.Add(CallableMethod.Read(method, methods.Count));
            }
        }

        return new(
            symbol.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat),
            symbol.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat),
            Mangle(symbol.ToDisplayString()),
            new(methods.ToImmutable()),
            new(problems.ToImmutable()));
    }

    private static bool IsReachable(INamedTypeSymbol symbol)
    {
        for (var type = symbol; type is not null; type = type.ContainingType)
        {
            if (type.DeclaredAccessibility is Accessibility.Private or Accessibility.Protected or Accessibility.ProtectedAndInternal)
            {
                return false;
            }
        }

        return true;
    }

    private static string Mangle(string name)
    {
        var mangled = new StringBuilder("Reference_");
        foreach (var letter in name)
        {
            mangled.Append(char.IsLetterOrDigit(letter) ? letter : '_');
        }

        return mangled.ToString();
    }
}
