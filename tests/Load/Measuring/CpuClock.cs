using System.Globalization;

namespace Pinchang.Load.Measuring;

/// <summary>Processor time as Linux accounts it, in seconds.</summary>
internal static class CpuClock
{
    private const double TicksPerSecond = 100;

    /// <summary>User and system time of a process and of its finished children.</summary>
    public static double OfProcess(int pid)
    {
        var stat = File.ReadAllText($"/proc/{pid}/stat");
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return fields[11..15].Sum(field => double.Parse(field, CultureInfo.InvariantCulture)) / TicksPerSecond;
    }

    /// <summary>The same with the children that still run.</summary>
    public static double OfTree(int pid) => OfProcess(pid) + Children(pid).Sum(OfProcess);

    public static IEnumerable<int> Children(int parent)
    {
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var pid))
            {
                continue;
            }

            string stat;
            try
            {
                stat = File.ReadAllText($"/proc/{pid}/stat");
            }
            catch (IOException)
            {
                continue;
            }

            if (stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1] == $"{parent}")
            {
                yield return pid;
            }
        }
    }

    public static MachineTime OfMachine()
    {
        var fields = File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        double At(int index) => double.Parse(fields[index], CultureInfo.InvariantCulture) / TicksPerSecond;
        return new MachineTime(At(1) + At(2) + At(3) + At(6) + At(7), At(8));
    }

    /// <summary>Resident memory of a process, in bytes.</summary>
    public static long ResidentBytes(int pid) =>
        long.Parse(
            File.ReadLines($"/proc/{pid}/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal))
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2],
            CultureInfo.InvariantCulture) * 1024;
}

internal readonly record struct MachineTime(double Busy, double Stolen);
