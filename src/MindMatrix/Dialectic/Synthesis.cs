using System.ComponentModel;
using MindMatrix.Triage;

namespace MindMatrix.Dialectic;

/// <summary>What the synthesis is given.</summary>
/// <param name="Frame">With the options in the order of this call.</param>
/// <param name="Assessments">All that were given, in the order of this call.</param>
/// <param name="Report">The figures, computed by code.</param>
/// <param name="Eligible">Slugs that may be recommended: no gate failed.</param>
internal sealed record SynthesisInput(
    Frame Frame, IReadOnlyList<AdviserView> Assessments, MindMatrix.Decisions.DecisionReport Report, IReadOnlyList<string> Eligible, string Text);

/// <summary>One adviser's assessment as the synthesis and the brief see it: checked, with claim ids.</summary>
internal sealed record AdviserView(
    string Adviser, string Name, IReadOnlyList<OptionView> Options, IReadOnlyList<GateReply> Gates,
    IReadOnlyList<string> MissingInfo, IReadOnlyList<string> WouldChangeMind);

internal sealed record OptionView(
    string Slug, double Score, double? ProbabilityOfSuccess, double? ProbabilityOfFailure, RangeReply? NetValue, UndoReply Undo,
    IReadOnlyList<FailureModeReply> FailureModes, IReadOnlyList<Claim> For, IReadOnlyList<Claim> Against);

internal enum ConflictKind { Fact, Forecast, Value, Constraint }

internal sealed record SynthesisReply(
    [property: Description("The slug you recommend; it must be one of the eligible ones.")] string RecommendedSlug,
    [property: Description("Why, in two or three sentences. Use only numbers that stand in the table.")] string Rationale,
    [property: Description("What must hold for the recommendation to stand.")] IReadOnlyList<string> Conditions,
    [property: Description("Where the advisers disagree. Each cites claims of at least two advisers.")] IReadOnlyList<ConflictReply> Conflicts,
    [property: Description("The best case against the recommendation, in one or two sentences.")] string StrongestDissent,
    [property: Description("When to stop or turn back.")] IReadOnlyList<KillCriterion> KillCriteria,
    [property: Description("A new option that joins two others, only if it deserves to be assessed; else null. It is never recommended here.")] string? ProposedHybrid,
    [property: Description("The main risks of the recommendation and how they are held.")] string RiskAssessment,
    ResourcesReply RequiredResources,
    [property: Description("Two to seven concrete next steps for the recommendation, imperative, none of them already done.")] IReadOnlyList<TaskReply> Tasks);

internal sealed record ConflictReply(
    string Topic,
    [property: Description("Ids of claims, exactly as given.")] IReadOnlyList<string> ClaimIds,
    ConflictKind Kind,
    string WhatWouldResolve);

internal sealed record KillCriterion(string Metric, string Threshold, [property: Description("YYYY-MM-DD or null")] string? Date);

internal sealed record ResourcesReply(string Time, string Money, string Tools, string People);

internal sealed record TaskReply([property: Description("At most 120 characters.")] string Title, string Detail);
