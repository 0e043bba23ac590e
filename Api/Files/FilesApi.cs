using Microsoft.AspNetCore.Mvc;
using Pinchang.Contracts;
using Pinchang.Data.Files;
using Pinchang.Domain.Files;

namespace Pinchang.Api.Files;

internal static class FilesApi
{
    // More than any kind takes, so that a file somewhat too large is told so instead of being cut off.
    private const long MostBytes = 64L * 1024 * 1024;

    public static IServiceCollection AddFiles(this IServiceCollection services) =>
        services.AddScoped<FileReaders>().AddScoped<FileIntake>().AddSingleton<IPictureCleaner, SkiaPictures>()
        .AddSingleton<InfectionLog>().AddSingleton<ScannerHealthReader>().AddSingleton<FileScanWorker>()
        .AddHostedService(provider => provider.GetRequiredService<FileScanWorker>())
        .AddSingleton(provider => ScanSettings.Read(provider.GetRequiredService<IConfiguration>()))
        .AddSingleton<IVirusScanner>(provider => provider.GetRequiredService<ScanSettings>().Clamd is { } address
            ? new ClamdScanner(address, ClamdTimes.Usual)
            : new NoScanner())
        .AddSingleton<IFileStore>(provider =>
        {
            var data = provider.GetRequiredService<IConfiguration>()["PINCHANG_DATA"]
                ?? throw new InvalidOperationException("PINCHANG_DATA is not set: start the product with `dotnet run --project AppHost`.");
            return new FolderFileStore(Path.Combine(data, "files"), provider.GetRequiredService<TimeProvider>());
        });

    public static IEndpointRouteBuilder MapFiles(this IEndpointRouteBuilder app)
    {
        var files = app.MapGroup("/api/files").WithTags("Files");
        files.MapPost("/", UploadFile.HandleAsync)
            .RequireAuthorization(Access.SignedIn)
            .Accepts<IFormFile>("multipart/form-data")
            .WithMetadata(new RequestSizeLimitAttribute(MostBytes));
        files.MapGet("/{id:guid}", ServeFile.HandleAsync).AllowAnonymous();
        files.MapGet("/{id:guid}/scan", GetScanMark.HandleAsync).RequireAuthorization(Access.SignedIn);
        return app;
    }
}
