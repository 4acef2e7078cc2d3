namespace MindMatrix.Decisions;

/// <summary>Word edits between two versions, as in HTER (Snover 2006): the edits a person made per word they ended up with.</summary>
internal static class WordEdits
{
    public static (int Edits, int FinalWords) Between(IReadOnlyList<PlanField> draft, IReadOnlyList<PlanField> final)
    {
        int edits = 0, words = 0;
        foreach (var name in draft.Concat(final).Select(f => f.Name).Distinct(StringComparer.Ordinal))
        {
            var before = WordsOf(draft.FirstOrDefault(f => f.Name == name)?.Value);
            var after = WordsOf(final.FirstOrDefault(f => f.Name == name)?.Value);
            edits += TextSimilarity.Distance<string>(before, after);
            words += after.Length;
        }
        return (edits, words);
    }

    // A list is one text here: its items one after the other, so that a new item costs its words.
    private static string[] WordsOf(FieldValue? value) => value switch
    {
        FieldValue.Text text => TextSimilarity.Words(text.Value),
        FieldValue.List list => [.. list.Items.SelectMany(item => WordsOf(item.Value))],
        FieldValue.Group group => [.. group.Fields.SelectMany(field => WordsOf(field.Value))],
        _ => [],
    };
}
