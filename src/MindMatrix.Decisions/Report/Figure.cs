namespace MindMatrix.Decisions;

/// <summary>One number with everything needed to answer «how was this computed?».</summary>
/// <param name="Name">What it is, such as <c>expected value</c>.</param>
/// <param name="Value">The number, unrounded.</param>
/// <param name="Unit">A currency code, <c>probability</c>, <c>ratio</c>, <c>share</c>, <c>points</c>, <c>days</c>, <c>index</c> or the unit of a variable.</param>
/// <param name="Formula">Where the formula is written down, such as <c>decision-science #6</c>.</param>
/// <param name="Inputs">What went in, in words with the values.</param>
public sealed record Figure(string Name, double Value, string Unit, string Formula, IReadOnlyList<string> Inputs);
