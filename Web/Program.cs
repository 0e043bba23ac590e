using Pinchang.Web.Hosting;

var builder = WebApplication.CreateBuilder(args);
builder.AddWeb();
var app = builder.Build();
app.UseWeb();
await app.RunAsync();

/// <summary>Named for the tests' host.</summary>
public sealed partial class Program;
