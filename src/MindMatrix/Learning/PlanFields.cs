using MindMatrix.Approval;
using MindMatrix.Decisions;

namespace MindMatrix.Learning;

/// <summary>How much of a draft a person kept (decision-science 4.4).</summary>
internal static class PlanFields
{
    /// <summary>0 (rewritten or rejected) to 1 (untouched), field by field.</summary>
    public static AcceptanceReport Acceptance(this Settlement settlement) => Decisions.Acceptance.Measure(Of(settlement.Draft), Of(settlement.Final));

    /// <summary>The fields of a plan that a person can change, with their weights. The options that stood to choose from are no part of it.</summary>
    public static IReadOnlyList<PlanField> Of(Plan plan) =>
    [
        new("chosenOption", new FieldValue.Exact(plan.ChosenOption ?? ""), Decisions.Acceptance.OptionWeight),
        new("tasks", new FieldValue.List([.. plan.Tasks.Select(t => new ListItem(t.Id, new FieldValue.Text($"{t.Title}\n{t.Detail}".Trim())))]), Decisions.Acceptance.SubstanceWeight),
        new("killCriteria", new FieldValue.List([.. plan.KillCriteria.Select(k => new ListItem(null, new FieldValue.Text($"{k.Metric} {k.Threshold} {k.Date}".Trim())))]), Decisions.Acceptance.SubstanceWeight),
        new("money", new FieldValue.Text(plan.RequiredResources.Money), Decisions.Acceptance.SubstanceWeight),
        new("riskAssessment", new FieldValue.Text(plan.RiskAssessment), Decisions.Acceptance.ProseWeight),
        new("time", new FieldValue.Text(plan.RequiredResources.Time), Decisions.Acceptance.ProseWeight),
        new("tools", new FieldValue.Text(plan.RequiredResources.Tools), Decisions.Acceptance.ProseWeight),
        new("people", new FieldValue.Text(plan.RequiredResources.People), Decisions.Acceptance.ProseWeight),
        new("conditions", new FieldValue.List([.. plan.Conditions.Select(c => new ListItem(null, new FieldValue.Text(c)))]), Decisions.Acceptance.ProseWeight),
    ];
}
