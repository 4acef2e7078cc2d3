using BenchmarkDotNet.Attributes;
using MindMatrix.Decisions;

namespace MindMatrix.Benchmarks;

/// <summary>10,000 draws over 5 options and 8 variables. The bar: at most 15 ms on one core, and nothing allocated per draw.</summary>
[MemoryDiagnoser]
public class DecisionBenchmarks
{
    private MonteCarlo _simulation = null!;
    private DecisionInput _input = null!;

    /// <summary>The second value shows that what is allocated does not grow with the draws.</summary>
    [Params(10_000, 20_000)]
    public int Draws { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        ModelVariable[] variables = [.. Enumerable.Range(0, 8).Select(i => new ModelVariable { Name = $"variable-{i}", Range = new(10 + i, 20 + 2 * i, 60 + 3 * i) })];
        OptionFormula[] formulas = [.. Enumerable.Range(0, 5).Select(i => new OptionFormula
        {
            Option = $"option-{i}",
            Terms =
            [
                new() { Coefficient = 2 - i, Variables = [variables[i].Name, variables[i + 1].Name] },
                new() { Coefficient = -30, Variables = [variables[i + 2].Name] },
                new() { Coefficient = 5, Variables = [variables[i + 3].Name] },
            ],
        })];
        _input = new()
        {
            Currency = "EUR",
            HorizonDays = 365,
            Stake = 1_000,
            Bankroll = 20_000,
            RiskTolerance = 5_000,
            Seed = 42,
            Draws = Draws,
            Options = [.. formulas.Select(f => f.Option)],
            StatusQuo = "option-0",
            Model = new() { Variables = variables, Formulas = formulas },
        };
        _simulation = new(CompiledModel.From(_input.Model!, v => RangeHygiene.Support(v.Range)), Draws);
    }

    /// <summary>The draws alone: sampling all variables and valuing all options.</summary>
    [Benchmark(Baseline = true)]
    public double MonteCarloRun()
    {
        _simulation.Run([1, 2, 3, 4, 5, 6, 7, 8]);
        return _simulation.Values(4)[^1];
    }

    /// <summary>The whole report, with sorting, tails, Kelly, regret and the value of information; it copies the draws once per option.</summary>
    [Benchmark]
    public DecisionReport Report() => DecisionReport.Compute(_input);
}
