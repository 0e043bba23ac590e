using System.Collections.Concurrent;
using Pinchang.Support.Products;

namespace Pinchang.EndToEnd.Tests;

/// <summary>One running product for all browser tests; not started where there is no browser to see it.</summary>
public sealed class Product : IAsyncLifetime
{
    private readonly ConcurrentDictionary<string, Lazy<Task<string>>> _signedIn = new();
    private MachineLock? _machine;
    private RunningProduct? _running;

    public RunningProduct Running => _running ?? throw new InvalidOperationException("The product was not started.");

    /// <summary>What the browser of somebody who is signed in keeps; signs in when nobody did before.</summary>
    public Task<string> SignedInAsync(string who, Func<Task<string>> signInAsync) => _signedIn.GetOrAdd(who, _ => new(signInAsync)).Value;

    public async Task InitializeAsync()
    {
        if (BrowserFactAttribute.Absence is null)
        {
            // Three browsers and the product live by the wall clock: nothing else that measures time runs beside them.
            _machine = await MachineLock.TakeAsync();
            // The tests and AppHost are built together, in the same configuration.
            _running = await RunningProduct.StartAsync(new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name);
        }
    }

    public async Task DisposeAsync()
    {
        if (_running is not null)
        {
            await _running.DisposeAsync();
        }

        _machine?.Dispose();
    }
}

[CollectionDefinition(Name)]
public sealed class ProductCollection : ICollectionFixture<Product>
{
    public const string Name = "the whole product";
}
