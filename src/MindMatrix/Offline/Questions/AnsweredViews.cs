using System.Globalization;
using MindMatrix.Decisions;
using MindMatrix.Dialectic;
using MindMatrix.Triage;

namespace MindMatrix.Offline.Questions;

/// <summary>What a person's figures change in an assessment by rules: what was missing is no longer said to be, and the lens that counts weighs it.</summary>
internal static class AnsweredViews
{
    // How far figures move the score of the lens that counts, each way.
    private const double MostPoints = 15;

    // The opening of every argument from a person's figure.
    private const string ByAnswer = "By the answer given, ";

    public static AssessmentReply Apply(AssessmentReply reply, AssessmentInput input)
    {
        var figures = input.Frame.Known.SelectMany(k => k.Figures).ToLookup(f => f.Option);
        return input.Mandate is "entrepreneur" or "auditor" ? reply : reply with { Options = [.. reply.Options.Select(o => Weighed(o, [.. figures[o.Slug]], input.Frame.Currency))] };
    }

    private static OptionAssessment Weighed(OptionAssessment option, KnownFigure[] said, string currency)
    {
        if (Of(Quantities.Brings) is not { } brings)
            return option;
        // The range is the outlay that the text states, as long as it holds nothing but a loss.
        var costs = Of(Quantities.Costs) ?? (option.NetValue is { High: <= 0 } outlay ? -outlay.Mode : 0);
        var net = brings - costs;
        var words = string.Create(CultureInfo.InvariantCulture, $"{ByAnswer}it brings {brings:N0} {currency} and costs {costs:N0} over the horizon, so it {(net >= 0 ? "leaves" : "lacks")} {Math.Abs(net):N0}.");
        var claim = new ClaimReply(words, null);
        var scale = Math.Max(brings, costs);
        return option with
        {
            Score = Math.Clamp(Math.Round(option.Score + (scale > 0 ? MostPoints * net / scale : 0)), 5, 95),
            For = Argued(option.For, net >= 0 ? claim : null),
            Against = Argued(option.Against, net >= 0 ? null : claim),
        };

        double? Of(string quantity) => said.LastOrDefault(f => f.Quantity == quantity)?.Value;
    }

    /// <summary>The new argument first; those that miss what is known now are left out, where another is left.</summary>
    private static List<ClaimReply> Argued(IReadOnlyList<ClaimReply> claims, ClaimReply? added)
    {
        var kept = claims.Where(c => !c.Text.Contains("is not said", StringComparison.Ordinal) && !c.Text.Contains("what it brings is not", StringComparison.Ordinal)).ToList();
        List<ClaimReply> all = added is null ? kept : [added, .. kept];
        return all.Count == 0 ? [.. claims] : [.. all.Take(5)];
    }
}
