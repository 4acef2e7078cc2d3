using System.Text.Json.Serialization;

namespace MindMatrix.Decisions;

/// <summary>Whether an option keeps a hard rule.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<GateResult>))]
public enum GateResult
{
    /// <summary>It keeps the rule.</summary>
    [JsonStringEnumMemberName("pass")]
    Pass,

    /// <summary>It breaks the rule and cannot be chosen.</summary>
    [JsonStringEnumMemberName("fail")]
    Fail,

    /// <summary>Nobody can tell yet; the option stays eligible and somebody has to find out.</summary>
    [JsonStringEnumMemberName("unknown")]
    Unknown,
}

/// <summary>One hard rule held against one option.</summary>
/// <param name="Option">The option's slug.</param>
/// <param name="Rule">The rule's id or text.</param>
/// <param name="Result">Whether the option keeps it.</param>
public sealed record Gate(string Option, string Rule, GateResult Result);
