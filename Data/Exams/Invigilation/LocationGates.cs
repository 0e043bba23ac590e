namespace Pinchang.Data.Exams.Invigilation;

/// <summary>One at a time per location, and nobody else waits; a location that nobody uses takes no place.</summary>
internal sealed class LocationGates
{
    private readonly Dictionary<string, Gate> _gates = new(StringComparer.Ordinal);

    public async Task<IDisposable> EnterAsync(string location, CancellationToken cancellation)
    {
        Gate gate;
        lock (_gates)
        {
            if (!_gates.TryGetValue(location, out gate!))
            {
                _gates[location] = gate = new();
            }

            gate.Users++;
        }

        try
        {
            await gate.Turn.WaitAsync(cancellation);
            return new Turn(this, location, gate);
        }
        catch
        {
            Leave(location, gate);
            throw;
        }
    }

    private void Leave(string location, Gate gate)
    {
        lock (_gates)
        {
            if (--gate.Users == 0)
            {
                _gates.Remove(location);
            }
        }
    }

    private sealed class Gate
    {
        public SemaphoreSlim Turn { get; } = new(1, 1);

        public int Users { get; set; }
    }

    private sealed class Turn(LocationGates owner, string location, Gate gate) : IDisposable
    {
        public void Dispose()
        {
            gate.Turn.Release();
            owner.Leave(location, gate);
        }
    }
}
