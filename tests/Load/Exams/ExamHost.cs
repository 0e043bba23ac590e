using System.Net;
using System.Reflection;

namespace Pinchang.Load.Exams;

/// <summary>The product's Api itself, all of it, on the database that the environment names; or the minimal API beside it.</summary>
internal static class ExamHost
{
    public static async Task RunAsync(LoadOptions options)
    {
        Environment.SetEnvironmentVariable("ASPNETCORE_URLS", $"http://127.0.0.1:{options.Port}");
        var entry = typeof(global::Program).Assembly.EntryPoint!;
        var running = Task.Factory.StartNew(
            () => entry.Invoke(null, BindingFlags.DoNotWrapExceptions, null, entry.GetParameters().Length == 0 ? null : [Array.Empty<string>()], null),
            TaskCreationOptions.LongRunning);
        using var http = new HttpClient();
        while (!running.IsCompleted)
        {
            try
            {
                using var answer = await http.GetAsync(new Uri($"http://127.0.0.1:{options.Port}/health/ready"));
                if (answer.StatusCode == HttpStatusCode.OK)
                {
                    break;
                }
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            await Task.Delay(100);
        }

        Console.WriteLine("ready");
        await running;
    }
}
