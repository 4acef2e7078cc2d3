using System.Reflection;
using System.Text.Json;
using MindMatrix.Language;

namespace MindMatrix.Training;

/// <summary>A text with what a person said it is.</summary>
/// <param name="Development">It is of the set that judgements are measured on; the others were written for training alone.</param>
/// <param name="Agent">Null unless it is a decision.</param>
internal sealed record Example(string Id, bool Development, string Type, string Area, string? Agent, Dictionary<string, double> Features)
{
    private const string DevelopmentFile = "00-development";

    /// <summary>All of <c>Examples/</c>, in the order of the files.</summary>
    public static IReadOnlyList<Example> ReadAll() =>
        [.. Lines().Select(line =>
        {
            using var json = JsonDocument.Parse(line.Text);
            string? Field(string field) => json.RootElement.GetProperty(field).GetString();
            return new Example(
                Field("id")!, line.File == DevelopmentFile, Field("type")!, Field("area")!, Field("agent"), Offline.Learned.Features.Of(new Words(TextOf(json.RootElement))));
        })];

    /// <summary>The texts of the same.</summary>
    public static IReadOnlyList<string> ReadTexts() =>
        [.. Lines().Select(line =>
        {
            using var json = JsonDocument.Parse(line.Text);
            return TextOf(json.RootElement);
        })];

    /// <summary>The text as the inbox puts it together.</summary>
    private static string TextOf(JsonElement item) =>
        string.Join("\n\n", new[] { item.GetProperty("title").GetString(), item.GetProperty("content").GetString() }.Where(part => !string.IsNullOrEmpty(part)));

    private static IEnumerable<(string File, string Text)> Lines()
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var name in assembly.GetManifestResourceNames().Where(n => char.IsAsciiDigit(n[0])).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            while (reader.ReadLine() is { } line)
                yield return (name, line);
        }
    }
}
