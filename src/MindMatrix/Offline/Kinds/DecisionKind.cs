using MindMatrix.Language;

namespace MindMatrix.Offline.Kinds;

/// <summary>
/// What usually matters in decisions of one kind. General knowledge only: it never states anything about the writer's case.
/// </summary>
/// <param name="Key">For example <c>hire</c>.</param>
/// <param name="Cues">Words that speak for this kind.</param>
/// <param name="HorizonDays">After how long such a decision can usually be judged, unless the text says otherwise.</param>
/// <param name="Criteria">What a good outcome is judged by.</param>
/// <param name="Variables">Name and unit of the quantities that drive it.</param>
/// <param name="Unknowns">Three to five questions, the one whose answer changes most first.</param>
/// <param name="Turns">How the answer to the first question moves the choice.</param>
/// <param name="TrySmall">The cheap, reversible test: title and what it is.</param>
/// <param name="Steps">Next steps whatever is chosen: title and detail.</param>
/// <param name="Failure">What usually goes wrong.</param>
/// <param name="Usual">What sort of act an option is when its own words do not say.</param>
internal sealed record DecisionKind(
    string Key, PhraseSet Cues, int HorizonDays, string[] Criteria, (string Name, string Unit)[] Variables, string[] Unknowns,
    string Turns, (string Title, string What) TrySmall, (string Title, string Detail)[] Steps, string Failure, OptionShape Usual = OptionShape.Act)
{
    /// <summary>The kind with the most cues in the text, those of its first line counted twice; <see cref="KindCatalogue.Personal"/> when none stands out.</summary>
    public static DecisionKind Of(Words words)
    {
        if (IsOnesOwnWork(words))
            return KindCatalogue.Career;
        var best = KindCatalogue.Personal;
        var most = 0;
        var heading = words.Sentences.Count > 0 ? words.Range(words.Sentences[0]).To : 0;
        foreach (var kind in KindCatalogue.All)
        {
            // A tie goes to the kind listed first: the list runs from the narrow to the wide.
            if (kind.Cues.Distinct(words) + kind.Cues.In(words, 0, heading).Count() is var count && count > most)
                (best, most) = (kind, count);
        }
        return best;
    }

    /// <summary>«accept the engineering manager role», «quit my job»: the words of hiring, said by the one who is hired.</summary>
    private static bool IsOnesOwnWork(Words words)
    {
        for (var i = 0; i < words.Count; i++)
        {
            var own = words.Lower(i) switch
            {
                "accept" or "accepting" or "take" or "taking" => words.Lower(i + 1) is "the" or "a" or "an" or "that" or "this",
                "quit" or "quitting" or "leave" or "leaving" or "resign" or "stay" => words.Lower(i + 1) == "my" || (words.Lower(i + 1) is "from" or "in" && words.Lower(i + 2) == "my"),
                _ => false,
            };
            for (var j = i + 2; own && j < i + 7 && words.Lower(j) is not ("or" or "to" or "for" or "from" or "off"); j++)
            {
                if (words.Lower(j) is "job" or "role" or "position" && words.Lower(j + 1) is not ("description" or "open" or "vacant"))
                    return true;
            }
        }
        return false;
    }
}
