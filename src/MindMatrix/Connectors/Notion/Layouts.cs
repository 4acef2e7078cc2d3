using System.Globalization;
using MindMatrix.Capture;
using MindMatrix.Decisions;
using MindMatrix.Dialectic;
using MindMatrix.Execution;
using MindMatrix.Flow;
using MindMatrix.Models;
using MindMatrix.Notion;
using MindMatrix.Triage;

namespace MindMatrix.Connectors.Notion;

/// <summary>The bodies of pages: what a person reads who lives in Notion.</summary>
internal static class Layouts
{
    public static IReadOnlyList<Block> Task(TaskItem task, InboxItem? item)
    {
        if (item is null)
            return [Blocks.Callout("🤖", "blue_background", "From an approved plan."), Blocks.Divider(), .. Blocks.Paragraphs(task.Context)];
        return
        [
            Blocks.Callout("🤖", "blue_background", $"Made by itself from INB-{item.Number}, {item.Source}. {item.Type}, {item.Confidence:P0} sure."),
            Blocks.Divider(),
            Blocks.Heading(3, "📋 Original request"), .. Blocks.Paragraphs(item.Text),
            Blocks.Divider(),
            Blocks.Heading(3, "🧠 Classification"), .. Blocks.Paragraphs(item.Rationale ?? "No reason was given."),
        ];
    }

    public static IReadOnlyList<Block> Classification(Brief brief, InboxItem item)
    {
        var lead = AgentRegistry.LeadNames.GetValueOrDefault(brief.LeadAdviser, brief.LeadAdviser);
        return
        [
            Blocks.Heading(2, "🧠 Classification results"),
            Blocks.Callout("🎯", "blue_background", RichText.Of($"{Light(brief.Risk)} Risk {brief.Risk} · impact {brief.Impact}/10 · {(brief.OneWay ? "one-way" : "two-way")} door · {brief.Priority} · lead {Face(lead)} {lead}. {item.Rationale}"),
                [.. Blocks.Paragraphs(item.Text).Take(MostParagraphs)]),
            .. brief.Flags.Select(f => Blocks.Callout("⚠️", "yellow_background", f)),
            Blocks.Divider(),
        ];
    }

    /// <summary>What the advisers said and what came of it.</summary>
    public static IReadOnlyList<Block> Analysis(Brief brief, DateTimeOffset at)
    {
        var verdict = brief.Verdict!;
        var blocks = new List<Block>
        {
            Blocks.Heading(2, $"🤝 Analysis of {at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)} UTC"),
            Blocks.Callout("💡", verdict.Status == VerdictStatus.Recommended ? "green_background" : "yellow_background",
                $"{verdict.Heading}{(brief.Offline ? " Offline rules, no language model." : "")}\n{verdict.Rationale}"),
        };
        if (brief.Report is { } report)
        {
            blocks.Add(Blocks.Heading(3, $"📊 The options in figures, {brief.Frame.Currency} over {brief.Frame.HorizonDays} days"));
            blocks.Add(Blocks.Table([["Option", "Expected", "Bad case", "Good case", "P(success)", "Score"],
                .. report.Options.Select(o => (IReadOnlyList<string>)[brief.Frame.Option(o.Option).Title, Number(o.ExpectedValue), Number(o.P10), Number(o.P90), o.ProbabilityOfSuccess is { } p ? p.Value.ToString("P0", CultureInfo.InvariantCulture) : "–", Number(o.MeanScore)])]));
        }
        blocks.Add(Blocks.Heading(3, "📊 Scenario options"));
        blocks.AddRange(brief.Frame.Options.Select(option => Blocks.Toggle(option.Title, [.. Blocks.Paragraphs(option.What), .. Arguments(brief, option.Slug)])));
        blocks.AddRange(brief.Advisers.Where(a => a.Absent is not null).Select(a => Blocks.Callout("⚠️", "yellow_background", $"{a.Name} is absent: {a.Absent}")));
        if (verdict.Conflicts.Count > 0)
        {
            blocks.Add(Blocks.Heading(3, "⚔️ Key conflicts"));
            blocks.AddRange(verdict.Conflicts.Select(c => Blocks.Bullet($"{c.Topic} ({c.Kind.ToString().ToLowerInvariant()}). What would resolve it: {c.WhatWouldResolve}")));
        }
        if (verdict.StrongestDissent is { Length: > 0 } dissent)
            blocks.Add(Blocks.Callout("🔍", "red_background", $"Strongest dissent. {dissent}"));
        if (verdict.Option is { } chosen)
            blocks.Add(Blocks.Callout("🎯", "blue_background", $"✅ Recommended path: {brief.Frame.Option(chosen).Title}"));
        if (brief.Unknowns.Count > 0)
        {
            blocks.Add(Blocks.Heading(3, "❓ Not known"));
            blocks.AddRange(brief.Unknowns.Select(u => Blocks.Bullet(u)));
        }
        blocks.Add(Blocks.Divider());
        blocks.Add(Blocks.Heading(2, "📋 Next steps"));
        blocks.AddRange(
        [
            Blocks.ToDo("Read the options and the strongest dissent"), Blocks.ToDo("Open the plan below in Related_Actions and change it where you know better"),
            Blocks.ToDo("Set its Approval_Status to Approved, Rejected, Changes_Requested or Deferred"), Blocks.ToDo("Come back when the tasks are done: what became of it?"),
        ]);
        return blocks;
    }

    /// <param name="intent">Its page, where it has one.</param>
    /// <param name="calls">What was asked and answered, to be shown whole.</param>
    public static IReadOnlyList<Block> Action(Brief brief, IReadOnlyList<NotionId> intent, IReadOnlyList<ModelCall> calls) =>
    [
        Blocks.Callout("🔗", "gray_background", $"From {brief.Number} «{brief.Title}»."),
        .. intent.Select(Blocks.LinkToPage),
        Blocks.Divider(),
        Blocks.Heading(2, "✍️ How to decide here"),
        .. Blocks.Paragraphs("Change Recommended_Option, Task_Generation_Template (a task a line, «- title — detail»), Risk_Assessment or Required_Resources as you like. Then set Approval_Status. Approved creates the tasks, from three up with a project; nothing is created before."),
        .. (brief.Verdict?.KillCriteria ?? []).Select(k => Blocks.Bullet($"Stop or turn back when: {k.Metric}: {k.Threshold}{(k.Date is null ? "" : $", {k.Date}")}")),
        Blocks.Heading(2, "📋 Execution checklist"),
        Blocks.ToDo("Define the tasks"), Blocks.ToDo("Assign resources"), Blocks.ToDo("Set the timeline"), Blocks.ToDo("Execute"), Blocks.ToDo("Document the results"),
        .. Replies(calls),
    ];

    private static IEnumerable<Block> Arguments(Brief brief, string slug) =>
        from adviser in brief.Advisers
        from option in adviser.View?.Options ?? []
        where option.Slug == slug
        from argument in option.For.Select(c => ("➕", c)).Concat(option.Against.Select(c => ("➖", c)))
        select Blocks.Bullet($"{argument.Item1} {adviser.Name}: {argument.c.Text}{Quoted(argument.c)}");

    private static IEnumerable<Block> Replies(IReadOnlyList<ModelCall> calls) => calls.Count == 0 ? [] :
    [
        Blocks.Divider(),
        Blocks.Callout("🔒", "gray_background", "What was answered, word for word. It was checked before it was used."),
        .. calls.Select(c => Blocks.Toggle($"{c.Purpose} · {c.Model} · {c.InputTokens} + {c.OutputTokens} tokens · {c.CostMicroUsd / 1e6m:0.0000} USD", Blocks.Code(c.Reply, "json"))),
    ];

    private const int MostParagraphs = 50;

    private static string Quoted(Claim claim) => claim.Quote is { } quote ? $" [«{quote}»]" : "";

    private static string Light(RiskLevel risk) => risk switch { RiskLevel.Low => "🟢", RiskLevel.Medium => "🟡", _ => "🔴" };

    private static string Face(string lead) => lead switch { "The Entrepreneur" => "🚀", "The Quant" => "📊", "The Auditor" => "🔍", _ => "🎭" };

    private static string Number(Figure? figure) => figure?.Value.ToString("N0", CultureInfo.InvariantCulture) ?? "–";
}
