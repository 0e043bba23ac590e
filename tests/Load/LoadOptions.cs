namespace Pinchang.Load;

internal sealed record LoadOptions
{
    public const string Usage =
        """
        dotnet run -c Release --project tests/Load -- <scenario> [options]
          --peers          also run the peers that need other programs (Node.js, nginx)
          --quick          two short pairs: shows the way, proves nothing
          --pairs N        pairs of each comparison (default 5)
          --seconds N      length of a window (default 20)
          --viewers N      viewers of a fan-out (default 5000)
          --lines N        millions of ledger lines (default 10)
          --only F1,F2     only these rows
          --json FILE      raw series, floors and versions
          --web URL        a running Web, for pages
        """;

    public string Scenario { get; private init; } = "";

    public bool Peers { get; private init; }

    public bool Quick { get; private init; }

    public int? Pairs { get; private init; }

    public int? Seconds { get; private init; }

    public int? Viewers { get; private init; }

    public double? Lines { get; private init; }

    public string[] Only { get; private init; } = [];

    public string? Json { get; private init; }

    public string? Web { get; private init; }

    /// <summary>Set when this process is one of the servers under load.</summary>
    public string? Serve { get; private init; }

    public int Port { get; private init; } = 6600;

    public int PairCount => Pairs ?? (Quick ? 2 : 5);

    public TimeSpan WarmUp => TimeSpan.FromSeconds(Quick ? 1.5 : 5);

    public TimeSpan Window => TimeSpan.FromSeconds(Seconds ?? (Quick ? 4 : 20));

    public bool Wants(string row) => Only.Length == 0 || Only.Contains(row, StringComparer.OrdinalIgnoreCase);

    public static LoadOptions? Parse(string[] args)
    {
        var options = new LoadOptions();
        for (var i = 0; i < args.Length; i++)
        {
            string Value() => ++i < args.Length ? args[i] : throw new ArgumentException($"{args[i - 1]} needs a value");

            options = args[i] switch
            {
                "--peers" => options with { Peers = true },
                "--quick" => options with { Quick = true },
                "--pairs" => options with { Pairs = int.Parse(Value(), Invariant) },
                "--seconds" => options with { Seconds = int.Parse(Value(), Invariant) },
                "--viewers" => options with { Viewers = int.Parse(Value(), Invariant) },
                "--lines" => options with { Lines = double.Parse(Value(), Invariant) },
                "--only" => options with { Only = Value().Split(',') },
                "--json" => options with { Json = Value() },
                "--web" => options with { Web = Value() },
                "--serve" => options with { Serve = Value() },
                "--port" => options with { Port = int.Parse(Value(), Invariant) },
                ['-', ..] => null!,
                var name => options with { Scenario = name },
            };
            if (options is null)
            {
                return null;
            }
        }

        return options.Scenario.Length == 0 && options.Serve is null ? null : options;
    }

    private static System.Globalization.CultureInfo Invariant => System.Globalization.CultureInfo.InvariantCulture;
}
