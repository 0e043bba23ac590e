namespace Pinchang.Support.Products;

/// <summary>The whole product as people reach it, however many processes it is.</summary>
public interface IProduct
{
    Uri Web { get; }

    Uri Api { get; }

    /// <summary>The folder with its files and keys.</summary>
    string Data { get; }

    /// <summary>A connection of the schema's owner, for looking behind the scenes.</summary>
    string Owner { get; }

    /// <summary>An account of the demo by its role.</summary>
    DemoAccount Account(string role);

    /// <summary>The latest message to a phone or address.</summary>
    Task<string> MessageToAsync(string recipient, DateTimeOffset since);
}
