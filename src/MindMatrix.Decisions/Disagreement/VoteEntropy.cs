namespace MindMatrix.Decisions;

/// <summary>How far the votes scatter (decision-science 3.7).</summary>
public static class VoteEntropy
{
    /// <summary>Shannon entropy of the vote shares over ln n: 0 when all vote alike, 1 when every option gets the same share.</summary>
    /// <param name="votes">Votes per option, 0 or more; a tied vote may be split in parts. Options without votes count in n.</param>
    /// <exception cref="InvalidEstimateException">No options, a negative count, or no votes at all.</exception>
    public static double Of(IReadOnlyList<double> votes)
    {
        Require.NotEmpty(votes, "votes");
        var total = 0.0;
        for (var i = 0; i < votes.Count; i++) total += Require.NotNegative(votes[i], $"votes[{i}]");
        Require.Positive(total, "sum of votes");
        if (votes.Count == 1) return 0;
        var entropy = 0.0;
        foreach (var vote in votes)
            if (vote > 0) entropy -= vote / total * PortableMath.Log(vote / total);
        return Math.Clamp(entropy / PortableMath.Log(votes.Count), 0, 1);
    }
}
