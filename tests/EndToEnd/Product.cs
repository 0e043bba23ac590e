using Pinchang.Support.Products;

namespace Pinchang.EndToEnd.Tests;

/// <summary>One running product for all browser tests; not started where there is no browser to see it.</summary>
public sealed class Product : IAsyncLifetime
{
    private RunningProduct? _running;

    public RunningProduct Running => _running ?? throw new InvalidOperationException("The product was not started.");

    public async Task InitializeAsync()
    {
        if (BrowserFactAttribute.Absence is null)
        {
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
    }
}

[CollectionDefinition(Name)]
public sealed class ProductCollection : ICollectionFixture<Product>
{
    public const string Name = "the whole product";
}
