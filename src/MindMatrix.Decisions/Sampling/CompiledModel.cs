namespace MindMatrix.Decisions;

/// <summary>
/// A value model made ready for many evaluations: variables by position, one distribution each. Independent of the order in
/// which the variables were listed, because each draws from a stream named after it.
/// </summary>
public sealed class CompiledModel
{
    private readonly (double Coefficient, int[] Variables)[][] _formulas;

    private CompiledModel(string[] variables, Triangular[] distributions, string[] options, (double, int[])[][] formulas)
    {
        Variables = variables;
        Distributions = distributions;
        Options = options;
        _formulas = formulas;
    }

    /// <summary>The variables' names.</summary>
    public IReadOnlyList<string> Variables { get; }

    /// <summary>One distribution per variable, in its unit.</summary>
    public IReadOnlyList<Triangular> Distributions { get; }

    /// <summary>The options' slugs.</summary>
    public IReadOnlyList<string> Options { get; }

    /// <summary>Resolves the names of a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="distribution">The distribution to draw a variable from, given its elicited range.</param>
    /// <exception cref="InvalidEstimateException">No formulas, a name used twice, or a term names a variable that does not exist.</exception>
    public static CompiledModel From(ValueModel model, Func<ModelVariable, Triangular> distribution)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(distribution);
        Require.NotEmpty(model.Formulas, "model.formulas");
        var positions = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var variable in model.Variables)
            if (!positions.TryAdd(variable.Name, positions.Count))
                throw new InvalidEstimateException("model.variables", variable.Name, "is listed twice");
        var options = new HashSet<string>(StringComparer.Ordinal);
        foreach (var formula in model.Formulas)
            if (!options.Add(formula.Option))
                throw new InvalidEstimateException("model.formulas", formula.Option, "is listed twice");
        return new(
            [.. model.Variables.Select(v => v.Name)],
            [.. model.Variables.Select(distribution)],
            [.. model.Formulas.Select(f => f.Option)],
            [.. model.Formulas.Select(f => f.Terms.Select(t => (t.Coefficient, t.Variables.Select(Position).ToArray())).ToArray())]);

        int Position(string name) => positions.TryGetValue(name, out var position)
            ? position
            : throw new InvalidEstimateException("term.variables", name, "is not among the model's variables");
    }

    /// <summary>What an option is worth at one point, in currency.</summary>
    /// <param name="option">The option's position.</param>
    /// <param name="point">One value per variable, in its unit.</param>
    public double Value(int option, ReadOnlySpan<double> point)
    {
        var sum = 0.0;
        foreach (var (coefficient, variables) in _formulas[option])
        {
            var product = coefficient;
            foreach (var variable in variables) product *= point[variable];
            sum += product;
        }
        return sum;
    }

    /// <summary>What an option is worth in every draw, in currency; the same sums as <see cref="Value"/>, one term at a time.</summary>
    internal void Values(int option, double[][] columns, Span<double> values)
    {
        values.Clear();
        foreach (var (coefficient, variables) in _formulas[option])
        {
            switch (variables.Length)
            {
                case 0:
                    foreach (ref var value in values) value += coefficient;
                    break;
                case 1:
                    AddScaled(coefficient, columns[variables[0]], values);
                    break;
                default:
                    AddProduct(coefficient, variables, columns, values);
                    break;
            }
        }
    }

    private static void AddScaled(double coefficient, ReadOnlySpan<double> column, Span<double> values)
    {
        column = column[..values.Length];
        for (var i = 0; i < values.Length; i++) values[i] += coefficient * column[i];
    }

    private static void AddProduct(double coefficient, int[] variables, double[][] columns, Span<double> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            var product = coefficient;
            foreach (var variable in variables) product *= columns[variable][i];
            values[i] += product;
        }
    }
}
