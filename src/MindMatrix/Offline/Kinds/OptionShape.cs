using MindMatrix.Language;

namespace MindMatrix.Offline.Kinds;

/// <summary>What sort of act an option is; the lenses have general arguments for each.</summary>
internal enum OptionShape { Keep, Try, Employ, Outsource, Buy, Build, Bind, Leave, Act }

internal static class OptionShapes
{
    private static readonly PhraseSet TryWords = new("try, trial, pilot, test, temporary, for a year, for one year, one year, for a month, small, part, sample, demo, waitlist, phase in, phased, two year phase in, first, half");
    private static readonly PhraseSet OutsourceWords = new("agency, freelancer, freelance, contractor, contractors, outsource, outsourcing, consultant, consultancy, sending, external, eor, subcontract, driver, temp, virtual assistant");
    private static readonly PhraseSet EmployWords = new("hire, engineer, developer, employee, full time, recruit, staff, technician, designer, salaried, manager, nurse, apprentice, people, director");
    private static readonly PhraseSet LeaveWords = new("sell, give up, resign, quit, close, shut down, shut it down, wind up, leave, drop, kill, fire, stop, end, exit, let them go, let her go, let him go, evict, dissolve, retire, give up, cancel, take out, transfer out, file now, refuse");
    private static readonly PhraseSet BindWords = new("sign, renew, renewal, extend, fix for, prolong, lease, exclusive, exclusivity, contract, merge, merger, partner, marry, franchise, invest, loan, lend, mortgage, year lease, cosign, commit, equity, accept, take the, patent, adopt");
    private static readonly PhraseSet BuildWords = new("build, rewrite, develop, write, self host, create, do it up, extension, in house");
    private static readonly PhraseSet BuyWords = new("buy, purchase, subscribe, rent, order, licence, license, replace, upgrade, get, new, software, tool, vendor, lease");

    /// <summary>The slug of a plain yes to the one thing that the text proposes.</summary>
    public const string GoAhead = "go-ahead";

    /// <param name="kind">Settles what the words leave open: «say yes» to a contract binds, «say yes» to a purchase buys.</param>
    public static OptionShape Of(string slug, string title, string what, DecisionKind kind)
    {
        if (slug == MindMatrix.Triage.Frame.StatusQuo)
            return OptionShape.Keep;
        if (slug.StartsWith("try", StringComparison.Ordinal))
            return OptionShape.Try;
        var words = new Words(title);
        (PhraseSet Set, OptionShape Shape)[] order =
        [
            (OutsourceWords, OptionShape.Outsource), (LeaveWords, OptionShape.Leave), (EmployWords, OptionShape.Employ), (BindWords, OptionShape.Bind),
            (BuildWords, OptionShape.Build), (BuyWords, OptionShape.Buy), (TryWords, OptionShape.Try),
        ];
        foreach (var (set, shape) in order)
        {
            // Whoever chooses their own work employs nobody: what is to be said of hiring is the other side's.
            if (set.IsIn(words) && (kind != KindCatalogue.Career || shape is not (OptionShape.Employ or OptionShape.Outsource)))
                return shape;
        }
        // A bare yes to what is proposed is the kind's usual act; a way with a name of its own is not guessed at.
        return TryWords.IsIn(new Words(what)) ? OptionShape.Try : slug == GoAhead ? kind.Usual : OptionShape.Act;
    }
}
