namespace MindMatrix.Decisions;

/// <summary>An input the arithmetic must not accept: the message names the field, the value it had and what is wrong with it.</summary>
/// <param name="field">The field as the caller knows it, for example <c>range.low</c>.</param>
/// <param name="value">The refused value, as text in the invariant culture.</param>
/// <param name="problem">What is wrong and what would be right.</param>
public sealed class InvalidEstimateException(string field, string value, string problem)
    : ArgumentException($"{field} is {value}: {problem}")
{
    /// <summary>The field that was wrong.</summary>
    public string Field { get; } = field;

    /// <summary>The refused value, as text in the invariant culture.</summary>
    public string Value { get; } = value;

    /// <summary>What is wrong with it.</summary>
    public string Problem { get; } = problem;
}
