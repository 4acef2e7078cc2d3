namespace MindMatrix.Decisions;

/// <summary>How each adviser ranks the options by score; only options that every adviser scored can be ranked.</summary>
internal sealed class AdviserRanks
{
    private readonly string[] _advisers;
    private readonly string[] _options;
    private readonly double[][] _ranks;

    public AdviserRanks(DecisionInput input)
    {
        _advisers = [.. input.Estimates.Select(e => e.Adviser).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        var scores = input.Estimates.ToDictionary(e => (e.Adviser, e.Option), e => e.Score);
        _options = [.. input.Options.Where(o => _advisers.All(a => scores.ContainsKey((a, o)))).Order(StringComparer.Ordinal)];
        _ranks = [.. _advisers.Select(a => KendallW.Ranks([.. _options.Select(o => scores[(a, o)])]))];
    }

    public int Advisers => _advisers.Length;

    public int Options => _options.Length;

    /// <summary>Kendall's W, or null when there is nothing to agree on.</summary>
    public double? Concordance => KendallW.Of(_ranks);

    /// <summary>Entropy of the first votes; an adviser with several firsts splits the vote. Null with fewer than two advisers or options.</summary>
    public double? Entropy
    {
        get
        {
            if (Advisers < 2 || Options < 2) return null;
            var votes = new double[Options];
            foreach (var ranks in _ranks)
            {
                var first = ranks.Min();
                var winners = ranks.Count(r => r == first);
                for (var i = 0; i < votes.Length; i++)
                    if (ranks[i] == first) votes[i] += 1.0 / winners;
            }
            return VoteEntropy.Of(votes);
        }
    }

    /// <summary>The rank each adviser gives an option; empty when somebody did not score it.</summary>
    public IEnumerable<(string Adviser, double? Rank)> Of(string option)
    {
        var position = Array.IndexOf(_options, option);
        return position < 0 ? [] : _advisers.Select((adviser, i) => (adviser, (double?)_ranks[i][position]));
    }
}
