namespace Pinchang.Embedded.PostgreSql;

/// <summary>The server cannot run; the message is one sentence for the person who started it.</summary>
public sealed class PostgreSqlStartException : Exception
{
    public PostgreSqlStartException()
    {
    }

    public PostgreSqlStartException(string message)
        : base(message)
    {
    }

    public PostgreSqlStartException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
