using System.Globalization;
using System.Text.Json.Nodes;
using MindMatrix.Decisions;
using MindMatrix.Store;

namespace MindMatrix.Dialectic;

/// <param name="Path">Where in the report, for example <c>options[1].expectedValue.value</c>.</param>
internal sealed record Difference(string Path, string Stored, string Derived);

/// <summary>A report derived again from the assessments and people's figures, without a model, and held against the stored one.</summary>
/// <param name="Numbers">How many numbers were compared, to the bit.</param>
/// <param name="Assessments">How many advisers' assessments it was derived from.</param>
/// <param name="PersonalEstimates">How many figures set by people.</param>
/// <param name="Differences">Empty when the stored report is what follows.</param>
/// <param name="Report">The derived report.</param>
internal sealed record Verification(string Intent, int Numbers, int Assessments, int PersonalEstimates, IReadOnlyList<Difference> Differences, DecisionReport Report)
{
    /// <exception cref="RefusalException">404 no such intent; 409 it has no figures yet.</exception>
    public static async Task<Verification> OfAsync(MindMatrixDb db, string key, CancellationToken cancellationToken)
    {
        var intent = await db.Intents.ByKeyAsync("intent", key, cancellationToken);
        if (intent.Report is not { } stored)
            throw new RefusalException(409, "no-figures", $"INT-{intent.Number} has no figures yet.", "Wait until the advisers were heard.");
        var derived = await Estimates.ComputeAsync(db, intent, cancellationToken);
        var differences = new List<Difference>();
        var numbers = Dialectic.Differences.Find(JsonNode.Parse(Json.Write(stored)), JsonNode.Parse(Json.Write(derived)), "", differences);
        return new Verification($"INT-{intent.Number}", numbers, (await db.ViewsAsync(intent.Id, cancellationToken)).Count, derived.Overrides.Count, differences, derived);
    }
}

/// <summary>Compares two records member by member.</summary>
internal static class Differences
{
    /// <summary>Adds what differs to <paramref name="differences"/>.</summary>
    /// <returns>How many numbers the stored one has.</returns>
    public static int Find(JsonNode? stored, JsonNode? derived, string path, List<Difference> differences)
    {
        switch (stored, derived)
        {
            case (JsonObject a, JsonObject b):
                return a.Select(m => m.Key).Union(b.Select(m => m.Key)).Sum(name => Find(a[name], b[name], path.Length == 0 ? name : $"{path}.{name}", differences));
            case (JsonArray a, JsonArray b) when a.Count == b.Count:
                return a.Select((node, i) => Find(node, b[i], string.Create(CultureInfo.InvariantCulture, $"{path}[{i}]"), differences)).Sum();
            default:
                if (!JsonNode.DeepEquals(stored, derived))
                    differences.Add(new Difference(path, Short(stored), Short(derived)));
                return stored?.GetValueKind() == System.Text.Json.JsonValueKind.Number ? 1 : 0;
        }
    }

    private static string Short(JsonNode? node)
    {
        var text = node?.ToJsonString() ?? "nothing";
        return text.Length <= 200 ? text : text[..199] + "…";
    }
}
