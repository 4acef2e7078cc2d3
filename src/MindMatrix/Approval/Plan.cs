using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using MindMatrix.Dialectic;
using MindMatrix.Store;
using MindMatrix.Triage;

namespace MindMatrix.Approval;

/// <summary>What is approved: one schema for the draft and for what the person left of it.</summary>
/// <param name="ChosenOption">Slug; null while nothing is recommended and nobody has chosen.</param>
/// <param name="ScenarioOptions">All options that stood to choose from.</param>
/// <param name="Tasks">What the approval creates.</param>
internal sealed record Plan(
    string? ChosenOption, IReadOnlyList<ScenarioOption> ScenarioOptions, string RiskAssessment, RequiredResources RequiredResources,
    IReadOnlyList<PlanTask> Tasks, IReadOnlyList<KillCriterion> KillCriteria, IReadOnlyList<string> Conditions)
{
    /// <summary>SHA-256 in hexadecimal over the canonical JSON: member names in ordinal order, no white space. Any changed byte changes it.</summary>
    public string Hash() => HashOf(Json.Write(this));

    /// <summary>The same for any JSON text.</summary>
    public static string HashOf(string json) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Canonical(JsonNode.Parse(json)))));

    private static string Canonical(JsonNode? node) => node switch
    {
        JsonObject o => "{" + string.Join(",", o.OrderBy(m => m.Key, StringComparer.Ordinal).Select(m => Json.Write(m.Key) + ":" + Canonical(m.Value))) + "}",
        JsonArray a => "[" + string.Join(",", a.Select(Canonical)) + "]",
        null => "null",
        _ => node.ToJsonString(Json.Options),
    };

    /// <summary>Names every fault, in words for people; empty when the plan may be stored.</summary>
    public IReadOnlyList<string> Faults()
    {
        var faults = new List<string>();
        if (((IEnumerable<object?>)[.. ScenarioOptions, .. Tasks, .. KillCriteria, .. Conditions]).Contains(null))
            return ["A list of the plan holds null."];
        if (ChosenOption is not null && ScenarioOptions.All(o => o.Slug != ChosenOption))
            faults.Add($"chosenOption «{ChosenOption}» is not one of {string.Join(", ", ScenarioOptions.Select(o => o.Slug))}.");
        if (Tasks.Count > 50)
            faults.Add($"tasks has {Tasks.Count} entries; at most 50 are created at once.");
        foreach (var task in Tasks.Where(t => t.Title.Trim().Length is 0 or > 300))
            faults.Add($"tasks[{task.Id}].title has {task.Title.Trim().Length} characters; 1 to 300 are needed.");
        foreach (var twice in Tasks.GroupBy(t => t.Id).Where(g => g.Count() > 1))
            faults.Add($"tasks: the id «{twice.Key}» stands twice.");
        return faults;
    }

    /// <summary>The plan that follows from a verdict. Without a recommendation it has no option and no task: a person chooses first.</summary>
    public static Plan Draft(Frame frame, IReadOnlyList<AdviserView> views, Verdict verdict)
    {
        var options = frame.Options.Select(o => new ScenarioOption(
            o.Slug, o.Title, o.What,
            [.. views.SelectMany(v => v.Options.Single(x => x.Slug == o.Slug).For.Take(1)).Select(c => c.Text)],
            [.. views.SelectMany(v => v.Options.Single(x => x.Slug == o.Slug).Against.Take(1)).Select(c => c.Text)])).ToList();
        // Without a synthesis nobody has drafted steps: the choice itself is the one there is.
        if (verdict is { Status: VerdictStatus.Unchallenged, Option: { } alone })
            return new Plan(null, options, "", new RequiredResources("", "", "", ""), [], [], []).Choose(alone);
        var resources = verdict.RequiredResources ?? new ResourcesReply("", "", "", "");
        return new Plan(verdict.Option, options, verdict.RiskAssessment, new RequiredResources(resources.Time, resources.Money, resources.Tools, resources.People),
            [.. verdict.Tasks.Select((t, i) => new PlanTask($"t{i + 1}", t.Title.TrimStart('-', '*', '•', ' ').Trim(), t.Detail.Trim()))],
            verdict.KillCriteria, verdict.Conditions);
    }

    /// <summary>The plan with another option chosen by a person: tasks drafted for the old option do not fit the new one.</summary>
    public Plan Choose(string slug)
    {
        var option = ScenarioOptions.FirstOrDefault(o => o.Slug == slug)
            ?? throw new RefusalException(422, "unknown-option", $"«{slug}» is not an option of this plan.", $"Choose one of {string.Join(", ", ScenarioOptions.Select(o => o.Slug))}.");
        return slug == ChosenOption ? this : this with
        {
            ChosenOption = slug,
            Tasks = slug == Frame.StatusQuo ? [] : [new PlanTask("t1", $"Carry out: {option.Title}", option.Description)],
            KillCriteria = [],
            Conditions = [],
        };
    }
}

internal sealed record ScenarioOption(string Slug, string Title, string Description, IReadOnlyList<string> Pros, IReadOnlyList<string> Cons);

internal sealed record RequiredResources(string Time, string Money, string Tools, string People);

/// <param name="Id">Unique within the plan, for example <c>t1</c>.</param>
internal sealed record PlanTask(string Id, string Title, string Detail);
