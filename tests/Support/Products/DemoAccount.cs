namespace Pinchang.Support.Products;

/// <summary>An account of the demo, as AppHost prints it.</summary>
public sealed record DemoAccount(string Role, string? Login, string? Password, string? Phone, string? SecondFactorSecret, string? Note);
