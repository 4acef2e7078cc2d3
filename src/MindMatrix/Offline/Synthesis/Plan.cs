using MindMatrix.Dialectic;
using MindMatrix.Offline.Assess;
using MindMatrix.Offline.Extraction;
using MindMatrix.Offline.Kinds;
using MindMatrix.Triage;

namespace MindMatrix.Offline.Synthesis;

/// <summary>What follows from a recommendation: steps, stop signs, means. No number that is not in the text or the frame.</summary>
internal static class Plan
{
    public static List<TaskReply> Tasks(Frame frame, TextFacts facts, Option option, DecisionKind kind)
    {
        var tasks = new List<TaskReply>();
        if (frame.Unknowns.Count > 0)
            tasks.Add(new TaskReply(OptionPhrase.Clip($"Answer: {frame.Unknowns[0]}", 120), $"{(frame.Unknowns[0] == kind.Unknowns[0] ? kind.Turns : "This answer would change the outcome most.")} Answer it here, and everything is computed again with it."));
        var shape = OptionShapes.Of(option.Slug, option.Title, option.What, kind);
        tasks.AddRange(kind.Steps.Select(s => new TaskReply(s.Title, s.Detail)));
        tasks.Add(shape switch
        {
            OptionShape.Keep => new TaskReply("Set the day on which you look at this again", "And write down what would have to happen before then to make you act."),
            OptionShape.Try => new TaskReply("Start the trial with an end date", "Write down before it starts which result means yes and which means no."),
            OptionShape.Outsource => new TaskReply("Agree scope, notice period and ownership of the work in writing", "So that the tie can be ended and what is made stays yours."),
            OptionShape.Employ => new TaskReply("Make an offer with a probation period", "With the results expected by its end."),
            OptionShape.Leave => new TaskReply("Tell the people it touches, in the right order", "Before they hear it from others, and only when the way back has been thought through."),
            OptionShape.Bind => new TaskReply("Have what you sign read by someone who knows such terms", "Term, exit, penalties, what happens when the other side does not deliver."),
            _ => new TaskReply(OptionPhrase.Clip($"Take the first step of «{option.Title}»", 120), "The smallest part that can be done this week and still be stopped."),
        });
        if (facts.Deadline is { Deadline: true } deadline && facts.Quote(deadline.Span) is { } day)
            tasks.Add(new TaskReply(OptionPhrase.Clip($"Give the answer in time: the text says «{day}»", 120), "Or ask for more time before that day, with what you still need to know."));
        return [.. tasks.Take(6)];
    }

    public static List<KillCriterion> Kill(Frame frame, TextFacts facts, Option option, DecisionKind kind)
    {
        var criteria = new List<KillCriterion>();
        var iso = facts.Dates.Select(d => facts.Quote(d.Span)).FirstOrDefault(q => q is { Length: 10 } && DateOnly.TryParseExact(q, "yyyy-MM-dd", out _));
        if (option.Slug == Frame.StatusQuo)
            return [new KillCriterion("The reason for asking", "It has become worse, or a date in the text has come closer without an answer", iso)];
        if (Price(facts, option, frame) is { } price)
            criteria.Add(new KillCriterion($"Cost of «{option.Title}»", $"More than the stated «{price}» is asked or spent", iso));
        criteria.Add(new KillCriterion(kind.Criteria[0], "No progress that you can show someone by the middle of the horizon", null));
        criteria.Add(new KillCriterion("What usually goes wrong", $"{kind.Failure}: stop at the first clear sign, not at the last", null));
        return criteria;
    }

    public static string Risk(List<AdviserView> views, Option option)
    {
        var modes = views.SelectMany(v => v.Options).Where(o => o.Slug == option.Slug).SelectMany(o => o.FailureModes).Select(f => f.Cause).Distinct(StringComparer.Ordinal).Take(2).ToList();
        var undo = views.SelectMany(v => v.Options).Where(o => o.Slug == option.Slug).Any(o => o.Undo.Irreversible)
            ? "There is hardly a way back, so what is unclear must be cleared before, not after."
            : "How it can be undone is not said in the text; agree that before you commit.";
        return $"{(modes.Count > 0 ? $"Main risk: {string.Join("; ", modes)}." : "No failure was named.")} {undo}";
    }

    public static ResourcesReply Resources(TextFacts facts, Option option, Frame frame) => new(
        option.Slug == Frame.StatusQuo ? "None now" : "Not said in the text",
        Price(facts, option, frame) is { } price ? $"As the text says: «{price}»" : option.Slug == Frame.StatusQuo ? "None new" : "Not said in the text",
        "Not said in the text",
        facts.Names.Where(n => n.Type == NodeType.Entity_Person).Select(n => n.Name).Take(3).ToList() is { Count: > 0 } people ? $"Named in the text: {string.Join(", ", people)}" : "Not said in the text");

    /// <summary>The option's amount as the text writes it; null when it names none or several.</summary>
    public static string? Price(TextFacts facts, Option option, Frame frame)
    {
        var order = frame.Options.OrderBy(o => o.Slug, StringComparer.Ordinal);
        var located = OptionText.Locate(facts, [.. order.Select(o => (o.Slug, o.Title))]);
        return located.First(o => o.Slug == option.Slug).Money is [var only] ? facts.Quote(only.Span) : null;
    }
}
