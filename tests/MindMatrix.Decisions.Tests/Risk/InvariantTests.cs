using CsCheck;

namespace MindMatrix.Decisions.Tests.Risk;

public sealed class InvariantTests
{
    private const double Rounding = 1e-6;

    [Fact]
    public void A_dominated_option_never_wins_by_expected_value() =>
        // Few states and few values, so that dominance is common and not a rare accident.
        Gen.Int[0, 3].Select(x => (double)x).Array[2].Array[4].Holds(payoffs =>
        {
            double?[][] rows = [.. payoffs.Select(p => p.Select(x => (double?)x).ToArray())];
            var values = payoffs.Select(p => Moments.ExpectedValue(Prospect.Of([0.3, 0.7], p))).ToArray();
            var dominators = Pareto.DominatedBy(rows, [Direction.HigherIsBetter, Direction.HigherIsBetter]);
            return dominators.Select((by, i) => by is null || values[i] < values.Max()).All(holds => holds);
        });

    [Fact]
    public void An_option_made_worse_in_one_state_is_dominated_by_its_better_self() =>
        Gen.Select(A.Table, Gen.Int[0, 7], Gen.Double[1, 1000]).Holds((table, state, loss) =>
        {
            var better = table.Prospects[0].Payoffs.ToArray().Select(x => (double?)x).ToArray();
            var worse = (double?[])better.Clone();
            worse[state % worse.Length] -= loss;
            return Pareto.DominatedBy([worse, better], [.. Enumerable.Repeat(Direction.HigherIsBetter, worse.Length)]) is [1, null];
        });

    [Fact]
    public void The_tail_is_at_least_the_expected_loss_and_at_most_the_largest() =>
        Gen.Select(A.Table, Gen.Double[0.01, 0.99]).Holds((table, alpha) =>
        {
            var prospect = table.Prospects[0];
            var cvar = TailRisk.Cvar(prospect, alpha);
            return cvar >= -Moments.ExpectedValue(prospect) - Rounding && cvar <= -prospect.Payoffs.ToArray().Min() + Rounding;
        });

    [Fact]
    public void The_tail_is_the_minimum_that_Rockafellar_and_Uryasev_found() =>
        Gen.Select(A.Table, Gen.Double[0.05, 0.95]).Holds((table, alpha) =>
        {
            var prospect = table.Prospects[0];
            var losses = prospect.Payoffs.ToArray().Select(x => -x).ToArray();
            var minimum = losses.Min(t => t + Enumerable.Range(0, losses.Length).Sum(i => prospect.Probability(i) * Math.Max(0, losses[i] - t)) / (1 - alpha));
            return Math.Abs(minimum - TailRisk.Cvar(prospect, alpha)) < 1e-5;
        });

    [Fact]
    public void Regret_is_never_negative_and_somebody_has_none_in_every_state() =>
        A.Table.Holds(table => Regret.Largest(table).All(r => r >= 0) && Regret.Expected(table).All(r => r >= 0)
            && (table.Options.Count > 1 || Regret.Largest(table)[0] == 0));

    [Fact]
    public void Perfect_information_is_worth_the_smallest_expected_regret_and_at_least_any_part_of_it() =>
        Gen.Select(A.Table, Gen.Int[0, 2].Array[8]).Holds((table, groups) =>
        {
            var evpi = ValueOfInformation.Evpi(table);
            var direct = Enumerable.Range(0, table.States).Sum(s => table.Probability(s) * table.Prospects.Max(p => p.Payoffs[s])) - table.Prospects.Max(Moments.ExpectedValue);
            var evppi = ValueOfInformation.Evppi(table, groups.AsSpan(0, table.States), 3);
            return evppi >= 0 && evpi >= evppi - Rounding && Math.Abs(evpi - direct) < Rounding;
        });

    [Fact]
    public void A_test_is_worth_no_less_than_nothing_and_no_more_than_perfect_information() =>
        Gen.Select(Gen.Double[0.01, 0.99], A.Money.Array[2].Array[3], Gen.Double[0, 1], Gen.Double[0, 1]).Holds((p, payoffs, sensitivity, specificity) =>
        {
            var table = new PayoffTable(["a", "b", "c"], [.. payoffs.Select(x => Prospect.Of([p, 1 - p], x))]);
            var evsi = ValueOfInformation.Evsi(table, sensitivity, specificity);
            return evsi >= 0 && evsi <= ValueOfInformation.Evpi(table) + Rounding;
        });

    [Fact]
    public void Probabilities_of_being_best_sum_to_one() =>
        A.Table.Holds(table => Math.Abs(ProbabilityBest.Of(table).Sum() - 1) < 1e-9);

    [Fact]
    public void The_certainty_equivalent_lies_below_the_expected_value_and_reaches_it_as_tolerance_grows() =>
        A.Table.Holds(table =>
        {
            var prospect = table.Prospects[0];
            var mean = Moments.ExpectedValue(prospect);
            return CertaintyEquivalent.Of(prospect, 10_000) <= mean + Rounding && Math.Abs(CertaintyEquivalent.Of(prospect, 1e12) - mean) < 1;
        });

    [Fact]
    public void A_huge_loss_beside_a_small_tolerance_does_not_overflow() =>
        Expect.Close(-1e9 + 1 * Math.Log(2), CertaintyEquivalent.Of(Prospect.Of([0.5, 0.5], [-1e9, 0]), 1), 1e-12);

    [Fact]
    public void Money_in_another_unit_scales_every_money_figure() =>
        Gen.Select(A.Table, Gen.Double[0.001, 1000]).Holds((table, factor) =>
        {
            var prospect = table.Prospects[0];
            var scaled = prospect.Scaled(factor);
            bool Scales(Func<Prospect, double> figure) => Math.Abs(figure(scaled) - factor * figure(prospect)) <= 1e-9 * factor * 1e6;
            return Scales(Moments.ExpectedValue) && Scales(Moments.StandardDeviation) && Scales(p => TailRisk.Cvar(p, 0.9)) && Scales(p => Moments.PayoffAt(p, 0.5))
                && Moments.ProbabilityOfLoss(prospect) == Moments.ProbabilityOfLoss(scaled);
        });

    [Fact]
    public void Triangular_draws_stay_inside_and_rise_with_their_probability() =>
        Gen.Select(A.Range, Gen.Double[0, 1], Gen.Double[0, 1]).Holds((range, u, v) =>
        {
            var triangular = RangeHygiene.Support(range);
            var (low, high) = (triangular.Quantile(Math.Min(u, v)), triangular.Quantile(Math.Max(u, v)));
            return low >= triangular.Low - Rounding && high <= triangular.High + Rounding && low <= high + Rounding;
        });

    [Fact]
    public void Concordance_of_any_rankings_lies_between_zero_and_one_and_does_not_depend_on_names() =>
        Gen.Double[0, 10].Select(Math.Round).Array[4].Array[3].Holds(scores =>
        {
            double[][] ranks = [.. scores.Select(s => KendallW.Ranks(s))];
            double[][] renamed = [.. ranks.Select(r => r.Reverse().ToArray())];
            var w = KendallW.Of(ranks);
            return w is null or (>= 0 and <= 1) && w == KendallW.Of(renamed);
        });

    [Fact]
    public void Pooled_ranges_are_in_order_and_between_the_extremes() =>
        A.Range.Array[1, 6].Holds(ranges =>
        {
            Triangular[] supports = [.. ranges.Select(r => RangeHygiene.Support(r))];
            var pooled = Pooling.Ranges(supports);
            return pooled.Low <= pooled.Mode && pooled.Mode <= pooled.High
                && pooled.Mode >= supports.Min(s => s.Mode) && pooled.Mode <= supports.Max(s => s.Mode);
        });
}
