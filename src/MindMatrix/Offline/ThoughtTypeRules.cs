using MindMatrix.Capture;
using MindMatrix.Language;
using MindMatrix.Offline.Extraction;

namespace MindMatrix.Offline;

/// <summary>What kind of thought a text is, how sure that is, and the sign that weighed most.</summary>
internal sealed record TypeVerdict(ThoughtType Type, double Confidence, string Why);

/// <summary>
/// Tells a decision from a task from a note by signs of form: a choice, an open question to oneself, a request, a statement.
/// Each sign adds to one of three sums; the gap between the two highest is the confidence.
/// </summary>
internal static class ThoughtTypeRules
{
    private static readonly PhraseSet Choosing = new("""
        should i, should we, shall we, do we, do i, whether, or not, decide, decision, deciding, choose, choosing, choice, which one, which way, torn, on the fence, fifty fifty, 50 50, what do we say,
        recommendation, recommend, worth it, pros and cons, tempted, thinking about, thinking of, considering, not sure, gut says, what is better, what's better, what would you do, am i mad, am i,
        need a position, position before, vote on, come with a view, options, alternative, alternatively, third way, middle way, instead, scenario, we need to pick, pick one, dunno, trade off, against, my worry, undecided,
        keep deciding, what do you think, thoughts, any views, lean, leaning, modelled it, weigh, accept, refuse, decline, bid, offer, offered, offers, wants to, wants me, wants us, mad, straight answer, settle it, keep or, choices, finalists, i like both, like both, both options, proposal, propose, half measure, as i see them, hard rule, prefer, preference, commits us, bluff, gut feeling, worth the, does it make sense, makes sense, go with, whichever, which is better, better for us, which would
        """);

    private static readonly PhraseSet Deliberating = new("i could, we could, could also, either, if we, if i, or i, or we, on the other hand, downside, upside, risky, but then, versus, vs, honestly, scares me, bugs me, worried, worry, regret, commit, would mean, might, afford, or should, going round, headache, never think about, big news, want us, wants us, wants the whole, asked me, asked us, keep asking, been asking, problem is, on paper, off the record");

    private static readonly PhraseSet Stakes = new("equity, salary, contract, lease, mortgage, acquisition, merger, funding, round, exclusivity, career, runway, investment, redundancy, franchise, hire, fire, sell, buy, price, prices, pricing, partner, move, quit, term, loan, savings, offer, patent");

    private static readonly PhraseSet Requests = new("""
        please, pls, plz, can you, could you, would you, can someone, could someone, kindly, remind me, reminder, remember to, don't forget, need to, needs to, todo, to do, follow up, asap, make sure, has to, have to, let me know, chase,
        must, before lunch, jobs for, actions, action items, to be done, due, deadline, tick, cutoff, by noon, by eod, tell them, let them know, assigned, overdue, needs to ship, should be fixed, bug, alert, task, invite, appointment, pick up, drop off, on the way, proof to, form is, runs out, out of, back by, bring id, take over, shout if
        """);

    private static readonly PhraseSet Settled = new("approved, already agreed, agreed, on the list already, signed off, decided, already decided, nothing to reopen, nothing open, no need to ask, as agreed, confirmed, settled, as usual, per the agreement, all good, it's paid, is booked, attached, raised and approved, we went with");

    private static readonly PhraseSet Notes = new("""
        fyi, for information only, for information, for info, for the record, for reference, no action, nothing is required, nothing to do, note, notes, minutes, recipe, how to, how the, definition, means, glossary, summary, digest, article, podcast, quote, saved for later, save for later,
        for later, kept, copy kept, writing down, written down, so i don't forget, warranty, guide, tips, list of, history of, explainer, lab result, bank statement, newsletter, findable, learned, lessons, takeaways, cheat sheet, reading list,
        do not need to reply, no reply, good news, for your records, is the name, the name of, study, term, edition, interview, insight, insights, argues, argued, explains, authors, author, example, read it, handover, newsletter, works, large sample, respondents, according to, trick, rule of thumb, reminder to self of, fact, facts, quirk, spec, specs, is called, password hint, serial, opening hours, meta analysis, findings, interviews with, episode, threshold, contacts, putting it here, ideas, what the, syllabus, conclusions, said that
        """);

    private static readonly PhraseSet Imperatives = new("""
        add, announce, archive, arrange, ask, backfill, book, bring, buy, call, cancel, change, chase, check, clean, close, collect, confirm, coordinate, countersign, delete, download, draft, drop off, email, extend, file, fill, find, finish, fix, forward, get,
        give, invite, invest, launch, mail, make, message, move, notify, order, pack, pay, pick up, ping, plan, post, prepare, print, publish, push, put, read, rebook, reconnect, refund, register, remind, remove, renew, reorder, replace, reply, rerun, resend,
        reserve, reset, restart, return, review, ring, rotate, run, schedule, scan, send, set up, share, sign, sort, start, stop, submit, subscribe, swap, switch, take, tell, text, transfer, turn off, unsubscribe, update, upload, upgrade, write, acknowledge,
        phone, wash, water, drop, hand in, hang, clear, top up, follow, merge, deploy, patch, approve, process, release, hand, feed, return, bleed, fetch, interview, onboard, log, tidy, measure, sell, expand, reschedule, do, use, look, drive, return, apply, claim, compile, complete, contact, copy, count, deliver, dispatch, distribute, double check, edit, email, ensure, escalate, explain to, export, import,
        finalise, finalize, grab, hold, include, inform, insert, inspect, install, introduce, investigate, let, link, list, lock, look up, mark, migrate, mow, nudge, open, organise, organize, paint, park, pass, photograph, place, prep, prioritise, provide,
        prune, pull, query, quote, reach out, reboot, recharge, record, refill, repair, repeat, report, request, resolve, respond, retry, rewrite, roll back, save, select, ship, show, shred, sweep, sync, tag, test, thank, throw, track, translate, try, type, unblock,
        unpack, vacuum, verify, visit, vote, wait, walk, warn, whitelist, wipe, withdraw, wrap, don't, do not, never mind label, photocopy, enter, enrol, enroll, re enrol, dig, empty, charge, make sure
        """);

    private static readonly System.Buffers.SearchValues<char> ClauseMarks = System.Buffers.SearchValues.Create(",.;:!\n(-–—•");

    public static TypeVerdict Judge(TextFacts facts)
    {
        var words = facts.Words;
        if (words.Count == 0 || (words.Count == 1 && words.Text.Trim().Length < 4))
            return new(ThoughtType.Reference, 0.2, "The text has too few words to tell what it is.");

        // «/task …», «/decide …», «note: …»: the writer says it.
        var said = words.Lower(0) switch
        {
            "task" or "todo" or "remind" or "bug" or "alert" => 1,
            "decide" or "decision" or "dilemma" => 0,
            "note" or "fyi" or "article" or "study" or "term" or "definition" or "quote" or "recipe" or "howto" or "glossary" => 2,
            _ => -1,
        };
        var labelled = said >= 0 && (words.Gap(-1).IndexOf('/') >= 0 || words.Gap(0).IndexOf(':') >= 0);
        double strategic = 0, operational = 0, reference = 1.0;
        var why = new (double Weight, string Sign)[3];

        var heading = words.Sentences[0];
        var last = words.Sentences[^1];
        var question = words.Text[heading.End - 1] == '?';
        var imperative = FirstImperative(words, heading);
        var choosing = Choosing.Distinct(words);
        var deliberating = Deliberating.Distinct(words);
        var settled = Settled.Distinct(words);
        var (contrasted, _) = Alternatives.Read(words, heading, true);

        if (labelled)
        {
            Strategic(said == 0 ? 2.5 : 0, "it says that it is a decision");
            Operational(said == 1 ? 2.5 : 0, "it says that it is a task");
            Reference(said == 2 ? 2.0 : 0, "it says that it is a note");
        }
        Strategic(contrasted.Count >= 2 ? 2.6 : 0, "its first line sets two ways against each other");
        Strategic(Math.Min(3, choosing) * 1.0, Sign(Choosing));
        Strategic(Math.Min(3, deliberating) * 0.6, Sign(Deliberating));
        Strategic(facts.Options.Count >= 3 ? 1.6 : facts.Options.Count == 2 ? 1.1 : 0, "it names several ways");
        Strategic(facts.Money.Count >= 2 ? 0.8 : facts.Money.Count == 1 ? 0.2 : 0, "it weighs amounts of money");
        Strategic(Math.Min(2, Stakes.Distinct(words)) * 0.5, Sign(Stakes));
        Strategic(question && imperative is null && !RequestQuestion(words) ? 1.0 : 0, "it opens with an open question");
        Strategic(words.Text[last.End - 1] == '?' && last != heading && !Requests.IsIn(words, last) ? 0.7 : 0, "it ends with an open question");
        Strategic(FirstPersons(words) >= 3 && deliberating > 0 ? 0.5 : 0, "the writer argues with themselves");

        Operational(imperative is not null ? 2.2 : 0, $"it opens with «{imperative}»");
        Operational(Math.Min(2, Requests.Distinct(words)) * 1.1, Sign(Requests));
        Operational(RequestQuestion(words) ? 1.2 : 0, "it asks someone to do something");
        var commands = CommandClauses(words);
        Operational(Math.Min(4, commands) * 0.6, "it says what to do");
        Operational(words.Text.Contains("[ ]", StringComparison.Ordinal) ? 1.5 : 0, "it has boxes to tick");
        Operational(settled * 0.5, Sign(Settled));
        Operational(facts.Dates.Count > 0 ? (words.Count < 25 ? 0.9 : 0.5) : 0, "it names a day");
        Operational(HasClock(words) ? 0.5 : 0, "it names a time of day");
        // What is already settled, or told of others, is no choice of the writer's.
        strategic -= (settled * 0.6) + (FirstPersons(words) == 0 && Notes.IsIn(words) ? 1.6 : 0) + (words.Lower(0) == "should" && words.Lower(1) is "you" or "people" ? 2 : 0);
        Strategic(FirstPersons(words) >= 2 && Contrasts(words) >= 1 && imperative is null ? 0.7 : 0, "the writer weighs one thing against another");

        Reference(Math.Min(3, Notes.Distinct(words)) * 1.1, Sign(Notes));
        Reference(words.Text.Contains('=', StringComparison.Ordinal) ? 0.7 : 0, "it defines something");
        Reference(imperative is null && !words.Text.Contains('?', StringComparison.Ordinal) && choosing == 0 ? 0.5 : 0, "it states and asks nothing");
        Reference(imperative is null && FirstPersons(words) == 0 && !words.Text.Contains('?', StringComparison.Ordinal) ? 0.5 : 0, "no one speaks of themselves");

        var sums = new[] { Math.Max(0, strategic), operational, reference };
        var best = sums[0] >= sums[1] && sums[0] >= sums[2] ? 0 : sums[1] >= sums[2] ? 1 : 2;
        var second = sums.Where((_, i) => i != best).Max();
        // Few words carry little evidence, whatever they are.
        var evidence = words.Count <= 2 ? 0.45 : words.Count <= 3 ? 0.7 : 1.0;
        var confidence = (0.40 + (0.55 * Math.Tanh((sums[best] - second) / 2.2))) * evidence;
        return new((ThoughtType)best, Math.Round(Math.Clamp(confidence, 0.1, 0.95), 2), Reason((ThoughtType)best, why[best].Sign, confidence));

        void Strategic(double weight, string sign) => strategic += Weigh(0, weight, sign);
        void Operational(double weight, string sign) => operational += Weigh(1, weight, sign);
        void Reference(double weight, string sign) => reference += Weigh(2, weight, sign);
        double Weigh(int type, double weight, string sign)
        {
            if (weight > why[type].Weight)
                why[type] = (weight, sign);
            return weight;
        }
        string Sign(PhraseSet set) => set.In(words).Select(s => $"it says «{s.In(words.Text)}»").FirstOrDefault() ?? "";
    }

    private static string Reason(ThoughtType type, string? sign, double confidence)
    {
        var what = type switch { ThoughtType.Strategic => "Reads as a decision", ThoughtType.Operational => "Reads as something to do", _ => "Reads as something to keep" };
        return string.IsNullOrEmpty(sign) ? $"{what}, but no sign in the text is clear." : $"{what}: {sign}{(confidence < 0.5 ? ", but other signs speak against it" : "")}.";
    }

    /// <summary>The verb with which the first line says what to do; null when it opens otherwise.</summary>
    public static string? FirstImperative(Words words, TextSpan sentence)
    {
        var (from, to) = words.Range(sentence);
        while (from < to && words.Lower(from) is "task" or "bug" or "alert" or "please" or "pls" or "re" or "fwd" or "fw" or "todo" or "urgent" or "just" or "and" or "also" or "then" or "ok" or "so")
            from++;
        var n = Imperatives.LengthAt(words, from);
        // «Market stall or internet shop», «Price change goes live»: a noun, not a command; a verb is followed by its object.
        return n > 0 && from + n <= to && words.Lower(from + n) is not ("or" or "vs" or "versus" or "is" or "was" or "are" or "has" or "deal" or "s") && words.Gap(from + n - 1).IndexOfAny(":=,") < 0 && !words.Text.AsSpan(sentence.Start, sentence.Length).EndsWith("?")
            ? words.Text[words[from].Start..words[from + n - 1].End]
            : null;
    }

    /// <summary>How many clauses behind the first open with a command: «…, tell work», «- Ruth: fix the printer».</summary>
    private static int CommandClauses(Words words)
    {
        var count = 0;
        for (var i = 1; i < Math.Min(words.Count, 400); i++)
        {
            var gap = words.Gap(i - 1);
            var n = gap.IndexOfAny(ClauseMarks) >= 0 || words.Lower(i - 1) is "please" or "pls" or "just" or "then" ? Imperatives.LengthAt(words, i) : 0;
            // A verb has its object behind it, and no subject before: «…, order 4471» and «…, plan B» are nouns.
            if (n > 0 && i + n < words.Count && words.Adjoins(i + n - 1) && !char.IsDigit(words.Lower(i + n)[0]) && words.Lower(i + n) is not ("is" or "was" or "are" or "or" or "and" or "of" or "has" or "will" or "from"))
                count++;
        }
        return count;
    }

    private static bool RequestQuestion(Words words) =>
        words.Lower(0) is "can" or "could" or "would" or "will" && words.Lower(1) is "you" or "someone" or "somebody" or "anyone" && words.Lower(2) is not "please" || words.Lower(0) is "please" or "pls";

    private static int FirstPersons(Words words)
    {
        var count = 0;
        for (var i = 0; i < words.Count; i++)
            count += words.Lower(i) is "i" or "i'm" or "i'd" or "i've" or "we" or "we're" or "we'd" or "we've" or "my" or "our" or "me" or "us" ? 1 : 0;
        return count;
    }

    private static int Contrasts(Words words)
    {
        var count = 0;
        for (var i = 0; i < words.Count; i++)
            count += words.Lower(i) is "but" or "though" or "tho" or "although" or "however" or "or" or "if" ? 1 : 0;
        return count;
    }

    private static bool HasClock(Words words)
    {
        for (var i = 0; i < words.Count; i++)
        {
            if (words.Lower(i) is "noon" or "midnight" || (words.Lower(i) is [>= '0' and <= '9', .., 'm'] and ([.., 'a', 'm'] or [.., 'p', 'm'])) || (i + 1 < words.Count && words.Gap(i) is ":" && words[i].Span.Length <= 2 && words[i + 1].Span.Length == 2 && char.IsAsciiDigit(words.Lower(i)[0])))
                return true;
        }
        return false;
    }
}
