using System.Globalization;

namespace MindMatrix.Store;

/// <summary>What the ten kinds of record share: a UUID v7 for machines and a short number for people.</summary>
internal abstract class Record
{
    /// <summary>The short number, 1, 2, 3 … per kind, given by the database on insert; 0 before that.</summary>
    public long Number { get; set; }

    /// <summary>UUID v7, so that ids sort by time of creation.</summary>
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>UTC.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Optimistic concurrency token, raised by one on each update.</summary>
    public int Version { get; set; }
}

/// <summary>The prefix of a kind's short number, for example <c>INT</c> in <c>INT-7</c>.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class ShortPrefixAttribute(string prefix) : Attribute
{
    public string Prefix { get; } = prefix;
}

/// <summary>A reference to a record as people and scripts write it: a UUID or a short number such as <c>INT-7</c>.</summary>
internal readonly record struct RecordKey(Guid? Id, long? Number)
{
    /// <summary>Reads <paramref name="text"/> as a key of records with <paramref name="prefix"/>; the prefix may be left out and its case does not matter.</summary>
    public static bool TryParse(string? text, string prefix, out RecordKey key)
    {
        key = default;
        if (text is null)
            return false;
        if (Guid.TryParse(text, out var id))
        {
            key = new RecordKey(id, null);
            return true;
        }
        var digits = text.StartsWith(prefix + "-", StringComparison.OrdinalIgnoreCase) ? text[(prefix.Length + 1)..] : text;
        if (!long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < 1)
            return false;
        key = new RecordKey(null, number);
        return true;
    }
}

/// <summary>A change of state that the record's rules forbid. Nothing was written.</summary>
internal sealed class IllegalTransitionException(string record, string from, string to)
    : InvalidOperationException($"{record} is {from} and cannot become {to}.");
