using System.Diagnostics;

namespace Pinchang.AppHost.Parts;

/// <summary>The lines of all parts on one console, each with its part's name before it.</summary>
internal static class PartLog
{
    private const int NameWidth = 10;

    public static void Write(string name, string line) => Console.WriteLine($"{name.PadRight(NameWidth)} | {line}");

    public static void Follow(string name, Process process)
    {
        process.OutputDataReceived += (_, line) => WriteUnlessEmpty(name, line.Data);
        process.ErrorDataReceived += (_, line) => WriteUnlessEmpty(name, line.Data);
    }

    public static void Begin(Process process)
    {
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    private static void WriteUnlessEmpty(string name, string? line)
    {
        if (!string.IsNullOrWhiteSpace(line))
        {
            Write(name, line);
        }
    }
}
