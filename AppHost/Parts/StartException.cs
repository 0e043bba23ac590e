namespace Pinchang.AppHost.Parts;

/// <summary>Pinchang cannot run, or cannot go on; the message is one sentence for the person who started it.</summary>
internal sealed class StartException : Exception
{
    public StartException()
    {
    }

    public StartException(string message)
        : base(message)
    {
    }

    public StartException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
