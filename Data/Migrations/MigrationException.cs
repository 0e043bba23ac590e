namespace Pinchang.Data.Migrations;

/// <summary>The schema cannot be brought forward; the message says in a sentence why, and what to do.</summary>
public sealed class MigrationException : Exception
{
    public MigrationException()
    {
    }

    public MigrationException(string message)
        : base(message)
    {
    }

    public MigrationException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
