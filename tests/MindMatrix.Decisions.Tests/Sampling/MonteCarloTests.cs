using CsCheck;

namespace MindMatrix.Decisions.Tests.Sampling;

public sealed class MonteCarloTests
{
    /// <summary>Units × margin − fixed cost, the document's model.</summary>
    internal static readonly ValueModel Profit = new()
    {
        Variables =
        [
            new() { Name = "units", Range = new(800, 1000, 1300) },
            new() { Name = "margin", Range = new(30, 40, 45) },
            new() { Name = "fixed", Range = new(20_000, 25_000, 35_000) },
        ],
        Formulas =
        [
            new() { Option = "go", Terms = [new() { Variables = ["units", "margin"] }, new() { Coefficient = -1, Variables = ["fixed"] }] },
        ],
    };

    internal static CompiledModel Unwidened(ValueModel model) =>
        CompiledModel.From(model, v => new(v.Range.Low, v.Range.Mode, v.Range.High));

    [Fact]
    public void The_profit_model_has_the_printed_mean_loss_probability_and_tail()
    {
        var simulation = new MonteCarlo(Unwidened(Profit), 1000);
        simulation.Run([1, 2, 3]);
        var go = simulation.ToTable().Prospects[0];
        Expect.Golden(12939.206157, Moments.ExpectedValue(go));
        Expect.Close(0.014, Moments.ProbabilityOfLoss(go));
        Expect.Golden(987.231980, -TailRisk.Cvar(go, 0.95));
    }

    [Fact]
    public void The_base_case_of_the_profit_model_is_not_its_mean()
    {
        var model = Unwidened(Profit);
        Expect.Close(15_000, model.Value(0, [1000, 40, 25_000]));
        var exact = (800 + 1000 + 1300) / 3.0 * (30 + 40 + 45) / 3.0 - (20_000 + 25_000 + 35_000) / 3.0;
        Expect.Golden(12944.444, exact, 1e-3);
    }

    [Fact]
    public void Draws_converge_to_the_closed_form()
    {
        var exact = 12944.0 + 4.0 / 9;
        double Error(int draws)
        {
            var simulation = new MonteCarlo(Unwidened(Profit), draws);
            simulation.Run(7);
            return Math.Abs(Moments.ExpectedValue(simulation.ToTable().Prospects[0]) - exact);
        }
        // About 6,600 / √N would be the error of plain sampling; stratified draws must stay well inside three of it.
        Assert.True(Error(100) < 3 * 660);
        Assert.True(Error(10_000) < 3 * 6.6);
        Assert.True(Error(1_000_000) < 3 * 0.66);
    }

    [Fact]
    public void Draws_of_any_model_converge_to_its_closed_form() =>
        Gen.Select(A.Range, A.Range, Gen.ULong).Holds((one, other, seed) =>
        {
            var model = Unwidened(new()
            {
                Variables = [new() { Name = "x", Range = one }, new() { Name = "y", Range = other }],
                Formulas = [new() { Option = "o", Terms = [new() { Variables = ["x", "y"] }, new() { Coefficient = -3, Variables = ["y"] }, new() { Coefficient = 7 }] }],
            });
            var (x, y) = (model.Distributions[0], model.Distributions[1]);
            var exact = x.Mean * y.Mean - 3 * y.Mean + 7;
            // Var(xy − 3y) of independent x and y.
            var spread = Math.Sqrt(x.Variance * y.Variance + x.Variance * y.Mean * y.Mean + y.Variance * (x.Mean - 3) * (x.Mean - 3));
            return new[] { 100, 10_000 }.All(draws =>
            {
                var simulation = new MonteCarlo(model, draws);
                simulation.Run(seed);
                return Math.Abs(Moments.ExpectedValue(simulation.ToTable().Prospects[0]) - exact) < 4 * spread / Math.Sqrt(draws);
            });
        }, times: 100);

    [Fact]
    public void A_run_allocates_nothing_for_its_draws()
    {
        long Allocated(int draws)
        {
            var simulation = new MonteCarlo(Unwidened(Profit), draws);
            simulation.Run([1, 2, 3]);
            var before = GC.GetAllocatedBytesForCurrentThread();
            simulation.Run([4, 5, 6]);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
        Assert.Equal((0, 0), (Allocated(100), Allocated(10_000)));
    }

    [Fact]
    public void Every_slice_of_a_variable_is_visited_exactly_once()
    {
        var slices = new int[257];
        LatinHypercube.Order(slices, 5);
        Assert.Equal(Enumerable.Range(0, 257), slices.Order());
        Assert.NotEqual(Enumerable.Range(0, 257), slices);
    }

    [Fact]
    public void Variables_draw_from_their_own_streams_whatever_their_order()
    {
        var reversed = Profit with { Variables = [.. Profit.Variables.Reverse()] };
        var one = new MonteCarlo(Unwidened(Profit), 500);
        var other = new MonteCarlo(Unwidened(reversed), 500);
        one.Run(99);
        other.Run(99);
        Assert.Equal(one.Values(0), other.Values(0));
    }

    [Fact]
    public void A_second_run_with_the_same_seed_repeats_the_first()
    {
        var simulation = new MonteCarlo(Unwidened(Profit), 500);
        simulation.Run(1);
        var first = simulation.Values(0).ToArray();
        simulation.Run(2);
        Assert.NotEqual(first, simulation.Values(0).ToArray());
        simulation.Run(1);
        Assert.Equal(first, simulation.Values(0).ToArray());
    }

    [Fact]
    public void A_term_without_variables_is_a_constant_and_a_repeated_name_a_power()
    {
        var model = Unwidened(new()
        {
            Variables = [new() { Name = "x", Range = RangeEstimate.Exactly(3) }],
            Formulas = [new() { Option = "o", Terms = [new() { Coefficient = 2, Variables = ["x", "x"] }, new() { Coefficient = 5 }, new() { Variables = ["x"] }] }],
        });
        Assert.Equal(26, model.Value(0, [3]));
        var simulation = new MonteCarlo(model, 10);
        simulation.Run(1);
        Assert.All(simulation.Values(0).ToArray(), v => Assert.Equal(26, v));
    }

    [Fact]
    public void A_model_that_names_an_unknown_variable_is_refused() =>
        Expect.Refusal("term.variables", "price", () => Unwidened(Profit with { Formulas = [new() { Option = "o", Terms = [new() { Variables = ["price"] }] }] }));

    [Fact]
    public void A_variable_listed_twice_is_refused() =>
        Expect.Refusal("model.variables", "units", () => Unwidened(Profit with { Variables = [.. Profit.Variables, Profit.Variables[0]] }));
}
