using Pinchang.ServiceDefaults;
using Pinchang.Web.Hosting;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddWeb();
var app = builder.Build();
app.UseWeb();
app.MapDefaultEndpoints();
await app.RunAsync();

/// <summary>Named for the tests' host.</summary>
public sealed partial class Program;
