using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using MindMatrix.Audit;
using MindMatrix.Store;
using MindMatrix.Triage;

namespace MindMatrix.Knowledge;

/// <summary>Finds or creates the nodes that a thought speaks of.</summary>
internal static class Nodes
{
    /// <summary>Links the item to a node per concept; a node with the same normalised name and type is used again and learns the new note.</summary>
    public static async Task<IReadOnlyList<Node>> FindOrCreateAsync(
        UnitOfWork unit, Record item, IReadOnlyList<ConceptReply> concepts, Guid areaId, IReadOnlyList<string> tags, TimeProvider clock, string model, CancellationToken cancellationToken)
    {
        var nodes = new List<Node>();
        foreach (var concept in concepts.Where(c => Normalise(c.Name).Length > 0).DistinctBy(c => (Normalise(c.Name), c.Type)))
        {
            var (name, type) = (Normalise(concept.Name), concept.Type);
            var node = await unit.Db.Nodes.SingleOrDefaultAsync(n => n.NormalisedName == name && n.Type == type, cancellationToken);
            if (node is null)
            {
                node = new Node { CreatedAt = clock.GetUtcNow(), Name = concept.Name.Trim(), NormalisedName = name, Type = concept.Type, Content = concept.Note.Trim(), Tags = tags, AreaId = areaId };
                unit.Db.Add(node);
                unit.Log(clock, ExecutionLog.System, "Knowledge Node Created", node, item.Id, $"«{node.Name}» ({node.Type}) is new.", model);
            }
            else
            {
                if (!node.Content.Contains(concept.Note.Trim(), StringComparison.Ordinal))
                    node.Content = $"{node.Content}\n{concept.Note.Trim()}".Trim();
                node.Tags = [.. node.Tags.Union(tags)];
                unit.Log(clock, ExecutionLog.System, "Knowledge Node Linked", node, item.Id, $"«{node.Name}» was known already.", model);
            }
            unit.Db.Add(new NodeLink { ItemId = item.Id, NodeId = node.Id });
            nodes.Add(node);
        }
        return nodes;
    }

    /// <summary>Lower case, without accents, punctuation and doubled spaces: «Café  Müller, GmbH» and «cafe muller gmbh» are one.</summary>
    public static string Normalise(string name)
    {
        var plain = new StringBuilder(name.Length);
        foreach (var c in name.Normalize(NormalizationForm.FormKD))
        {
            // C, C# and C++ are three things.
            if (char.IsLetterOrDigit(c) || c is '#' or '+')
                plain.Append(char.ToLowerInvariant(c));
            else if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark && plain.Length > 0 && plain[^1] != ' ')
                plain.Append(' ');
        }
        return plain.ToString().Trim();
    }
}

/// <summary>What people write of nodes.</summary>
internal sealed class NodeEdits(Database store, TimeProvider clock)
{
    /// <summary>The node of this name and type, or a new one; null for a name without a letter.</summary>
    public Task<Node?> FindOrAddAsync(string name, NodeType type, string content, string person, CancellationToken cancellationToken) => store.WriteAsync(async unit =>
    {
        var normalised = Nodes.Normalise(name);
        if (normalised.Length == 0)
            return null;
        var node = await unit.Db.Nodes.SingleOrDefaultAsync(n => n.NormalisedName == normalised && n.Type == type, cancellationToken);
        if (node is not null)
            return node;
        node = new Node { CreatedAt = clock.GetUtcNow(), Name = name, NormalisedName = normalised, Type = type, Content = content, Tags = [] };
        unit.Db.Add(node);
        unit.Log(clock, person, "Knowledge Node Created", node, null, $"{person} added «{name}» ({type}).");
        return node;
    }, cancellationToken);

    /// <exception cref="RefusalException">404 no such node.</exception>
    public Task<Node> EditAsync(string key, string content, string person, CancellationToken cancellationToken) => store.WriteAsync(async unit =>
    {
        var node = await unit.Db.Nodes.ByKeyAsync("node", key, cancellationToken);
        if (node.Content != content)
        {
            node.Content = content;
            unit.Log(clock, person, "Knowledge Node Edited", node, null, $"{person} re-wrote what is known of «{node.Name}».");
        }
        return node;
    }, cancellationToken);
}
