using MindMatrix.Dialectic;
using MindMatrix.Flow;
using MindMatrix.Offline.Questions;
using MindMatrix.Triage;
using Spectre.Console;

namespace MindMatrix.Cli;

/// <summary>Prints a brief so that a person can act on it: verdict first, then what it rests on, then what to do.</summary>
internal static class BriefPrinter
{
    public static void Print(IAnsiConsole console, Brief brief)
    {
        Heading(console, $"{brief.Number}  {brief.Question}");
        if (brief.Verdict is { } verdict)
            console.Write(new Text(verdict.Heading + "\n", new Style(verdict.Status == VerdictStatus.Recommended ? Color.Green : Color.Yellow, decoration: Decoration.Bold)));
        else
            console.WriteLine($"No verdict yet; the intent is {brief.Status}.");
        if (brief is { Status: IntentStatus.In_Analysis, Verdict: not null })
            console.Write(new Text("It is being analysed again; what follows is from before.\n", new Style(Color.Yellow)));
        if (brief.Notice is { } notice)
            console.Write(new Text(notice + "\n", new Style(Color.Yellow)));
        foreach (var flag in brief.Flags)
            console.Write(new Text($"Beware: {flag}\n", new Style(Color.Yellow)));
        if (brief.Offline)
            console.WriteLine("Offline rules, no language model.");
        foreach (var part in Figures.StandIns(brief))
            console.Write(new Text(part + "\n", new Style(Color.Yellow)));
        if (brief.Verdict is { Status: VerdictStatus.Degraded } or { StandIns.Count: > 0 })
            console.WriteLine($"Ask for the missing parts again: ./run repeat {brief.Number}");
        console.WriteLine($"Impact {brief.Impact} of 10 · risk {brief.Risk.ToString().ToLowerInvariant()} · {(brief.OneWay ? "one-way door" : "two-way door")} · {brief.Priority} · {brief.Area} · lead {Name(brief, brief.LeadAdviser)} · due {brief.DueDate:yyyy-MM-dd}");
        if (brief.Verdict is { } found)
            Paragraph(console, found.Rationale);
        if (brief.CrossExaminedBecause is { } because)
            Paragraph(console, $"The advisers answered each other once, because {because}.");
        if (brief.Verdict?.Status == VerdictStatus.Unchallenged)
            console.WriteLine($"Hear the others: ./run dialectic {brief.Number}");

        Heading(console, "Options");
        PrintTable(console, brief);
        List(console, "Where methods disagree", Figures.Disagreements(brief));
        List(console, "Set by people", [.. brief.Estimates.Select(e => Figures.Worded(brief, e))]);
        List(console, "Not computed", brief.Report?.Missing ?? []);
        foreach (var option in brief.Frame.Options)
            PrintOption(console, brief, option);

        if (brief.Verdict is { } reasoned)
            PrintReasoning(console, reasoned, brief);
        foreach (var challenge in brief.Challenges)
            Print(console, brief, challenge);
        PrintQuestions(console, brief, QuestionList.Ranked);
        List(console, "Not known", brief.Unknowns);
        List(console, "Answered", [.. brief.Answers.Select(Answered)]);
        if (brief.Action is { } action)
            PrintPlan(console, action);
        Heading(console, "Cost");
        console.WriteLine(Figures.Cost(brief));
    }

    /// <summary>The case against an option.</summary>
    public static void Print(IAnsiConsole console, Brief brief, ChallengeBrief challenge)
    {
        Heading(console, $"Against «{brief.Frame.Option(challenge.Option).Title}»");
        Claims(console, "against", [.. challenge.Reply.Arguments.Select(a => new Claim("", a.Text, a.Quote))]);
        Paragraph(console, $"The weakest assumption: {challenge.Reply.WeakestAssumption}");
        List(console, "Answer before you go on", challenge.Reply.Questions);
        console.WriteLine(challenge.Model == Briefs.OfflineRules ? "Offline rules, no language model." : $"By {challenge.Model}.");
    }

    /// <summary>Where an item went, for thoughts that are no decision.</summary>
    public static void Print(IAnsiConsole console, InboxItemView item)
    {
        console.WriteLine($"{item.Number} {Figures.Outcome(item)}");
        foreach (var flag in item.Flags)
            console.WriteLine($"Beware: {flag}");
        if (item.Rationale is { } why)
            console.WriteLine($"{item.Type}, {item.Confidence:P0} sure: {why}");
        if (item.Offline)
            console.WriteLine("Offline rules, no language model.");
        if (item.ReviewReason is not null)
            console.WriteLine($"Say what it is: ./run inbox retry {item.Number} --type strategic|operational|reference");
    }

    public static void PrintPlan(IAnsiConsole console, ActionBrief action)
    {
        var plan = action.Plan;
        Heading(console, $"Plan {action.Number}, {action.Status.ToString().Replace('_', ' ').ToLowerInvariant()}");
        if (plan.ChosenOption is { } chosen)
            console.WriteLine($"Option: {plan.ScenarioOptions.Single(o => o.Slug == chosen).Title}");
        else
            console.WriteLine("No option is chosen yet.");
        foreach (var task in plan.Tasks)
            console.WriteLine($"  [ ] {task.Title}{(task.Detail.Length > 0 ? $": {task.Detail}" : "")}");
        if (plan.Tasks.Count == 0)
            console.WriteLine("  No tasks.");
        if (!action.Status.ToString().StartsWith("Approved", StringComparison.Ordinal) && action.DecidedBy is null)
        {
            console.WriteLine(plan.ChosenOption is null
                ? $"Nothing is created before you choose and approve: ./run approve {action.Number} --option {string.Join('|', plan.ScenarioOptions.Select(o => o.Slug))}"
                : $"Nothing is created before you approve: ./run approve {action.Number}");
        }
        else
            console.WriteLine($"{action.Status} by {action.DecidedBy}, {action.DecidedAt:yyyy-MM-dd HH:mm} UTC.{(action.Reason is { } reason ? $" {reason}" : "")}");
    }

    /// <summary>The open questions with their ids, the one whose answer would change most first.</summary>
    public static void PrintQuestions(IAnsiConsole console, Brief brief, int most)
    {
        if (brief.Questions.Count == 0)
            return;
        Heading(console, "Worth knowing first");
        foreach (var question in brief.Questions.Take(most))
            PrintQuestion(console, question);
        console.WriteLine($"Answer: ./run answer {brief.Number} QUESTION \"…\"{(brief.Questions.Count > most ? $"; all questions: ./run answer {brief.Number}" : "")}");
    }

    public static void PrintQuestion(IAnsiConsole console, OpenQuestion question)
    {
        console.WriteLine($"- {question.Question} ({question.Id})");
        console.Write(new Padder(new Text(question.Why), new Padding(4, 0, 0, 0)));
        console.Write(new Padder(new Text(question.Form), new Padding(4, 0, 0, 0)));
    }

    private static string Answered(AnswerLine line) => $"{line.Asked} {(line.Text is { } text ? $"«{text}»" : "taken back")}, by {line.SetBy} on {line.SetAt:yyyy-MM-dd HH:mm} UTC"
        + (line.Text is null ? "" : line.Understood is null ? $". Kept as a note. {line.Expected}" : $". {line.Understood}");

    /// <summary>The options with their figures, and what people set.</summary>
    public static void PrintFigures(IAnsiConsole console, Brief brief)
    {
        Heading(console, $"{brief.Number}  {brief.Question}");
        if (brief.Offline)
            console.WriteLine("Offline rules, no language model.");
        PrintTable(console, brief);
        if (brief.Notice is { } notice)
            console.WriteLine(notice);
        List(console, "Where methods disagree", Figures.Disagreements(brief));
        List(console, "Set by people", [.. brief.Estimates.Select(e => Figures.Worded(brief, e))]);
    }

    /// <summary>Each figure with its formula and what went into it.</summary>
    public static void PrintExplained(IAnsiConsole console, Brief brief)
    {
        foreach (var group in Figures.Explained(brief).GroupBy(f => f.Option))
        {
            Heading(console, group.Key);
            foreach (var (_, figure) in group)
            {
                console.WriteLine($"{figure.Name}: {Figures.Worded(figure)} ({figure.Formula})");
                foreach (var input in figure.Inputs)
                    console.Write(new Padder(new Text(input), new Padding(4, 0, 0, 0)));
            }
        }
        List(console, "Not computed", brief.Report!.Missing);
        console.WriteLine();
    }

    private static void PrintTable(IAnsiConsole console, Brief brief)
    {
        if (brief.Report is not { } report)
            return;
        var columns = Figures.Columns(brief);
        // A column for each option, because a narrow terminal can break titles but not numbers.
        var table = new Table().Border(TableBorder.Simple).AddColumn(new TableColumn("").NoWrap());
        var figures = brief.Frame.Options.Select(o => report.Options.Single(r => r.Option == o.Slug)).ToList();
        foreach (var option in figures)
            table.AddColumn(new TableColumn(new Text(brief.Frame.Option(option.Option).Title + (option.Eligible ? "" : " (a gate failed)"))).RightAligned());
        foreach (var column in columns)
            table.AddRow([new Text(column.Title), .. figures.Select(f => new Text(column.Cell(f)))]);
        console.Write(table);
        console.WriteLine(Figures.Legend(brief));
        console.WriteLine($"How each figure was computed: ./run verify {brief.Number} --explain. Your own figures: ./run estimate {brief.Number} OPTION QUANTITY VALUE");
    }

    private static void PrintOption(IAnsiConsole console, Brief brief, Option option)
    {
        console.Write(new Text($"\n{option.Title}", new Style(decoration: Decoration.Bold)));
        console.WriteLine($" ({option.Slug})");
        console.Write(new Padder(new Text(option.What), new Padding(2, 0, 0, 0)));
        foreach (var adviser in brief.Advisers)
        {
            if (adviser.View is null)
                continue;
            var view = adviser.View.Options.Single(o => o.Slug == option.Slug);
            console.WriteLine($"  {Figures.Who(brief, adviser)}, {Figures.Score(adviser, option.Slug)}");
            if (adviser.Cross is { } cross)
                foreach (var revision in cross.Revisions.Where(r => r.Slug == option.Slug))
                    console.Write(new Padder(new Text($"{(revision.Kept ? "revised" : "revision dropped")}: {revision.Evidence} ({revision.Why})"), new Padding(4, 0, 0, 0)));
            Claims(console, "for", view.For);
            Claims(console, "against", view.Against);
            foreach (var gate in adviser.View.Gates.Where(g => g.Slug == option.Slug))
                console.Write(new Padder(new Text($"gate {gate.Result.ToString().ToLowerInvariant()}: {gate.Rule}. {gate.Reason}"), new Padding(4, 0, 0, 0)));
        }
    }

    private static void Claims(IAnsiConsole console, string side, IReadOnlyList<Claim> claims)
    {
        foreach (var claim in claims)
            console.Write(new Padder(new Text($"{side}: {claim.Text}{(claim.Quote is { } quote ? $" [«{quote}»]" : " [general]")}"), new Padding(4, 0, 0, 0)));
    }

    private static void PrintReasoning(IAnsiConsole console, Verdict verdict, Brief brief)
    {
        foreach (var absent in brief.Advisers.Where(a => a.View is null))
            console.WriteLine($"\n{absent.Name} is absent: {absent.Absent}");
        if (verdict.Conflicts.Count > 0)
            Heading(console, "Conflicts");
        foreach (var conflict in verdict.Conflicts)
        {
            console.WriteLine($"- {conflict.Topic} ({conflict.Kind.ToString().ToLowerInvariant()})");
            foreach (var claim in conflict.ClaimIds)
                console.Write(new Padder(new Text($"{claim}: {Figures.Claim(brief, claim)?.Text}"), new Padding(4, 0, 0, 0)));
            if (conflict.WhatWouldResolve.Length > 0)
                console.Write(new Padder(new Text($"What would resolve it: {conflict.WhatWouldResolve}"), new Padding(4, 0, 0, 0)));
        }
        if (verdict.StrongestDissent is { Length: > 0 } dissent)
        {
            Heading(console, "Strongest dissent");
            Paragraph(console, dissent);
        }
        if (verdict.Status == VerdictStatus.Contested && verdict.Leader is { } leader)
            Paragraph(console, $"The figures alone put «{brief.Frame.Option(leader).Title}» first.");
        List(console, "Holds only if", verdict.Conditions);
        List(console, "Stop or turn back when", [.. verdict.KillCriteria.Select(k => $"{k.Metric}: {k.Threshold}{(k.Date is { } d ? $" by {d}" : "")}")]);
        if (verdict.ProposedHybrid is { Length: > 0 } hybrid)
            Paragraph(console, $"Proposed as a further option, not assessed: {hybrid}");
    }

    private static string Name(Brief brief, string slug) => brief.Advisers.FirstOrDefault(a => a.Adviser == slug)?.Name ?? slug;

    private static void Heading(IAnsiConsole console, string text) => console.Write(new Text($"\n{text}\n", new Style(decoration: Decoration.Bold | Decoration.Underline)));

    private static void Paragraph(IAnsiConsole console, string text) => console.Write(new Padder(new Text(text), new Padding(0, 0, 0, 0)));

    private static void List(IAnsiConsole console, string heading, IReadOnlyList<string> entries)
    {
        if (entries.Count == 0)
            return;
        Heading(console, heading);
        foreach (var entry in entries)
            console.WriteLine($"- {entry}");
    }
}
