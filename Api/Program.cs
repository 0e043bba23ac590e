using Pinchang.Api;
using Pinchang.Api.Hosting;
using Pinchang.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddApiHosting();
builder.Services.AddFeatures(builder.Configuration);

var app = builder.Build();
app.Services.GetRequiredService<ModelHeadStart>().Begin();
app.UseApiHosting();
app.MapDefaultEndpoints();
app.MapFeatures();
app.Run();

/// <summary>Named so that tests can start it.</summary>
public sealed partial class Program;
