using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Pinchang.Load.Hosts;

namespace Pinchang.Load.Exams;

/// <summary>The peer of E1: a minimal API that returns as many cached bytes, and knows nothing of anybody.</summary>
internal static class CachedPaperHost
{
    public const string Bytes = "PINCHANG_LOAD_PAPER_BYTES";

    public static async Task RunAsync(LoadOptions options)
    {
        var paper = new byte[int.Parse(Environment.GetEnvironmentVariable(Bytes)!, CultureInfo.InvariantCulture)];
        Random.Shared.NextBytes(paper);
        var builder = QuietHost.CreateBuilder(options.Port);
        var app = builder.Build();
        app.MapGet("/paper", () => Results.Bytes(paper, "application/octet-stream"));
        await app.StartAsync();
        Console.WriteLine("ready");
        await ((IHost)app).WaitForShutdownAsync();
    }
}
