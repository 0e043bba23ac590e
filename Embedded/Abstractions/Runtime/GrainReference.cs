using System.ComponentModel;
using Pinchang.Embedded.Calls;

namespace Orleans.Runtime;

/// <summary>
/// The base of generated references. Immutable: it may be kept, compared and passed in messages.
/// Two references are equal when they lead to the same grain or object.
/// </summary>
public abstract class GrainReference(CallTarget target) : IAddressable, IEquatable<GrainReference>
{
    public GrainId GrainId => target.GrainId;

    internal CallTarget Target => target;

    public static bool operator ==(GrainReference? left, GrainReference? right) => left?.Equals(right) ?? right is null;

    public static bool operator !=(GrainReference? left, GrainReference? right) => !(left == right);

    public TGrainInterface Cast<TGrainInterface>()
        where TGrainInterface : IAddressable =>
        this is TGrainInterface same ? same : target.ReferenceAs<TGrainInterface>();

    public bool Equals(GrainReference? other) => other is not null && GrainId == other.GrainId;

    public sealed override bool Equals(object? obj) => obj is GrainReference other && Equals(other);

    public sealed override int GetHashCode() => GrainId.GetHashCode();

    public override string ToString() => GrainId.ToString();

    /// <summary>For generated code.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected Task<TResult> Send<TResult>(GrainCall<TResult> call)
    {
        var response = call.OpenResponse();
        target.Send(call);
        return response;
    }

    /// <summary>For generated code.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected Task Send(VoidGrainCall call)
    {
        var response = call.OpenResponse();
        target.Send(call);
        return response;
    }

    /// <summary>For generated code: no response is opened, so nobody hears of a failure.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected void Post(GrainCall call) => target.Send(call);
}
