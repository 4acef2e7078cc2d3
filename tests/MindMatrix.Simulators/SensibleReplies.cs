using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace MindMatrix.Simulators;

/// <summary>Replies of the right shape, derived from the request alone: no model, no opinion, always the same.</summary>
internal static partial class SensibleReplies
{
    public static JsonObject For(SimulatedCall call) => call.Asked switch
    {
        Asked.Triage => Triage(call.Text),
        Asked.Assessment => Assessment(call),
        Asked.CrossExamination => CrossExamination(call),
        Asked.Challenge => Challenge(),
        Asked.Extract => new JsonObject { ["facts"] = new JsonArray([.. call.Text.Split(". ", StringSplitOptions.RemoveEmptyEntries).Take(20).Select(s => (JsonNode)new JsonObject { ["type"] = "Claim", ["value"] = "It says so.", ["quote"] = s.Length <= 200 ? s : s[..200] })]) },
        Asked.Single => new JsonObject { ["lenses"] = "All three see the same.", ["recommendedSlug"] = call.Options.Order(StringComparer.Ordinal).First() },
        Asked.Synthesis => Synthesis(call.Prompt, Eligible(call.Prompt).Order(StringComparer.Ordinal).First()),
        _ => new JsonObject(),
    };

    /// <summary>« or » makes a decision, «please» or «remind» a task, anything else knowledge.</summary>
    public static JsonObject Triage(string text)
    {
        var type = text.Contains(" or ", StringComparison.OrdinalIgnoreCase) ? "Strategic"
            : text.Contains("please", StringComparison.OrdinalIgnoreCase) || text.Contains("remind", StringComparison.OrdinalIgnoreCase) ? "Operational" : "Reference";
        var names = Names().Matches(text).Select(m => m.Value).Distinct().Take(3);
        return new JsonObject
        {
            ["type"] = type,
            ["title"] = text.Length <= 70 ? text.ReplaceLineEndings(" ") : text[..70].ReplaceLineEndings(" "),
            ["confidence"] = 0.93,
            ["rationale"] = $"It reads as {type.ToLowerInvariant()}.",
            ["leadAdviser"] = "the-quant",
            ["risk"] = "Medium",
            ["impact"] = 8,
            ["oneWay"] = false,
            ["area"] = "Work",
            ["concepts"] = new JsonArray([.. names.Select(n => new JsonObject { ["name"] = n, ["type"] = "Entity_Company", ["note"] = $"{n} is named." })]),
            ["nextStep"] = type == "Operational" ? "Do what the text asks" : null,
            ["dueDate"] = null,
            ["frame"] = type != "Strategic" ? null : new JsonObject
            {
                ["question"] = text.ReplaceLineEndings(" "),
                ["horizonDays"] = 365,
                ["currency"] = "EUR",
                ["stake"] = null,
                ["options"] = new JsonArray(Option("first-way", "The first way"), Option("second-way", "The second way"), Option("status-quo", "Leave it as it is")),
                ["criteria"] = new JsonArray("cost"),
                ["variables"] = new JsonArray(),
                ["hardRules"] = new JsonArray(),
                ["unknowns"] = new JsonArray("How long is it needed?"),
            },
        };
    }

    public static JsonObject Assessment(SimulatedCall call) => new()
    {
        ["options"] = new JsonArray([.. call.Options.Select(slug => (JsonNode)new JsonObject
        {
            ["slug"] = slug, ["score"] = slug == "status-quo" ? 30 : slug.Length * 5 % 50 + 40,
            ["probabilityOfSuccess"] = call.Adviser == "The Auditor" ? null : 0.6, ["probabilityOfFailure"] = call.Adviser == "The Auditor" ? 0.3 : null,
            ["netValue"] = slug == "status-quo" ? null : new JsonObject { ["low"] = -10_000, ["mode"] = 1_000 * slug.Length, ["high"] = 50_000 },
            ["undo"] = new JsonObject { ["cost"] = 5_000, ["days"] = 30, ["irreversible"] = false },
            ["failureModes"] = new JsonArray(new JsonObject { ["cause"] = "It takes longer.", ["probability"] = 0.2, ["loss"] = null }),
            ["for"] = new JsonArray(Claim($"{call.Adviser} speaks for {slug}.")), ["against"] = new JsonArray(Claim($"{call.Adviser} speaks against {slug}.")),
        })]),
        ["gates"] = new JsonArray(),
        ["missingInfo"] = new JsonArray("What does it cost to stop?"),
        ["wouldChangeMind"] = new JsonArray(),
    };

    /// <summary>Leaves every claim open and every figure as it is.</summary>
    public static JsonObject CrossExamination(SimulatedCall call) => new()
    {
        ["answers"] = new JsonArray([.. ClaimIds().Matches(call.Prompt).Select(m => (JsonNode)new JsonObject { ["claimId"] = m.Groups[1].Value, ["stance"] = "Unresolved", ["evidence"] = "The text does not say." })]),
        ["revisions"] = new JsonArray(),
        ["premortem"] = new JsonArray(new JsonObject { ["cause"] = "The need went away.", ["probability"] = 0.1, ["loss"] = null }),
    };

    private static JsonObject Challenge() => new()
    {
        ["arguments"] = new JsonArray(Claim("It rests on one estimate."), Claim("The other way keeps more open.")),
        ["weakestAssumption"] = "That the need lasts.",
        ["questions"] = new JsonArray("What if the need ends in spring?"),
    };

    public static JsonObject Synthesis(string prompt, string slug)
    {
        var claims = ClaimIds().Matches(prompt).Select(m => m.Groups[1].Value).ToList();
        var cited = claims.GroupBy(c => c.Split('/')[0]).Take(2).Select(g => g.First()).ToList();
        return new JsonObject
        {
            ["recommendedSlug"] = slug,
            ["rationale"] = $"It weighs best: {slug}.",
            ["conditions"] = new JsonArray("The budget holds."),
            ["conflicts"] = cited.Count < 2 ? new JsonArray() : new JsonArray(new JsonObject { ["topic"] = "What it is worth", ["claimIds"] = new JsonArray([.. cited.Select(c => (JsonNode)c)]), ["kind"] = "Forecast", ["whatWouldResolve"] = "A trial month." }),
            ["strongestDissent"] = "It may cost more than it brings.",
            ["killCriteria"] = new JsonArray(new JsonObject { ["metric"] = "Cost", ["threshold"] = "above plan", ["date"] = null }),
            ["proposedHybrid"] = null,
            ["riskAssessment"] = "It may take longer.",
            ["requiredResources"] = new JsonObject { ["time"] = "a month", ["money"] = "as stated", ["tools"] = "none", ["people"] = "one" },
            ["tasks"] = new JsonArray([.. new[] { "Ask for two offers", "Name an owner", "Set a review date" }.Select(t => (JsonNode)new JsonObject { ["title"] = t, ["detail"] = "" })]),
        };
    }

    /// <summary>The slugs that may be recommended, in the order they were shown.</summary>
    public static string[] Eligible(string prompt) => EligibleLine().Match(prompt).Groups[1].Value.Split(", ");

    private static JsonNode Option(string slug, string title) => new JsonObject { ["slug"] = slug, ["title"] = title, ["what"] = $"{title}, as the text says." };

    private static JsonNode Claim(string text) => new JsonObject { ["text"] = text, ["quote"] = null };

    [GeneratedRegex("^# Eligible: (.+)$", RegexOptions.Multiline)]
    private static partial Regex EligibleLine();

    [GeneratedRegex(@"^- \[([^\]]+)\]", RegexOptions.Multiline)]
    private static partial Regex ClaimIds();

    [GeneratedRegex(@"\b[A-Z][a-z]+(?: [A-Z][a-z]+)+\b")]
    private static partial Regex Names();
}
