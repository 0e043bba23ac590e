namespace Pinchang.Domain.Media;

/// <summary>How much a publisher may still send now: a steady rate, and a reserve for catching up after a drop.</summary>
public sealed record UploadBudget(double Left, DateTimeOffset At)
{
    /// <summary>Ten megabits per second.</summary>
    public const double BytesPerSecond = 1_250_000;

    public const double Reserve = 16 * 1024 * 1024;

    public static UploadBudget Full(DateTimeOffset now) => new(Reserve, now);

    /// <summary>Null when this is too much.</summary>
    public UploadBudget? Spend(int bytes, DateTimeOffset now)
    {
        var left = Math.Min(Reserve, Left + (Math.Max(0, (now - At).TotalSeconds) * BytesPerSecond)) - bytes;
        return left < 0 ? null : new UploadBudget(left, now > At ? now : At);
    }
}
