namespace MindMatrix.Decisions;

/// <summary>
/// Draws a value model by Latin hypercube (decision-science #13). The buffers belong to the simulation and are reused, so a
/// run allocates nothing per draw. Not safe for two threads at once.
/// </summary>
public sealed class MonteCarlo
{
    /// <summary>The default number of draws.</summary>
    public const int DefaultDraws = 10_000;

    private readonly CompiledModel _model;
    private readonly int[][] _slices;
    private readonly double[][] _columns;
    private readonly double[][] _values;

    /// <summary>A simulation of a model.</summary>
    /// <param name="model">What to draw.</param>
    /// <param name="draws">How many draws, at least 1.</param>
    /// <exception cref="InvalidEstimateException">Fewer than one draw.</exception>
    public MonteCarlo(CompiledModel model, int draws = DefaultDraws)
    {
        ArgumentNullException.ThrowIfNull(model);
        Draws = Require.AtLeast(draws, 1, "draws");
        _model = model;
        _slices = Buffers<int>(model.Variables.Count);
        _columns = Buffers<double>(model.Variables.Count);
        _values = Buffers<double>(model.Options.Count);
    }

    /// <summary>How many draws a run makes.</summary>
    public int Draws { get; }

    /// <summary>Runs with one seed for the decision; every variable's stream is derived from the seed and its name.</summary>
    public void Run(ulong seed)
    {
        Span<ulong> seeds = stackalloc ulong[_model.Variables.Count];
        for (var j = 0; j < seeds.Length; j++) seeds[j] = SplitMix64.StreamSeed(seed, _model.Variables[j]);
        Run(seeds);
    }

    /// <summary>Runs with one seed per variable, in the model's order.</summary>
    /// <exception cref="InvalidEstimateException">The number of seeds is not the number of variables.</exception>
    public void Run(ReadOnlySpan<ulong> seeds)
    {
        Require.SameLength(seeds.Length, _columns.Length, "seeds");
        for (var j = 0; j < seeds.Length; j++)
        {
            var slices = _slices[j];
            var column = _columns[j];
            var distribution = _model.Distributions[j];
            LatinHypercube.Order(slices, seeds[j]);
            for (var i = 0; i < column.Length; i++)
                column[i] = distribution.Quantile(LatinHypercube.Middle(slices[i], Draws));
        }
        for (var option = 0; option < _values.Length; option++)
            _model.Values(option, _columns, _values[option]);
    }

    /// <summary>The value of an option in every draw of the last run, in currency.</summary>
    public ReadOnlySpan<double> Values(int option) => _values[option];

    /// <summary>The slice 0 … N−1 each draw of a variable came from: its rank, known without sorting.</summary>
    internal ReadOnlySpan<int> Slices(int variable) => _slices[variable];

    /// <summary>The last run as a table of equally likely states; copies the draws.</summary>
    public PayoffTable ToTable() => new(_model.Options, [.. _values.Select(Prospect.OfDraws)]);

    private T[][] Buffers<T>(int count)
    {
        var buffers = new T[count][];
        for (var i = 0; i < count; i++) buffers[i] = new T[Draws];
        return buffers;
    }
}
