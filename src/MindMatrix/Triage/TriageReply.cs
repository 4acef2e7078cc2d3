using System.ComponentModel;
using MindMatrix.Capture;

namespace MindMatrix.Triage;

internal enum RiskLevel { Low, Medium, High }

internal enum NodeType { Entity_Person, Entity_Company, Knowledge_Asset, System_Component }

/// <summary>What triage is given.</summary>
/// <param name="Text">The thought, sanitised.</param>
/// <param name="Today">The day of the question, for dates such as «by Friday».</param>
/// <param name="Areas">The names to choose the area from.</param>
/// <param name="Advisers">Slug → name of the advisers to choose the lead from.</param>
/// <param name="InsistOn">The type a person has said it is; null to judge.</param>
internal sealed record TriageInput(string Text, DateOnly Today, IReadOnlyList<string> Areas, IReadOnlyDictionary<string, string> Advisers, ThoughtType? InsistOn = null);

/// <summary>What triage answers, and with it the frame of a strategic thought, so that no further call is needed.</summary>
internal sealed record TriageReply(
    [property: Description("strategic: a choice between ways, with money, people or time at stake. operational: a clear next step. reference: something to keep, nothing to do.")]
    ThoughtType Type,
    [property: Description("A short title in the writer's language, at most 80 characters.")]
    string Title,
    [property: Description("How sure the type is, 0 to 1.")]
    double Confidence,
    [property: Description("Why this type, one sentence.")]
    string Rationale,
    [property: Description("The slug of the adviser who should lead.")]
    string LeadAdviser,
    RiskLevel Risk,
    [property: Description("1 to 10.")]
    int Impact,
    [property: Description("True when the choice cannot be undone cheaply and soon.")]
    bool OneWay,
    [property: Description("One of the given areas.")]
    string Area,
    [property: Description("At most five people, companies, pieces of knowledge or system parts that the text names.")]
    IReadOnlyList<ConceptReply> Concepts,
    [property: Description("For an operational thought: the next step as an imperative of at most 100 characters; else null.")]
    string? NextStep,
    [property: Description("For an operational thought: the day it is due as YYYY-MM-DD if the text says so; else null.")]
    string? DueDate,
    [property: Description("For a strategic thought: the frame of the decision; else null.")]
    FrameReply? Frame);

internal sealed record ConceptReply(string Name, NodeType Type, [property: Description("One sentence from the text; no outside knowledge.")] string Note);
