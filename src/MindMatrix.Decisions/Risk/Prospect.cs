namespace MindMatrix.Decisions;

/// <summary>
/// What one option may be worth: payoffs with their probabilities. Either a few scenarios, or the equally likely draws of a
/// Monte Carlo run. Payoffs are in the decision's currency over its horizon.
/// </summary>
public sealed class Prospect
{
    private readonly double[] _payoffs;
    private readonly double[]? _probabilities;
    private double[]? _ascending;
    private double[]? _ascendingProbabilities;

    private Prospect(double[] payoffs, double[]? probabilities)
    {
        _payoffs = payoffs;
        _probabilities = probabilities;
    }

    /// <summary>The payoffs, in the order given.</summary>
    public ReadOnlySpan<double> Payoffs => _payoffs;

    /// <summary>How many outcomes there are.</summary>
    public int Count => _payoffs.Length;

    /// <summary>Payoffs with the probability of each.</summary>
    /// <exception cref="InvalidEstimateException">Empty, lengths differ, a number not finite, or the probabilities do not sum to one.</exception>
    public static Prospect Of(IReadOnlyList<double> probabilities, IReadOnlyList<double> payoffs)
    {
        Require.NotEmpty(payoffs, "payoffs");
        var normalised = Decisions.Probability.Distribution(probabilities, "probabilities");
        Require.SameLength(payoffs.Count, normalised.Length, "payoffs");
        return new(Checked(payoffs), normalised);
    }

    /// <summary>Equally likely payoffs, such as draws.</summary>
    /// <exception cref="InvalidEstimateException">Empty, or a number is not finite.</exception>
    public static Prospect OfDraws(IReadOnlyList<double> draws) => new(Checked(Require.NotEmpty(draws, "draws")), null);

    /// <summary>The probability of the outcome at a position.</summary>
    public double Probability(int outcome) => _probabilities is null ? 1.0 / _payoffs.Length : _probabilities[outcome];

    /// <summary>The same prospect in another unit, every payoff times a factor.</summary>
    /// <exception cref="InvalidEstimateException">The factor is not finite, or a payoff leaves the range of numbers.</exception>
    public Prospect Scaled(double factor)
    {
        Require.Finite(factor, "factor");
        return new(Checked([.. _payoffs.Select(payoff => payoff * factor)]), _probabilities);
    }

    /// <summary>The payoffs from worst to best; computed once.</summary>
    internal ReadOnlySpan<double> Ascending
    {
        get
        {
            Sort();
            return _ascending;
        }
    }

    /// <summary>The probability of the n-th worst outcome.</summary>
    internal double AscendingProbability(int rank)
    {
        Sort();
        return _ascendingProbabilities is null ? 1.0 / _payoffs.Length : _ascendingProbabilities[rank];
    }

    internal bool IsEquallyLikely => _probabilities is null;

    private void Sort()
    {
        if (_ascending is not null) return;
        var ascending = (double[])_payoffs.Clone();
        if (_probabilities is null)
        {
            Array.Sort(ascending);
        }
        else
        {
            _ascendingProbabilities = (double[])_probabilities.Clone();
            Array.Sort(ascending, _ascendingProbabilities);
        }
        _ascending = ascending;
    }

    private static double[] Checked(IReadOnlyList<double> payoffs)
    {
        var copy = new double[payoffs.Count];
        for (var i = 0; i < copy.Length; i++)
            copy[i] = double.IsFinite(payoffs[i]) ? payoffs[i] : throw Require.Refuse($"payoffs[{i}]", payoffs[i], "must be a finite number");
        return copy;
    }
}
