namespace Pinchang.Support;

/// <summary>
/// Ties a test to the clause it shows, and to the file where the clause works.
/// <c>docs/standards-trace.md</c> is generated from these.
/// </summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class, AllowMultiple = true)]
public sealed class ClauseAttribute(string id, string at) : Attribute
{
    /// <summary>One clause id, such as <c>LH-5.1.1</c>.</summary>
    public string Id { get; } = id;

    /// <summary>The path, from the repository's root, of the file where the clause works.</summary>
    public string At { get; } = at;
}
