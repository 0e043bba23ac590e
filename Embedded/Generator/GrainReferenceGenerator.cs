using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Pinchang.Embedded.Generator;

/// <summary>Writes, for each grain and observer interface of a project, the reference that sends its calls.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class GrainReferenceGenerator : IIncrementalGenerator
{
    private static readonly DiagnosticDescriptor Unsupported = new(
        "PCG001",
        "A grain interface holds something that cannot be called by reference",
        "{0}",
        "Grains",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true);

    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var references = context.SyntaxProvider.CreateSyntaxProvider(
            static (node, _) => node is InterfaceDeclarationSyntax { BaseList: not null },
            static (syntax, cancellation) =>
                syntax.SemanticModel.GetDeclaredSymbol(syntax.Node, cancellation) is INamedTypeSymbol symbol
                && CallableInterface.IsCallable(symbol)
                && IsFirstDeclaration(symbol, syntax.Node)
                    ? CallableInterface.Read(symbol, cancellation)
                    : null);

        context.RegisterSourceOutput(references, static (production, read) =>
        {
            if (read is null)
            {
                return;
            }

            foreach (var problem in read.Problems)
            {
                production.ReportDiagnostic(Diagnostic.Create(Unsupported, Location.None, problem));
            }

            if (read.Problems.Length == 0)
            {
                production.AddSource(read.HintName, SourceText.From(ReferenceWriter.Write(read), Encoding.UTF8));
            }
        });
    }

    // A partial interface is met once for each part.
    private static bool IsFirstDeclaration(INamedTypeSymbol symbol, SyntaxNode node) =>
        symbol.DeclaringSyntaxReferences[0].SyntaxTree == node.SyntaxTree
        && symbol.DeclaringSyntaxReferences[0].Span == node.Span;
}
