using System.Text.RegularExpressions;
using MindMatrix.Approval;

namespace MindMatrix.Connectors.Notion;

/// <summary>A plan as the properties of its page show it, and read back from what a person left of them.</summary>
internal static partial class PlanText
{
    public const string Option = "Recommended_Option", Options = "Scenario_Options", Risk = "Risk_Assessment", Resources = "Required_Resources", Tasks = "Task_Generation_Template";

    /// <summary>The properties that a person may edit to change the plan.</summary>
    public static readonly IReadOnlyList<string> Editable = [Option, Risk, Resources, Tasks];

    private const string Detail = " — ";

    public static IEnumerable<(string Property, string? Text)> Of(Plan plan)
    {
        yield return (Option, plan.ChosenOption);
        yield return (Options, string.Join('\n', plan.ScenarioOptions.Select(o => $"{o.Slug}: {o.Title}. {o.Description}")));
        yield return (Risk, plan.RiskAssessment);
        yield return (Resources, string.Join('\n', Lines(plan.RequiredResources).Where(l => l.Value.Length > 0).Select(l => $"{l.Name}: {OneLine(l.Value)}")));
        yield return (Tasks, string.Join('\n', plan.Tasks.Select(t => $"- {OneLine(t.Title)}{(t.Detail.Length == 0 ? "" : Detail + OneLine(t.Detail))}")));
    }

    /// <summary>The plan with what the page says; parts that the page says as before stay as they are, to the letter.</summary>
    /// <param name="read">The text of a property on the page; null when the workspace lacks it.</param>
    public static Plan Apply(Plan plan, Func<string, string?> read)
    {
        var before = Of(plan).ToDictionary(p => p.Property, p => p.Text ?? "");
        var edited = plan;
        if (Changed(Option) is { } option)
            edited = option.Length == 0 ? edited with { ChosenOption = null } : edited.Choose(option);
        if (Changed(Risk) is { } risk)
            edited = edited with { RiskAssessment = risk };
        if (Changed(Resources) is { } resources)
            edited = edited with { RequiredResources = ReadResources(resources) };
        if (Changed(Tasks) is { } tasks)
            edited = edited with { Tasks = ReadTasks(tasks, plan.Tasks) };
        return edited;

        string? Changed(string property) => read(property) is { } text && text.Trim() != before[property].Trim() ? text.Trim() : null;
    }

    private static IEnumerable<(string Name, string Value)> Lines(RequiredResources resources) =>
        [("Time", resources.Time), ("Money", resources.Money), ("Tools", resources.Tools), ("People", resources.People)];

    private static RequiredResources ReadResources(string text)
    {
        var parts = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["Time"] = "", ["Money"] = "", ["Tools"] = "", ["People"] = "" };
        var current = "People";
        foreach (var line in text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            var named = colon > 0 && parts.ContainsKey(line[..colon].Trim());
            current = named ? line[..colon].Trim() : current;
            parts[current] = $"{parts[current]} {(named ? line[(colon + 1)..] : line)}".Trim();
        }
        return new(parts["Time"], parts["Money"], parts["Tools"], parts["People"]);
    }

    /// <summary>A task a line, with or without a bullet, number or box before it; what follows a dash is its detail.</summary>
    private static IReadOnlyList<PlanTask> ReadTasks(string text, IReadOnlyList<PlanTask> before)
    {
        var left = before.ToList();
        var read = new List<PlanTask>();
        foreach (var line in text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var plain = Mark().Replace(line, "").Trim();
            if (plain.Length == 0)
                continue;
            var cut = plain.IndexOf(Detail, StringComparison.Ordinal);
            var (title, detail) = cut < 0 ? (plain, "") : (plain[..cut].Trim(), plain[(cut + Detail.Length)..].Trim());
            // A line that was not touched is the same task, its line breaks included.
            var same = left.FirstOrDefault(t => OneLine(t.Title) == title);
            if (same is not null)
                left.Remove(same);
            read.Add(same is null ? new PlanTask("", title, detail) : OneLine(same.Detail) == detail ? same : same with { Detail = detail });
        }
        // A line that was re-worded takes over from the task that stood there; what is new gets a number of its own.
        var next = before.Select(t => int.TryParse(t.Id.TrimStart('t'), out var n) ? n : 0).DefaultIfEmpty().Max();
        return [.. read.Select((task, place) => task.Id.Length > 0 ? task
            : place < before.Count && left.Remove(before[place]) ? task with { Id = before[place].Id }
            : task with { Id = $"t{++next}" })];
    }

    private static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    [GeneratedRegex(@"^\s*(?:[-*•▪]|\[[ xX]?\]|[-*•]\s*\[[ xX]?\]|\d+[.)])\s+")]
    private static partial Regex Mark();
}
