using Pinchang.Support.Products;

namespace Pinchang.EndToEnd.Tests;

/// <summary>Pictures that the tests take; with UPDATE_SCREENSHOTS=1 into docs/screenshots, else into the build's folder.</summary>
internal static class Screenshots
{
    public static string Folder { get; } = Directory.CreateDirectory(
        Environment.GetEnvironmentVariable("UPDATE_SCREENSHOTS") == "1"
            ? Path.Combine(Checkout.Root, "docs", "screenshots")
            : Path.Combine(AppContext.BaseDirectory, "screenshots")).FullName;
}
