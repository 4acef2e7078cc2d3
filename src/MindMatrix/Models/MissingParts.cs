using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;

namespace MindMatrix.Models;

/// <summary>Finds what a reply left out although its type says that it is there: the serialiser leaves such parts null.</summary>
internal static class MissingParts
{
    private static readonly ConcurrentDictionary<Type, (PropertyInfo Property, bool Required)[]> Known = new();

    /// <returns>A sentence for each part that is null and may not be.</returns>
    public static IReadOnlyList<string> Of(object reply)
    {
        var faults = new List<string>();
        Look(reply, "", faults);
        return faults;
    }

    private static void Look(object part, string path, List<string> faults)
    {
        if (part is string || part.GetType().IsValueType)
            return;
        if (part is IEnumerable list)
        {
            var index = 0;
            foreach (var entry in list)
            {
                if (entry is null)
                    faults.Add($"{path}[{index}] is null.");
                else
                    Look(entry, $"{path}[{index}]", faults);
                index++;
            }
            return;
        }
        foreach (var (property, required) in Known.GetOrAdd(part.GetType(), Properties))
        {
            var name = char.ToLowerInvariant(property.Name[0]) + property.Name[1..];
            var at = path.Length == 0 ? name : $"{path}.{name}";
            if (property.GetValue(part) is { } value)
                Look(value, at, faults);
            else if (required)
                faults.Add($"{at} is missing.");
        }
    }

    private static (PropertyInfo, bool)[] Properties(Type type)
    {
        var nullability = new NullabilityInfoContext();
        return [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(p => p.GetIndexParameters().Length == 0 && p.GetMethod is not null)
            .Select(p => (p, Required: nullability.Create(p).ReadState == NullabilityState.NotNull))];
    }
}
