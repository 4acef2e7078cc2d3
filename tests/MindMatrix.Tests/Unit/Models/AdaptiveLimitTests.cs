using CsCheck;
using MindMatrix.Models;

namespace MindMatrix.Tests.Unit.Models;

public sealed class AdaptiveLimitTests
{
    [Fact]
    public void A_busy_provider_halves_it_down_to_one()
    {
        var limit = new AdaptiveLimit(8);

        Assert.Equal([4, 2, 1, 1], Enumerable.Range(0, 4).Select(_ => { limit.WasBusy(); return limit.Value; }));
    }

    [Fact]
    public void As_many_successes_as_run_at_once_add_one()
    {
        var limit = new AdaptiveLimit(8);
        limit.WasBusy();
        limit.WasBusy();

        Assert.Equal([2, 3, 3, 3, 4], Enumerable.Range(0, 5).Select(_ => { limit.Succeeded(); return limit.Value; }));
    }

    [Fact]
    public void It_stays_between_one_and_the_most() => Gen.Select(Gen.Int[1, 64], Gen.Bool.Array[0, 200]).Holds((most, ends) =>
    {
        var limit = new AdaptiveLimit(most);
        foreach (var good in ends)
        {
            if (good)
                limit.Succeeded();
            else
                limit.WasBusy();
            if (limit.Value < 1 || limit.Value > most)
                return false;
        }
        return true;
    });
}
