using MindMatrix.Language;

namespace MindMatrix.Offline.Assess;

/// <summary>Whether a clause of the text speaks for or against what it names.</summary>
internal static class Tone
{
    private static readonly PhraseSet Good = new("""
        good, better, best, great, love, loves, like, likes, fine, free, steady, strong, cheap, cheaper, easy, safe, works, worked, growing, sell out, demand, done, quick, fast, clean, happy, fun, sun, friends, senior, seniority,
        guaranteed, unrestricted, insane network, well, covers, covered, tests better, enjoy, bonus, grant, no harm, reliable, yes, proven, trust
        """);

    private static readonly PhraseSet Bad = new("""
        bad, worse, worst, expensive, dear, risk, risks, risky, lose, loses, losing, lost, weak, slow, late, unknown, uncertain, scares, scared, worried, worry, hate, hates, can't, cannot, never, nobody, no one, fear, afraid, problem, problems, missed, penalty,
        no, not, nervous, hard, harder, impossible, insane, hostage, vanish, fail, fails, failed, bugs, bug, pushy, fragile, leak, against, absolutely not, mad, dust, rain, exhausting, unclear, dying, liable, weaknesses, hurts, costs extra, obliged, capped, caps
        """);

    /// <returns>Above 0 for, below 0 against, 0 when it does not say.</returns>
    public static int Of(Words words, TextSpan clause)
    {
        var (from, to) = words.Range(clause);
        var good = Good.In(words, from, to).Count();
        var bad = Bad.In(words, from, to).Count();
        // «not good», «free but slow»: where both stand, the reservation is what the writer worries about.
        return good > 0 && bad > 0 ? Math.Min(0, good - (2 * bad)) : good - bad;
    }
}
