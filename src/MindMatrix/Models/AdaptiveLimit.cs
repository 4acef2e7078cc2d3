namespace MindMatrix.Models;

/// <summary>
/// How many calls may run at once: one more after as many successes as run together, half as many when the provider is busy. Additive
/// increase and multiplicative decrease is what shares a line fairly among callers who do not know each other.
/// </summary>
/// <param name="most">1 or more; also where it begins.</param>
internal sealed class AdaptiveLimit(int most)
{
    private int _successes;

    /// <summary>1 to the most.</summary>
    public int Value { get; private set; } = Math.Max(1, most);

    public void Succeeded()
    {
        if (++_successes < Value)
            return;
        _successes = 0;
        Value = Math.Min(Math.Max(1, most), Value + 1);
    }

    public void WasBusy()
    {
        _successes = 0;
        Value = Math.Max(1, Value / 2);
    }
}
