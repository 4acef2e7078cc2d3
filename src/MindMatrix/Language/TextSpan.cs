namespace MindMatrix.Language;

/// <summary>A stretch of the text, so that whatever is said about it can be quoted letter for letter.</summary>
/// <param name="Start">First character.</param>
/// <param name="End">One past the last character.</param>
internal readonly record struct TextSpan(int Start, int End)
{
    public int Length => End - Start;

    public string In(string text) => text[Start..End];

    public bool Contains(TextSpan other) => other.Start >= Start && other.End <= End;

    public bool Overlaps(TextSpan other) => other.Start < End && Start < other.End;
}

/// <param name="Lower">In lower case, with a straight apostrophe.</param>
internal readonly record struct Word(string Lower, TextSpan Span)
{
    public int Start => Span.Start;
    public int End => Span.End;
}
