using MindMatrix.Language;
using MindMatrix.Offline.Kinds;

namespace MindMatrix.Offline.Assess;

/// <summary>What a lens holds of one sort of act before it has read a word of the text.</summary>
/// <param name="Score">0 to 100; the general rule from which the text moves it.</param>
internal sealed record View(double Score, string For, string Against);

/// <summary>A way of looking: what it starts from, which words of the text concern it, how it widens a stated figure.</summary>
/// <param name="Matters">Words by which a clause of the text is this lens's business.</param>
/// <param name="CostLow">How much dearer than stated a cost may come, as a factor: costs rise more often than they fall.</param>
/// <param name="Doubt">Subtracted from the even chance of success.</param>
internal sealed record Lens(IReadOnlyDictionary<OptionShape, View> Views, PhraseSet Matters, double CostLow, double CostHigh, double Doubt, string[] Changes)
{
    /// <summary>The lens of a mandate; a neutral one for a mandate of the user's own.</summary>
    public static Lens Of(string mandate) => mandate switch
    {
        "entrepreneur" => Lenses.Entrepreneur,
        "quant" => Lenses.Quant,
        "auditor" => Lenses.Auditor,
        _ => Lenses.Neutral,
    };
}
