using MindMatrix.Language;

namespace MindMatrix.Triage;

/// <summary>Who should lead, and why.</summary>
/// <param name="Adviser">Slug.</param>
/// <param name="Explanation">The rule that decided, one sentence.</param>
/// <param name="Alternative">Slug of who could lead instead; null for none.</param>
/// <param name="Confidence">0 to 1: high when several of the adviser's words stand in the text, low for the fallback.</param>
internal sealed record Route(string Adviser, string Explanation, string? Alternative, double Confidence);

/// <summary>Chooses the lead adviser by fixed rules over whole words, risk and impact, so that every choice can be explained.</summary>
internal static class SmartRouter
{
    public const string Entrepreneur = "the-entrepreneur";
    public const string Quant = "the-quant";
    public const string Auditor = "the-auditor";

    private static readonly PhraseSet QuantWords = new("financial, money, invest, budget, cost, revenue, profit, roi, valuation, portfolio, stock, crypto, fund, capital, pricing, forecast, metrics, kpi, analytics, data");
    private static readonly PhraseSet EntrepreneurWords = new("growth, scale, launch, product, market, customer, user, acquisition, marketing, brand, sales, expand, opportunity, partnership, competitor, strategy, vision, innovation");
    private static readonly PhraseSet AuditorWords = new("compliance, legal, regulation, governance, policy, ethics, risk, security, privacy, audit, contract, terms, liability, insurance, tax, lawsuit, dispute, fraud, breach");

    /// <param name="impact">1 to 10.</param>
    public static Route Route(string text, RiskLevel risk, int impact)
    {
        var words = new Words(text);
        var (quant, entrepreneur, auditor) = (QuantWords.Distinct(words), EntrepreneurWords.Distinct(words), AuditorWords.Distinct(words));
        if (risk == RiskLevel.High && impact >= 8)
            return Give(Auditor, "High risk and an impact of 8 or more go to the Auditor.", 0.9);
        if (auditor >= 2)
            return Give(Auditor, $"The text speaks of {Name(AuditorWords, words)}.", Sure(auditor));
        if (quant >= 2)
            return Give(Quant, $"The text speaks of {Name(QuantWords, words)}.", Sure(quant));
        if (entrepreneur >= 2)
            return Give(Entrepreneur, $"The text speaks of {Name(EntrepreneurWords, words)}.", Sure(entrepreneur));
        if (impact >= 7 && risk == RiskLevel.Low)
            return Give(Entrepreneur, "A high impact at low risk is an opportunity, which the Entrepreneur judges.", 0.6);
        if (risk is RiskLevel.Medium or RiskLevel.High)
            return Give(Auditor, $"Risk is {risk.ToString().ToLowerInvariant()} and no field of words decides, so the Auditor looks first.", 0.5);
        if (Math.Max(quant, Math.Max(entrepreneur, auditor)) is var most && most > 0)
        {
            return quant == most ? Give(Quant, $"The text speaks of {Name(QuantWords, words)}.", 0.5)
                : entrepreneur == most ? Give(Entrepreneur, $"The text speaks of {Name(EntrepreneurWords, words)}.", 0.5)
                : Give(Auditor, $"The text speaks of {Name(AuditorWords, words)}.", 0.5);
        }
        return Give(Entrepreneur, "No rule applies; the Entrepreneur leads by default.", 0.3);

        Route Give(string adviser, string why, double confidence) => new(adviser, why, adviser switch
        {
            Entrepreneur => impact >= 8 ? Quant : null,
            Auditor => risk == RiskLevel.Low ? Entrepreneur : null,
            _ => Auditor,
        }, confidence);
    }

    private static double Sure(int count) => Math.Min(0.9, 0.5 + (0.1 * count));

    private static string Name(PhraseSet set, Words words) =>
        string.Join(", ", set.In(words).Select(s => $"«{s.In(words.Text).ToLowerInvariant()}»").Distinct(StringComparer.Ordinal).Take(3));
}
