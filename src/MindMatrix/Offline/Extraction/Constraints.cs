using MindMatrix.Language;

namespace MindMatrix.Offline.Extraction;

/// <summary>Conditions that the writer sets: «must», «no more than», «cannot», «at most».</summary>
internal static class Constraints
{
    private const int Most = 5;

    private static readonly PhraseSet Cues = new("""
        must, must not, mustn't, cannot, can't, can not, no more than, at most, at least, not more than, no less than, has to be, have to be, need to be, needs to be, only if, non negotiable,
        under no circumstances, not allowed, may not, mandatory, required, deal breaker, dealbreaker, absolutely not, never, without exception, hard limit, minimum, maximum
        """);

    public static List<TextSpan> Read(Words words) =>
        [.. words.Sentences.Where(s => s.Length <= 240 && Cues.IsIn(words, s) && words.Text[s.End - 1] != '?').Take(Most)];
}

/// <summary>Signs that a choice cannot be undone cheaply and soon.</summary>
internal static class OneWayCues
{
    private static readonly PhraseSet Words = new("""
        sell, selling, sold, sale, resign, resigning, quit, quitting, fire, firing, dismiss, lay off, redundancies, close down, shut down, shutting down, wind up, winding up, dissolve, merge, merger,
        merging, acquire, acquisition, deposit, deposits, irreversible, permanent, permanently, no way back, can't be undone, cannot be undone, point of no return, final, sign, signing, signature,
        lease, leases, exclusivity, exclusive, equity, vesting, dilution, convertible, cosign, guarantee, personal guarantee, franchise, patent, publish, publishing, announce, surgery, operation,
        divorce, marry, adopt, adoption, relocate, relocating, move to, moving to, emigrate, expires, lock in, lockup, earn out, naming, demolish, delete, drop out, leave the, give up, buyout, buy out,
        transfer out, probate, inheritance, term sheet, safe, series a, series b, round, mortgage, refuse, recall, rebrand, rewrite, migrate, migration, rip out, kill, eviction, evict, file, lawsuit,
        tenure, vaccine, go public, ipo, spin out, exercise, last chance, only chance, take it or leave it, purchase, capex, machine, extraction, redundancy,
        implant, implants, transplant, amputation, sterilisation, vasectomy, donor, ivf, second kid, another kid, third kid, another child, another baby, have a child, custody, petition, care home, nursing home,
        adopting, repeat year, repeat a year, skip a year, change schools, boarding school, retire, retiring, early retirement, pension, vests, time to leave, leave my, leave our,
        leaving my, sabbatical, months off, hand in my notice, cofounder, layoffs, lay offs, job cuts, close roles, redundant, indemnity, unlimited liability, notify, notification, disclose,
        disclosure, regulator, whistleblower, report it to, assignment of, invest, investing, pro rata, stake, legal entity, entity, subsidiary, own a house, buy a house, buy the house, buy a flat, house deposit, holiday home, heat pump, mould,
        tooling, planting, trees, fell the, turn off, switch off, sunset, deprecate, open source, open sourcing, expiring, expire, fixed term, visa, emigration, degree, phd, mba, emba, permanent contract, bankruptcy, insolvency, settle out of court
        """);

    private static readonly PhraseSet Soft = new("trial, pilot, try, test, cancel anytime, month to month, refundable, free, temporary, reversible, for a week, for a month, break clause, switch back, raise prices, phase in, policy, rota");

    /// <summary>Where the signs stand; empty when the choice looks easy to undo.</summary>
    public static List<TextSpan> Read(Words words, IReadOnlyList<DurationMention> durations)
    {
        var cues = Words.In(words).Take(20).ToList();
        // «sign a five-year …», «3-year minimum»: long commitments.
        cues.AddRange(durations.Where(d => d.Days >= 540 && Commits(words, d.Span)).Select(d => d.Span).Take(5));
        return cues;
    }

    /// <summary>How strongly the text speaks of a way back.</summary>
    public static int SoftCount(Words words) => Soft.Distinct(words);

    private static bool Commits(Words words, TextSpan span)
    {
        var i = words.FirstFrom(span.End);
        return words.Lower(i) is "term" or "lease" or "contract" or "minimum" or "commitment" or "deal" or "licence" or "license" or "fixed" or "lock"
            || words.Lower(words.FirstFrom(span.Start) - 1) is "for" or "over" or "exclusivity" or "sign" or "a";
    }
}
