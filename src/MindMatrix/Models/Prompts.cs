using System.Reflection;

namespace MindMatrix.Models;

/// <summary>Prompts are Markdown files beside the code that uses them, embedded in the assembly.</summary>
internal static class Prompts
{
    /// <summary>The text below the front matter of the file.</summary>
    public static string Load(string file)
    {
        var assembly = Assembly.GetExecutingAssembly();
        var name = assembly.GetManifestResourceNames().Single(n => n.EndsWith(".Prompts." + file, StringComparison.Ordinal));
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        var text = reader.ReadToEnd().ReplaceLineEndings("\n");
        var end = text.IndexOf("\n---\n", 4, StringComparison.Ordinal);
        return text.StartsWith("---\n", StringComparison.Ordinal) && end > 0 ? text[(end + 5)..].Trim() : text.Trim();
    }
}
