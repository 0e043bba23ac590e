namespace Pinchang.Support.Products;

public static class Checkout
{
    /// <summary>The root of the checkout.</summary>
    public static string Root { get; } = Find();

    private static string Find()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "Pinchang.slnx")))
            {
                return folder;
            }
        }

        throw new InvalidOperationException("No Pinchang.slnx above the tests.");
    }
}
