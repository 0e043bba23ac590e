using Pinchang.Domain.Accounts;

namespace Pinchang.Support.Products;

/// <summary>
/// The authenticator apps of a running product's people. A code works once: whoever needs a second one waits for the next, as people do.
/// </summary>
public static class Authenticators
{
    private static readonly Dictionary<string, long> LastSteps = [];

    public static async Task<string> NextCodeAsync(string base32Secret)
    {
        while (true)
        {
            lock (LastSteps)
            {
                var step = Totp.StepAt(DateTimeOffset.UtcNow);
                if (LastSteps.GetValueOrDefault(base32Secret) < step)
                {
                    LastSteps[base32Secret] = step;
                    return Totp.CodeAt(Totp.FromBase32(base32Secret), step);
                }
            }

            await Task.Delay(500);
        }
    }
}
