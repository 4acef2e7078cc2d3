using MindMatrix.Dialectic;
using MindMatrix.Offline.Extraction;
using MindMatrix.Offline.Kinds;
using MindMatrix.Triage;

namespace MindMatrix.Offline.Assess;

/// <summary>Assesses every option through one lens: general rules by sort of act, moved by what the text itself says.</summary>
internal static class Assessor
{
    private const double ToneStep = 4;
    private const int MostQuote = 160;

    public static AssessmentReply Answer(AssessmentInput input)
    {
        // Dates play no part here, so the day does not matter.
        var facts = TextFacts.Of(input.Text, DateOnly.MinValue);
        var lens = Lens.Of(input.Mandate);
        var kind = DecisionKind.Of(facts.Words);
        // Read in one fixed order, so that an adviser who is shown the options in another order answers the same.
        var options = input.Frame.Options.OrderBy(o => o.Slug, StringComparer.Ordinal).ToList();
        var located = OptionText.Locate(facts, [.. options.Select(o => (o.Slug, o.Title))]).ToDictionary(o => o.Slug);
        var shapes = options.ToDictionary(o => o.Slug, o => OptionShapes.Of(o.Slug, o.Title, o.What, kind));
        // Net values are measured from today. Where the text prices today's situation too («stay at 85k», «I make 72k now»), the difference is not ours to guess.
        var todayPriced = (located.TryGetValue(Frame.StatusQuo, out var today) && today.Money.Count > 0) || (kind == KindCatalogue.Career && Figures.SaysPayOfToday(facts));
        var figures = options.ToDictionary(o => o.Slug, o => todayPriced ? null : Figures.Of(facts, located[o.Slug], shapes[o.Slug], kind, input.Frame.HorizonDays));
        var read = new Reading(input, facts, lens, kind, figures);
        return new AssessmentReply(
            [.. input.Frame.Options.Select(o => read.Assess(o, located[o.Slug], shapes[o.Slug]))],
            input.SetsGates ? Gates.Of(input.Frame, facts, located) : [],
            Missing(input, kind, figures, shapes),
            lens.Changes);
    }

    private static List<string> Missing(AssessmentInput input, DecisionKind kind, Dictionary<string, StatedFigure?> figures, Dictionary<string, OptionShape> shapes)
    {
        var unpriced = input.Frame.Options.OrderBy(o => o.Slug, StringComparer.Ordinal).Where(o => figures[o.Slug] is null && shapes[o.Slug] is not (OptionShape.Keep or OptionShape.Try)).Select(o => $"«{o.Title}»").ToList();
        // Each lens asks its own part; together they ask what the frame lists.
        return input.Mandate switch
        {
            "quant" =>
            [
                unpriced.Count > 0 ? $"What would {string.Join(" and ", unpriced)} cost and bring over the horizon?"
                    : figures.Values.Any(f => f is { Total: > 0 }) ? "What else would each option cost and bring over the horizon, beside the figures in the text?"
                    : "What would each option bring in, or save, over the horizon? The text gives costs only.",
                "What does today's situation cost if nothing changes?",
            ],
            "auditor" => ["How and until when can each option be undone, and what would that cost?", kind.Unknowns[^1]],
            "entrepreneur" => [kind.Unknowns[0], kind.Unknowns[1]],
            _ => [kind.Unknowns[0]],
        };
    }

    /// <summary>What is the same for every option of one assessment.</summary>
    private sealed class Reading(AssessmentInput input, TextFacts facts, Lens lens, DecisionKind kind, Dictionary<string, StatedFigure?> figures)
    {
        public OptionAssessment Assess(Option option, OptionText where, OptionShape shape)
        {
            var general = lens.Views[shape];
            var figure = figures[option.Slug];
            var (pro, contra) = FromText(where);
            // What the text says of the option moves score and chance; a stated price moves only the lens that counts.
            var told = Math.Min(2, pro.Count) - Math.Min(2, contra.Count);
            if (figure is not null)
                Weigh(figure, option.Slug, pro, contra);
            var lasting = facts.OneWay.Any(s => where.Region is { } region && region.Contains(s));
            var score = general.Score + (ToneStep * told) + CostPoints(option.Slug, figure);
            if (lasting && input.Mandate == "auditor")
                score -= 5;
            // Where a day is set, staying is not free: the day decides.
            if (shape == OptionShape.Keep && facts.Deadline is { Deadline: true } day && facts.Quote(day.Span) is { } until && input.Mandate != "quant")
            {
                score -= 4;
                contra.Add(new ClaimReply("The text sets a time; not deciding by then decides too.", until));
            }
            pro.Add(new ClaimReply(general.For, null));
            contra.Add(new ClaimReply(general.Against, null));
            var success = Chance(where, told);
            var end = shape is OptionShape.Leave && lasting;
            return new OptionAssessment(
                option.Slug, Math.Clamp(Math.Round(score), 5, 95), input.SetsGates ? null : success, input.SetsGates ? Math.Round(1 - success, 2) : null,
                Range(figure), new UndoReply(null, Days(where), end), Failures(shape, figure), [.. pro.Take(5)], [.. contra.Take(5)]);
        }

        /// <summary>The clauses that speak of this option and are this lens's business, by their tone.</summary>
        private (List<ClaimReply> For, List<ClaimReply> Against) FromText(OptionText where)
        {
            var pro = new List<ClaimReply>();
            var contra = new List<ClaimReply>();
            foreach (var clause in where.Clauses)
            {
                var tone = Tone.Of(facts.Words, clause);
                // A condition the writer sets is held against every option by the gates; it speaks against none.
                if (tone == 0 || facts.Constraints.Any(c => c.Contains(clause)) || clause.Length > MostQuote || clause.Length < 8 || !(lens.Matters.IsIn(facts.Words, clause) || input.Mandate is not ("entrepreneur" or "quant" or "auditor")) || facts.Quote(clause) is not { } quote)
                    continue;
                var side = tone > 0 ? pro : contra;
                if (side.Count < 2)
                    side.Add(new ClaimReply(tone > 0 ? "The text itself speaks for it." : "The text itself speaks against it.", quote));
            }
            return (pro, contra);
        }

        /// <summary>Arguments from the stated figure, where this lens counts or checks figures.</summary>
        private void Weigh(StatedFigure figure, string slug, List<ClaimReply> pro, List<ClaimReply> contra)
        {
            var quote = facts.Quote(figure.Source[0].Span);
            var others = figures.Where(f => f.Key != slug && f.Value is not null).Select(f => f.Value!.Total).ToList();
            var once = figure.Source[0].Period == Period.None ? "" : " as long as it runs";
            switch (input.Mandate)
            {
                case "quant" when others.Count > 0 && figure.Total > others.Max():
                    pro.Add(new ClaimReply(figure.Total < 0 ? "Of the figures in the text, this is the smaller outlay; whether it buys the same work is not said." : "Of the figures in the text, this brings the most.", quote));
                    break;
                case "quant" when others.Count > 0 && figure.Total < others.Min():
                    contra.Add(new ClaimReply(figure.Total < 0 ? "Of the figures in the text, this is the larger outlay; what more it brings is not said." : "Of the figures in the text, this brings the least.", quote));
                    break;
                case "quant" when figure.Total < 0:
                    contra.Add(new ClaimReply("The outlay is stated and what it brings is not, so it cannot be said to pay.", quote));
                    break;
                case "auditor" when figure.Total < 0:
                    contra.Add(new ClaimReply($"This is money committed{once}; how and when it can be stopped is not said.", quote));
                    break;
                default:
                    break;
            }
        }

        /// <summary>The lens that counts puts the smaller stated outlay ahead: as many points as the gap is wide, at most eight each way.</summary>
        private double CostPoints(string slug, StatedFigure? figure)
        {
            var all = figures.Values.OfType<StatedFigure>().Select(f => f.Total).ToList();
            if (figure is null || all.Count < 2 || input.Mandate is "entrepreneur" or "auditor")
                return 0;
            var (low, high) = (all.Min(), all.Max());
            var scale = Math.Max(Math.Abs(low), Math.Abs(high));
            return scale == 0 || low == high ? 0 : Math.Round(8 * ((2 * (figure.Total - low) / (high - low)) - 1) * Math.Min(1, 2 * (high - low) / scale));
        }

        /// <summary>Near even, moved only by a likelihood that stands with the option or by what the text says of it.</summary>
        private double Chance(OptionText where, int told)
        {
            var stated = facts.Percents.FirstOrDefault(p => p.Probability && (where.Clauses.Any(c => c.Contains(p.Span)) || (where.Region is { } region && region.Contains(p.Span))));
            var chance = stated is null ? 0.5 + (0.04 * told) : (0.7 * stated.Value) + 0.15;
            return Math.Round(Math.Clamp(chance - lens.Doubt, 0.05, 0.95), 2);
        }

        /// <summary>Wider on the dear side: a stated cost is more often too low than too high.</summary>
        private RangeReply? Range(StatedFigure? figure)
        {
            if (figure is null)
                return null;
            var (more, less) = (figure.Total * lens.CostLow, figure.Total * lens.CostHigh);
            // For income the same caution reads the other way round: less than stated is likelier than more.
            return figure.Total < 0
                ? new RangeReply(Math.Round(more, 2), Math.Round(figure.Total, 2), Math.Round(less, 2))
                : new RangeReply(Math.Round(figure.Total * (2 - lens.CostLow), 2), Math.Round(figure.Total, 2), Math.Round(figure.Total * (2 - lens.CostHigh), 2));
        }

        private int? Days(OptionText where)
        {
            var bound = facts.Durations.FirstOrDefault(d => where.Region is { } region && region.Contains(d.Span) && d.Days is >= 7 and <= 36_500);
            return bound is null ? null : (int)Math.Round(bound.Days);
        }

        private List<FailureModeReply> Failures(OptionShape shape, StatedFigure? figure) => shape switch
        {
            OptionShape.Keep => [new FailureModeReply("The reason for asking does not go away and grows", 0.3, null)],
            OptionShape.Try => [new FailureModeReply("The trial is too small or too short to show anything", 0.3, null)],
            _ => [new FailureModeReply(shape switch
            {
                OptionShape.Employ => "The person does not fit, or leaves again within the year",
                OptionShape.Outsource => "The firm delivers less than was agreed, or sends weaker people than it promised",
                OptionShape.Build => "It takes much longer than planned",
                OptionShape.Buy => "It is used less than planned while the cost runs on",
                OptionShape.Bind => "The other side does too little while you are bound",
                OptionShape.Leave => "What was given up turns out to be missed, and it cannot be had back",
                _ => kind.Failure,
            }, Math.Round(0.3 + lens.Doubt, 2), figure is { Total: < 0 } ? Math.Round(-figure.Total, 2) : null)],
        };
    }
}
