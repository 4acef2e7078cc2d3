using System.Text.RegularExpressions;
using MindMatrix.Triage;

namespace MindMatrix.Offline;

/// <summary>Takes a text from outside apart into its sentences: rules follow no orders, so that every sentence may stand.</summary>
internal static partial class ExtractRules
{
    private const int Longest = 200;

    public static ExtractReply Answer(ExtractInput input) => new([.. Sentence().Matches(input.Text).Select(m => m.Value.Trim())
        .Where(s => s.Length > 2).Take(40).Select(s => s.Length <= Longest ? s : s[..Longest])
        .Select(s => new FactReply(Digits().IsMatch(s) ? FactType.Amount : FactType.Claim, s.Length <= 80 ? s : s[..79] + "…", s))]);

    [GeneratedRegex(@"[^.!?\n]+(?:[.!?]+(?=\s|$)|[.](?=\S)[^.!?\n]*)*[.!?]*")]
    private static partial Regex Sentence();

    [GeneratedRegex(@"\d")]
    private static partial Regex Digits();
}
