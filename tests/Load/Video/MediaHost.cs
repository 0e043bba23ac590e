using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using Pinchang.Api.Accounts;
using Pinchang.Api.Media;
using Pinchang.Api.Media.Rights;
using Pinchang.Domain.Media;
using Pinchang.Load.Hosts;
using Pinchang.Support.Media;

namespace Pinchang.Load.Video;

/// <summary>Api's picture path alone, with the measuring pages beside it.</summary>
internal static class MediaHost
{
    public static async Task RunAsync(LoadOptions options)
    {
        var data = Directory.CreateTempSubdirectory("pinchang-video-");
        var builder = QuietHost.CreateBuilder(options.Port);
        builder.Configuration["PINCHANG_DATA"] = data.FullName;
        var room = new OpenRoom();
        builder.Services.AddMedia().AddSingleton(TimeProvider.System)
            .AddSingleton<ISessionRegistry, NobodySignsOut>().AddSingleton<IRecordings, MemoryRecordings>()
            .AddSingleton<IPublishingRight>(room).AddSingleton<IWatchingRight>(room).AddSingleton<IRoomReports>(room);
        var app = builder.Build();
        app.UseStaticFiles(new StaticFileOptions { FileProvider = new PhysicalFileProvider(MeasuringPages.Folder) });
        app.UseRouting();
        app.MapMedia();
        MapResults(app);
        await app.StartAsync();
        Console.WriteLine("ready");
        await ((IHost)app).WaitForShutdownAsync();
        data.Delete(recursive: true);
    }

    /// <summary>A page posts what it measured; the generator takes it from here.</summary>
    private static void MapResults(WebApplication app)
    {
        var posted = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        app.MapPost("/results", async (HttpRequest request) =>
        {
            using var reader = new StreamReader(request.Body);
            posted.TrySetResult(await reader.ReadToEndAsync());
        });
        app.MapPost("/take-results", async (CancellationToken cancellation) =>
        {
            var text = await posted.Task.WaitAsync(cancellation);
            posted = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
            return text;
        });
    }
}
