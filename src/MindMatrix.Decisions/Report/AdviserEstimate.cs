namespace MindMatrix.Decisions;

/// <summary>What one adviser says about one option. Everything but the score may be left open.</summary>
public sealed record AdviserEstimate
{
    /// <summary>The adviser, such as <c>quant</c>.</summary>
    public required string Adviser { get; init => field = Require.Named(value, "adviser"); }

    /// <summary>The option's slug.</summary>
    public required string Option { get; init => field = Require.Named(value, "option"); }

    /// <summary>0 to 100 on the adviser's own mandate.</summary>
    public double Score { get; init => field = Require.Within(value, 0, 100, "score"); }

    /// <summary>0 to 1 over the decision's horizon.</summary>
    public double? ProbabilityOfSuccess { get; init => field = Require.Within(value, 0, 1, "probability-of-success"); }

    /// <summary>0 to 1 over the decision's horizon; asked of the Auditor instead of success, because the framing changes the answer.</summary>
    public double? ProbabilityOfFailure { get; init => field = Require.Within(value, 0, 1, "probability-of-failure"); }

    /// <summary>Net value in the decision's currency over its horizon, the status quo being the reference.</summary>
    public RangeEstimate? NetValue { get; init; }

    /// <summary>What undoing costs, in the decision's currency, 0 or more.</summary>
    public double? UndoCost { get; init => field = Require.Within(value, 0, Require.LargestAmount, "undo-cost"); }

    /// <summary>How many days undoing takes, 0 or more.</summary>
    public int? UndoDays { get; init => field = (int?)Require.NotNegative(value, "undo-days"); }

    /// <summary>The adviser says it cannot be undone.</summary>
    public bool Irreversible { get; init; }

    /// <summary>How it may fail.</summary>
    public IReadOnlyList<FailureMode> FailureModes { get; init; } = [];
}
