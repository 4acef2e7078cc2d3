using System.ComponentModel;

namespace MindMatrix.Triage;

/// <summary>The frame of a decision as a model proposes it; <see cref="Frame.From"/> checks and completes it.</summary>
internal sealed record FrameReply(
    [property: Description("The decision as one question.")] string Question,
    [property: Description("Days until the outcome can be judged.")] int HorizonDays,
    [property: Description("ISO 4217 code of the currency the figures are in.")] string Currency,
    [property: Description("What is at stake in that currency, if the text says so; else null.")] double? Stake,
    [property: Description("Two to five distinct options. One has the slug status-quo. None is a union of two others.")] IReadOnlyList<OptionReply> Options,
    [property: Description("What a good outcome is judged by.")] IReadOnlyList<string> Criteria,
    [property: Description("Quantities that drive the outcome, with their units.")] IReadOnlyList<VariableReply> Variables,
    [property: Description("Conditions from the text that an option must not break.")] IReadOnlyList<string> HardRules,
    [property: Description("What is not known and would change the answer, each as a question to the writer.")] IReadOnlyList<string> Unknowns);

internal sealed record OptionReply(
    [property: Description("lower-case words joined by hyphens, at most 40 characters")] string Slug,
    string Title,
    [property: Description("What would be done, one sentence.")] string What);

internal sealed record VariableReply(string Name, string Unit);

/// <summary>The frame of a decision: its question, its fixed set of options and what is known and not known.</summary>
/// <param name="HorizonDays">Days until the outcome can be judged, 1 to 36,500.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="Stake">In <paramref name="Currency"/>, above zero; null when the text names none, and a stake of zero is none.</param>
/// <param name="Options">Two to five with unique slugs; one is <see cref="StatusQuo"/>.</param>
internal sealed record Frame(
    string Question, int HorizonDays, string Currency, double? Stake, IReadOnlyList<Option> Options, IReadOnlyList<string> Criteria,
    IReadOnlyList<Variable> Variables, IReadOnlyList<string> HardRules, IReadOnlyList<string> Unknowns)
{
    public const string StatusQuo = "status-quo";

    /// <summary>What people answered to open questions, which then are no longer among the <see cref="Unknowns"/>.</summary>
    public IReadOnlyList<KnownAnswer> Known { get; init; } = [];

    public Option Option(string slug) => Options.Single(o => o.Slug == slug);

    /// <summary>Checks <paramref name="reply"/> and adds a status quo where it has none.</summary>
    /// <returns>The frame, or the list of what is wrong with the reply, in words that a model can mend.</returns>
    public static (Frame? Frame, IReadOnlyList<string> Faults) From(FrameReply reply)
    {
        var faults = new List<string>();
        var options = reply.Options.Select(o => new Option(o.Slug.Trim(), o.Title.Trim(), o.What.Trim())).ToList();
        if (options.All(o => o.Slug != StatusQuo))
            options.Add(new Option(StatusQuo, "Leave things as they are", "Do none of the others; today's situation goes on."));
        if (options.Count is < 2 or > 5)
            faults.Add($"frame.options has {options.Count} options; 2 to 5 are needed, the status quo included.");
        foreach (var option in options)
        {
            if (!SlugPattern.IsMatch(option.Slug))
                faults.Add($"frame.options: «{option.Slug}» is not a slug of lower-case words joined by hyphens.");
            if (option.Title.Length is 0 or > 200)
                faults.Add($"frame.options: the title of «{option.Slug}» has {option.Title.Length} characters; 1 to 200 are needed.");
        }
        foreach (var twice in options.GroupBy(o => o.Slug).Where(g => g.Count() > 1))
            faults.Add($"frame.options: the slug «{twice.Key}» stands twice.");
        if (string.IsNullOrWhiteSpace(reply.Question))
            faults.Add("frame.question is empty.");
        if (reply.HorizonDays is < 1 or > 36_500)
            faults.Add($"frame.horizonDays is {reply.HorizonDays}; 1 to 36500 is needed.");
        if (reply.Currency is not { Length: 3 } || !reply.Currency.All(char.IsAsciiLetterUpper))
            faults.Add($"frame.currency is «{reply.Currency}»; an ISO 4217 code such as EUR is needed.");
        // The bounds of the computation, which divides by it.
        if (reply.Stake is { } stake && stake is not (0 or (>= 1e-6 and <= 1e15)))
            faults.Add(FormattableString.Invariant($"frame.stake is {stake}; 0, an amount from 1E-06 to 1E+15, or null is needed."));
        return faults.Count > 0
            ? (null, faults)
            : (new Frame(reply.Question.Trim(), reply.HorizonDays, reply.Currency, reply.Stake is > 0 ? reply.Stake : null, options, reply.Criteria,
                [.. reply.Variables.Select(v => new Variable(v.Name, v.Unit))], reply.HardRules, reply.Unknowns), []);
    }

    /// <summary>Slugs of options that do two of the others at once, found by their words: free to choose, models answer «do both».</summary>
    public static IReadOnlyList<string> Joined(IReadOnlyList<OptionReply> options)
    {
        var words = options.Select(o => o.Slug).Where(s => s != StatusQuo).Distinct().Select(slug => (Slug: slug, Set: slug.Split('-').ToHashSet())).ToList();
        return [.. words.Where(o => words.Any(a => words.Any(b => a != o && b != o
            && !a.Set.IsSubsetOf(b.Set) && !b.Set.IsSubsetOf(a.Set) && o.Set.IsSupersetOf(a.Set.Union(b.Set)) && o.Set.Except(a.Set.Union(b.Set)).All(Joints.Contains)))).Select(o => o.Slug)];
    }

    private static readonly string[] Joints = ["and", "or", "both", "plus", "with", "then", "first", "later", "now", "und", "oder", "dann", "erst", "spaeter"];

    private static readonly System.Text.RegularExpressions.Regex SlugPattern =
        new("^[a-z0-9]+(-[a-z0-9]+){0,9}$", System.Text.RegularExpressions.RegexOptions.CultureInvariant);
}

/// <param name="Slug">Lower-case words joined by hyphens; options are never known by a letter, which models favour by position.</param>
internal sealed record Option(string Slug, string Title, string What);

/// <param name="Figures">What the answer says in figures; empty when it says none.</param>
internal sealed record KnownAnswer(string Question, string Answer, IReadOnlyList<KnownFigure> Figures);

/// <param name="Option">Slug.</param>
/// <param name="Quantity">For example <c>brings</c>.</param>
/// <param name="Value">The most likely value, over the horizon.</param>
internal sealed record KnownFigure(string Option, string Quantity, double Value);

internal sealed record Variable(string Name, string Unit);
