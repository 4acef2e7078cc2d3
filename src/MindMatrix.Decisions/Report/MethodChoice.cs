using System.Globalization;

namespace MindMatrix.Decisions;

/// <summary>What one way of deciding would choose among the eligible options.</summary>
/// <param name="Method">The method, such as <c>minimax regret</c>.</param>
/// <param name="Picks">The option's slug.</param>
/// <param name="Value">The figure that decided, in the unit of the method.</param>
/// <param name="Formula">Where the method is written down.</param>
public sealed record MethodChoice(string Method, string Picks, double Value, string Formula);

/// <summary>A method that does not choose the leader.</summary>
/// <param name="Method">The method.</param>
/// <param name="Picks">The slug it chooses.</param>
/// <param name="PicksValue">The method's figure for <paramref name="Picks"/>, in the method's unit.</param>
/// <param name="Leader">The slug of the report's leader.</param>
/// <param name="LeaderValue">The method's figure for <paramref name="Leader"/>; null when it has none.</param>
/// <param name="Because">What the method looks at, for example <c>it looks only at the worst outcome</c>.</param>
/// <param name="Formula">Where the method is written down.</param>
public sealed record MethodDisagreement(string Method, string Picks, double PicksValue, string Leader, double? LeaderValue, string Because, string Formula)
{
    /// <summary>The whole in one sentence, with both values and with slugs for names.</summary>
    public string Why => InWords(slug => slug);

    /// <summary>The whole in one sentence, with both values.</summary>
    /// <param name="name">What an option is called, by its slug.</param>
    public string InWords(Func<string, string> name) =>
        $"{Method} picks {name(Picks)} ({Text(PicksValue)}) over {name(Leader)} ({(LeaderValue is { } value ? Text(value) : "no value")}): {Because}";

    private static string Text(double value) =>
        value.ToString(Math.Abs(value) >= 100 ? "#,0" : "0.###", CultureInfo.InvariantCulture);
}

/// <summary>Asks every method; that they differ is normal and must be shown.</summary>
internal static class Methods
{
    private static readonly (string Name, string Formula, bool Highest, bool InMoney, string LooksAt, Func<OptionReport, double?> Of)[] All =
    [
        ("expected value", "#1", true, true, "it looks at the average and not at the spread", o => o.ExpectedValue?.Value),
        ("certainty equivalent", "#7", true, true, "it charges for risk at the stated tolerance", o => o.CertaintyEquivalent?.Value),
        ("probability of being best", "#32", true, true, "it counts how often an option wins and not by how much", o => o.ProbabilityBest?.Value),
        ("minimax regret", "#19", false, true, "it looks only at the world in which the choice is regretted most", o => o.MaxRegret?.Value),
        ("worst case", "#19", true, true, "it looks only at the worst outcome", o => o.Quantiles.Length > 0 ? o.Quantiles[0] : null),
        ("mean loss of the worst 5 %", "#6", false, true, "it looks only at the bad end", o => o.Cvar95?.Value),
        ("Sharpe-like ratio", "#3", true, true, "it rewards value per unit of spread and not value", o => o.ExpectedValue?.Value > 0 ? o.Sharpe?.Value : null),
        ("Sortino ratio", "#4", true, true, "it rewards value per unit of downside and leaves out options that never lose", o => o.ExpectedValue?.Value > 0 ? o.Sortino?.Value : null),
        ("mean score", "1.10", true, false, "it takes the advisers' marks on their own mandates and no money", o => o.MeanScore?.Value),
        ("probability of success", "#31", true, false, "it asks whether it works and not what it is worth", o => o.ProbabilityOfSuccess?.Value),
        ("weighted criteria", "#25", true, false, "it weighs the stated criteria", o => o.WeightedScore?.Value),
    ];

    /// <summary>One choice per method that has a figure for at least two eligible options; ties go to the first slug in ordinal order.</summary>
    /// <param name="notInMoney">An option that methods in money leave out, because its figure cannot be compared; null for none.</param>
    public static IReadOnlyList<MethodChoice> Choices(IReadOnlyList<OptionReport> options, string? notInMoney)
    {
        var choices = new List<MethodChoice>();
        foreach (var (name, formula, highest, inMoney, _, of) in All)
        {
            var known = options.Where(o => o.Eligible && of(o) is not null && !(inMoney && o.Option == notInMoney)).OrderBy(o => o.Option, StringComparer.Ordinal).ToArray();
            if (known.Length < 2) continue;
            var pick = highest ? known.MaxBy(o => of(o)!.Value)! : known.MinBy(o => of(o)!.Value)!;
            choices.Add(new(name, pick.Option, of(pick)!.Value, $"decision-science {formula}"));
        }
        return choices;
    }

    public static IReadOnlyList<MethodDisagreement> Disagreements(IReadOnlyList<MethodChoice> choices, IReadOnlyList<OptionReport> options, string? leader)
    {
        if (options.FirstOrDefault(o => o.Option == leader) is not { } first) return [];
        var disagreements = new List<MethodDisagreement>();
        foreach (var choice in choices)
        {
            var method = All.First(m => m.Name == choice.Method);
            var atLeader = method.Of(first);
            // A tie for the first place is no disagreement.
            if (choice.Picks == leader || atLeader == choice.Value) continue;
            disagreements.Add(new(choice.Method, choice.Picks, choice.Value, first.Option, atLeader, method.LooksAt, choice.Formula));
        }
        return disagreements;
    }
}
