using System.ComponentModel;
using MindMatrix.Triage;

namespace MindMatrix.Dialectic;

/// <summary>What an adviser is given: never another adviser's view, a recommendation or the writer's leaning.</summary>
/// <param name="Adviser">The adviser's slug, for example <c>the-quant</c>.</param>
/// <param name="Mandate">entrepreneur, quant or auditor, or a user's own.</param>
/// <param name="SetsGates">True for the one adviser who sets gates and is asked for the probability of failure.</param>
/// <param name="Frame">With the options in this adviser's order.</param>
/// <param name="Text">The thought, sanitised: the one source that claims may quote.</param>
internal sealed record AssessmentInput(string Adviser, string Mandate, bool SetsGates, Frame Frame, string Text);

/// <summary>An adviser's answer: every option scored, none recommended; code ranks.</summary>
internal sealed record AssessmentReply(
    [property: Description("One entry for each option of the frame, no other.")] IReadOnlyList<OptionAssessment> Options,
    [property: Description("Only for the adviser who sets gates: each hard rule against each option. Else empty.")] IReadOnlyList<GateReply> Gates,
    [property: Description("What you were not told and would need, each as a question to the writer.")] IReadOnlyList<string> MissingInfo,
    [property: Description("What would change your scores.")] IReadOnlyList<string> WouldChangeMind);

internal sealed record OptionAssessment(
    [property: Description("A slug of the frame.")] string Slug,
    [property: Description("0 to 100 on your own mandate alone.")] double Score,
    [property: Description("0 to 1: how likely the option reaches its aim within the horizon. Null if you are asked for the probability of failure.")] double? ProbabilityOfSuccess,
    [property: Description("0 to 1: how likely the option has failed at the horizon. Null unless you are asked for it.")] double? ProbabilityOfFailure,
    [property: Description("Net value over the horizon in the frame's currency against today's situation; null when nothing supports a figure.")] RangeReply? NetValue,
    UndoReply Undo,
    [property: Description("At most five.")] IReadOnlyList<FailureModeReply> FailureModes,
    [property: Description("At most five arguments for the option; at least one.")] IReadOnlyList<ClaimReply> For,
    [property: Description("At most five arguments against it; at least one.")] IReadOnlyList<ClaimReply> Against);

/// <summary>An elicited 80 % interval.</summary>
internal sealed record RangeReply(
    [property: Description("P10: one time in ten it comes out lower.")] double Low,
    [property: Description("The most likely value.")] double Mode,
    [property: Description("P90: one time in ten it comes out higher.")] double High);

internal sealed record UndoReply(
    [property: Description("What going back would cost in the frame's currency; null if unknown.")] double? Cost,
    [property: Description("Days that going back would take; null if unknown.")] int? Days,
    [property: Description("True when there is no way back.")] bool Irreversible);

internal sealed record FailureModeReply(string Cause, [property: Description("0 to 0.95")] double Probability, [property: Description("Loss in the frame's currency; null if unknown.")] double? Loss);

internal sealed record ClaimReply(
    [property: Description("One argument, at most 240 characters.")] string Text,
    [property: Description("The words of the writer's text it rests on, letter for letter; null when it is general knowledge.")] string? Quote);

internal enum GateVerdict { Pass, Fail, Unknown }

internal sealed record GateReply(
    [property: Description("A slug of the frame.")] string Slug,
    [property: Description("The rule, as in the frame, or a law or duty that you name.")] string Rule,
    GateVerdict Result,
    [property: Description("Why, one sentence.")] string Reason);

/// <summary>An argument with the id that others cite it by.</summary>
/// <param name="Id">Given by code: adviser, option, + or −, ordinal; for example <c>the-quant/hire/+1</c>.</param>
/// <param name="Quote">A span of the writer's text, checked letter for letter; null marks general knowledge.</param>
internal sealed record Claim(string Id, string Text, string? Quote);
