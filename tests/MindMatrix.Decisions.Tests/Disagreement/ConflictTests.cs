namespace MindMatrix.Decisions.Tests.Disagreement;

public sealed class ConflictTests
{
    [Fact]
    public void Three_scattered_rankings_have_a_concordance_of_a_ninth()
    {
        double[][] ranks = [[1, 2, 3], [1, 3, 2], [3, 1, 2]];
        Expect.Golden(0.111111, KendallW.Of(ranks));
    }

    [Fact]
    public void Unanimous_rankings_have_a_concordance_of_one() =>
        Expect.Close(1, KendallW.Of([new double[] { 1, 2, 3 }, [1, 2, 3], [1, 2, 3]]));

    [Fact]
    public void Ties_are_corrected_as_printed()
    {
        double[][] ranks = [[1, 2.5, 2.5], [1, 2, 3], [2, 1, 3]];
        Expect.Golden(0.636364, KendallW.Of(ranks));
    }

    [Fact]
    public void Four_judges_of_three_competitors_have_a_concordance_of_a_sixteenth()
    {
        // Arbitrary example 1 of ProofWiki: the columns are X, Y and Z.
        double[][] ranks = [[1, 3, 2], [1, 2, 3], [2, 3, 1], [3, 1, 2]];
        Expect.Close(1 / 16.0, KendallW.Of(ranks));
    }

    [Fact]
    public void Rankings_that_tie_everything_say_nothing() =>
        Assert.Null(KendallW.Of([new double[] { 2, 2, 2 }, [2, 2, 2]]));

    [Fact]
    public void Scores_become_ranks_with_shared_places() => Assert.Equal([2.5, 1, 2.5, 4], KendallW.Ranks([50, 80, 50, 10]));

    [Fact]
    public void Two_votes_to_one_have_the_printed_entropy()
    {
        Expect.Golden(0.579380, VoteEntropy.Of([2, 1, 0]));
        Assert.Equal(0, VoteEntropy.Of([3, 0, 0]));
        Expect.Close(1, VoteEntropy.Of([1, 1, 1]));
    }

    [Fact]
    public void The_index_is_as_printed() =>
        Expect.Golden(0.698258, Conflict.Index(new(1 / 9.0, VoteEntropy.Of([2, 1, 0]), 0.4), 3));

    [Fact]
    public void With_two_options_only_votes_and_spread_count() =>
        Expect.Close(0.6 * 0.9 + 0.4 * 0.5, Conflict.Index(new(0, 0.9, 0.5), 2));

    [Fact]
    public void Missing_parts_leave_their_weight_to_the_others()
    {
        Expect.Close((0.5 * 0.8 + 0.3 * 0.4) / 0.8, Conflict.Index(new(0.2, 0.4, null), 3));
        Assert.Equal(0, Conflict.Index(new(null, null, null), 3));
    }

    [Fact]
    public void Spread_is_measured_against_the_pooled_width_and_clipped()
    {
        Expect.Close(0.4, Conflict.Spread([10, 14, 12], new(5, 12, 15)));
        Assert.Equal(1, Conflict.Spread([0, 100], new(5, 12, 15)));
        Assert.Equal(0, Conflict.Spread([7, 7], new(7, 7, 7)));
        Assert.Equal(1, Conflict.Spread([7, 8], new(7, 7, 7)));
    }

    [Fact]
    public void Two_distributions_diverge_as_printed()
    {
        Expect.Golden(0.332751, JensenShannon.Divergence([0.7, 0.2, 0.1], [0.1, 0.3, 0.6]));
        Assert.Equal(0, JensenShannon.Divergence([0.7, 0.3], [0.7, 0.3]));
        Expect.Close(1, JensenShannon.Divergence([1, 0], [0, 1]));
    }
}
