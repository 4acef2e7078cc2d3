namespace MindMatrix.Decisions;

/// <summary>Something the advisers disagree about so far that it is worth asking (decision-science 1.10, step 3).</summary>
/// <param name="Option">The option's slug.</param>
/// <param name="Quantity"><c>rank</c>, <c>probability-of-success</c>, <c>net-value</c>, <c>framing</c> or <c>gate</c>.</param>
/// <param name="Gap">How far apart they are, in the unit; 1 for a gate.</param>
/// <param name="Unit">The unit of the gap.</param>
/// <param name="Between">The advisers at the two ends, lower one first; for a gate the rule.</param>
/// <param name="Why">The disagreement in a sentence.</param>
public sealed record ContestedItem(string Option, string Quantity, double Gap, string Unit, IReadOnlyList<string> Between, string Why);
