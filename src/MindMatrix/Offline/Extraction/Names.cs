using MindMatrix.Language;
using MindMatrix.Triage;

namespace MindMatrix.Offline.Extraction;

/// <param name="Name">As it stands in the text.</param>
internal sealed record NameMention(string Name, NodeType Type, TextSpan Span);

/// <summary>People, companies and systems by their capitals; a guess from form, so it takes only what stands clear.</summary>
internal static class Names
{
    private const int Most = 5;

    private static readonly System.Buffers.SearchValues<char> OpeningMarks = System.Buffers.SearchValues.Create(":-•\"«“(");

    private static readonly PhraseSet CompanyWords = new("ltd, limited, gmbh, inc, llc, ag, bv, plc, corp, group, bank, partners, labs, records, analytics, capital, clinic, robotics, foundation, council, university, school, studio, agency, software, systems, holdings, trust, committee, co, insurance, logistics");
    private static readonly PhraseSet SystemWords = new("api, crm, erp, server, database, app, service, cluster, pipeline, repo, system, website, portal, backend, gateway, worker");
    private static readonly PhraseSet Titles = new("mr, mrs, ms, dr, prof, professor");
    private static readonly PhraseSet PersonVerbs = new("says, said, wants, thinks, asked, asks, told, rang, called, will, would, agrees, leaves, left, knows, likes, feels, hates, needs, offered, is leaving, wrote");
    private static readonly PhraseSet PersonLinks = new("ask, tell, call, ring, email, meet, thank, remind, with, and, brother, sister, wife, husband, boss, manager, partner, cofounder, dear, hi, cc, ping");
    private static readonly PhraseSet CompanyLinks = new("contract with, with supplier, supplier, vendor, distributor, at, from, to, bank, buy, subscribe to, client, customer, provider, reseller, join");

    private static readonly PhraseSet NotNames = new("""
        monday, tuesday, wednesday, thursday, friday, saturday, sunday, january, february, march, april, may, june, july, august, september, october, november, december, mon, tue, tues, wed, weds, thu,
        thurs, fri, sat, sun, jan, feb, mar, apr, jun, jul, aug, sep, sept, oct, nov, dec, i, i'm, i've, i'd, i'll, ok, fyi, fwd, re, fw, ceo, cto, cfo, hr, qa, ui, ux, pdf, vat, tax, eur, usd, gbp, chf, mrr,
        arr, cac, ltv, roi, kpi, nps, agm, id, am, pm, asap, eod, the, a, an, we, he, she, they, it, you, if, or, and, but, so, no, not, yes, english, german, french, christmas, easter, q1, q2, q3, q4, todo, note,
        please, pls, should, thanks, hello, hi, dear, hey, regards, subject, date, from, to, option, scenario, what, which, when, why, how, who, where, urgent, confidential, update, question, context
        """);

    public static List<NameMention> Read(Words words)
    {
        var found = new List<NameMention>();
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < words.Count && found.Count < Most; i++)
        {
            if (!Capital(words, i))
                continue;
            var end = i + 1;
            while (end < words.Count && end - i < 4 && words.Gap(end - 1) is " " or "-" or "&" or " & " or ". " && Capital(words, end))
                end++;
            var opens = Opens(words, i);
            var span = new TextSpan(words[i].Start, words[end - 1].End);
            // At the start of a sentence every word has a capital: one word alone says nothing there.
            if ((!opens || end - i > 1 || Titles.HasWord(words.Lower(i - 1)) || PersonVerbs.HasWord(words.Lower(end))) && span.Length > 2 && !(opens && TitleCase(words, i, end)) && seen.Add(span.In(words.Text)))
                found.Add(new NameMention(OptionPhrase.OneLine(span.In(words.Text)), TypeOf(words, i, end), span));
            i = end - 1;
        }
        return found;
    }

    /// <summary>A run of capitals at the start whose first word is an ordinary opener («Deal desk», «Dear Sir») is a heading, not a name.</summary>
    private static bool TitleCase(Words words, int i, int end) => end - i == 2 && words.Gap(i) is "-" && !Titles.HasWord(words.Lower(i));

    private static bool Capital(Words words, int i) =>
        char.IsUpper(words.Text[words[i].Start]) && words[i].Span.Length > 1 && !NotNames.HasWord(words.Lower(i)) && words[i].Lower.Any(char.IsLetter);

    private static bool Opens(Words words, int i) => i == 0 || words.SentenceAt(words[i].Start).Start >= words[i - 1].End || words.Gap(i - 1).IndexOfAny(OpeningMarks) >= 0;

    private static NodeType TypeOf(Words words, int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            if (CompanyWords.HasWord(words.Lower(i)))
                return NodeType.Entity_Company;
        }
        if (SystemWords.HasWord(words.Lower(to - 1)) || (SystemWords.HasWord(words.Lower(to)) && words.Adjoins(to - 1)))
            return NodeType.System_Component;
        if (Titles.HasWord(words.Lower(from)) || Titles.HasWord(words.Lower(from - 1)) || PersonVerbs.HasWord(words.Lower(to)) || PersonLinks.HasWord(words.Lower(from - 1)))
            return NodeType.Entity_Person;
        return CompanyLinks.HasWord(words.Lower(from - 1)) ? NodeType.Entity_Company : NodeType.Knowledge_Asset;
    }
}
