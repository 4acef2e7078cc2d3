using System.Text;

namespace MindMatrix.Capture;

/// <summary>Makes outside text safe to show and to put into a prompt: pure, total, and the same text comes out of a second pass.</summary>
internal static class Sanitiser
{
    /// <param name="Text">NFKC-normalised, without the characters listed in <see cref="IsHidden"/>.</param>
    /// <param name="Removed">How many characters were taken out.</param>
    internal readonly record struct Clean(string Text, int Removed);

    public static Clean Sanitise(string text)
    {
        var kept = new StringBuilder(text.Length);
        var removed = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            // A lone surrogate is enumerated as U+FFFD; the source had no valid character there.
            if (IsHidden(rune.Value))
                removed++;
            else
                kept.Append(rune.ToString());
        }
        return new Clean(kept.ToString().Normalize(NormalizationForm.FormKC).ReplaceLineEndings("\n").Trim(), removed);
    }

    /// <summary>What models see of a text: sanitised, and of a long one its beginning (decision-science 5.3).</summary>
    public static string ForModels(string text)
    {
        var clean = PlainText.Of(Sanitise(text).Text);
        if (clean.Length <= MaxCharactersForModels)
            return clean;
        var end = char.IsHighSurrogate(clean[MaxCharactersForModels - 1]) ? MaxCharactersForModels - 1 : MaxCharactersForModels;
        return clean[..end];
    }

    /// <summary>A longer text is kept whole; the log says that models read its beginning only.</summary>
    public const int MaxCharactersForModels = 8_000;

    /// <summary>Characters that a reader does not see and a model may obey: controls, zero-width, direction marks, tags, the byte order mark.</summary>
    private static bool IsHidden(int c) => c switch
    {
        '\n' or '\t' or '\r' => false,
        < 0x20 or (>= 0x7F and <= 0x9F) => true,
        >= 0x200B and <= 0x200F => true,
        >= 0x202A and <= 0x202E => true,
        >= 0x2060 and <= 0x2069 => true,
        0xFEFF => true,
        // Soft hyphen, the Arabic letter mark, variation selectors: unseen as well, and able to spell a message.
        0xAD or 0x61C or (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF) => true,
        >= 0xE0000 and <= 0xE007F => true,
        _ => false,
    };
}
