using System.Globalization;
using System.Text.RegularExpressions;
using MindMatrix.Decisions;
using MindMatrix.Triage;

namespace MindMatrix.Dialectic;

/// <summary>
/// Finds numbers in a model's prose that stand nowhere else: not in the text, the frame, the assessments or the table. A model that
/// computes in prose is wrong too often to be shown.
/// </summary>
internal sealed partial class NumbersInProse
{
    // Counting words («two of three», «within 12 months») are no figures.
    private const double LargestCount = 12;

    private readonly List<double> _known;

    public NumbersInProse(Frame frame, IReadOnlyList<AdviserView> views, DecisionReport report, string text)
    {
        _known = [.. Read(text), frame.HorizonDays];
        if (frame.Stake is { } stake)
            _known.Add(stake);
        foreach (var words in frame.Options.SelectMany(o => new[] { o.Title, o.What }).Concat(frame.HardRules).Concat(frame.Criteria).Concat(frame.Unknowns).Append(frame.Question))
            _known.AddRange(Read(words));
        foreach (var option in views.SelectMany(v => v.Options))
        {
            _known.AddRange(new[]
            {
                option.Score, option.ProbabilityOfSuccess, option.ProbabilityOfFailure, option.NetValue?.Low, option.NetValue?.Mode, option.NetValue?.High, option.Undo.Cost, option.Undo.Days,
            }.OfType<double>());
            _known.AddRange(option.FailureModes.SelectMany(f => new[] { f.Probability, f.Loss }).OfType<double>());
            foreach (var claim in option.For.Concat(option.Against))
                _known.AddRange(Read(claim.Text));
        }
        foreach (var words in views.SelectMany(v => v.Gates.Select(g => g.Reason).Concat(v.MissingInfo).Concat(v.WouldChangeMind)))
            _known.AddRange(Read(words));
        _known.AddRange(report.Options.SelectMany(o => o.AllFigures()).Select(f => f.Value));
        _known.AddRange([report.ConflictIndex, report.Evpi?.Value ?? 0]);
        _known.AddRange(report.Overrides.SelectMany(o => new[] { o.Value.Low, o.Value.Mode, o.Value.High }));
        // Money that does not vary and shares are both written as per cent.
        _known = [.. _known.Select(Math.Abs).Distinct()];
    }

    /// <summary>The numbers of <paramref name="prose"/> that are nowhere else, as they are written; empty when all are known.</summary>
    public IReadOnlyList<string> Unknown(string? prose) =>
        [.. Numeral().Matches(prose ?? "").Where(m => !IsDateOrCount(m) && !Values(m).Any(v => _known.Any(k => Matches(v.Value, v.Step, k)))).Select(m => m.Value.Trim()).Distinct()];

    // Within one per cent, or the known number rounded to the digits that are shown.
    private static bool Matches(double shown, double step, double known) =>
        Math.Abs(shown - known) <= 0.01 * known + 1e-9 || (known > 0 && shown > 0 && Math.Abs(shown - known) <= step / 2 + 1e-9);

    private static bool IsDateOrCount(Match m)
    {
        if (m.Groups["date"].Success)
            return true;
        var plain = m.Groups["unit"].Length == 0 && double.TryParse(m.Groups["number"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out _);
        return plain && double.Parse(m.Groups["number"].Value, CultureInfo.InvariantCulture) is <= LargestCount or (>= 1900 and <= 2100);
    }

    private static IEnumerable<double> Read(string words) => Numeral().Matches(words).SelectMany(Values).Select(v => v.Value);

    /// <summary>What a numeral may mean, with the step between two numbers that are written alike; «1.200» is two things.</summary>
    private static IEnumerable<(double Value, double Step)> Values(Match m)
    {
        var number = m.Groups["number"].Value;
        var scales = m.Groups["unit"].Value.ToUpperInvariant() switch
        {
            "%" or "PERCENT" or "PER CENT" => new[] { 0.01, 1 },
            "K" or "THOUSAND" => [1e3],
            "M" or "MN" or "MILLION" => [1e6],
            "BN" or "BILLION" => [1e9],
            _ => [1.0],
        };
        foreach (var (group, point) in new[] { (',', '.'), ('.', ',') })
        {
            var plain = new string([.. number.Where(c => c != group && c is not (' ' or '\u00a0' or '\u202f' or '\'' or '’'))]).Replace(point, '.');
            if (!double.TryParse(plain, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value))
                continue;
            var digits = plain.Contains('.', StringComparison.Ordinal) ? plain.Length - 1 - plain.IndexOf('.', StringComparison.Ordinal) : 0;
            foreach (var scale in scales)
                yield return (value * scale, Math.Pow(10, -digits) * scale);
        }
    }

    private const string Months = "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?";
    private const string Unit = "%|percent|per cent|k|m|mn|million|bn|billion|thousand";

    // A number behind a hyphen is the end of a range or below zero, and counts; behind letters and a hyphen it is a name, as in COVID-19.
    [GeneratedRegex($@"(?<date>\b\d{{4}}-\d{{2}}-\d{{2}}\b|\b\d{{1,2}}(?:st|nd|rd|th|\.)?\s(?:of\s)?(?:{Months})\b|\b(?:{Months})\s\d{{1,2}}\b(?!\s?(?:{Unit})))"
        + $@"|(?:\b(?:EUR|USD|GBP|CHF)|(?<![\p{{L}}\d.,/]|(?<!\d)\p{{L}}-))(?<number>\d{{1,3}}(?:[ \u00a0\u202f,.'’]\d{{3}})+(?:[.,]\d+)?|\d+(?:[.,]\d+)?)(?:\s?(?<unit>{Unit})(?![\p{{L}}\d]))?(?!\d)", RegexOptions.IgnoreCase)]
    private static partial Regex Numeral();
}
