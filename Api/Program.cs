using Pinchang.Api;
using Pinchang.Api.Hosting;

var builder = WebApplication.CreateBuilder(args);
builder.AddApiHosting();
builder.Services.AddFeatures();

var app = builder.Build();
app.UseApiHosting();
app.MapFeatures();
app.Run();

/// <summary>Named so that tests can start it.</summary>
public sealed partial class Program;
