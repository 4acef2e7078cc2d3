namespace MindMatrix.Models;

/// <summary>What a model is asked for; settings choose a model per role.</summary>
internal enum ModelRole
{
    Triage, Adviser, Synthesis,

    /// <summary>The offline rules, whatever the provider.</summary>
    Rules,
}

internal static class Roles
{
    public static string For(this Settings.RoleModels models, ModelRole role) => role switch
    {
        ModelRole.Triage => models.Triage,
        ModelRole.Synthesis => models.Synthesis,
        _ => models.Adviser,
    };
}

/// <summary>
/// One question to a model: the prompt in parts and the typed input it was rendered from.
/// A language model reads the prompt; the offline rules read the input. Both answer with the same JSON.
/// </summary>
/// <param name="Role">Chooses the model.</param>
/// <param name="Purpose">What the journal calls it, for example <c>assess/the-quant</c>.</param>
/// <param name="ItemId">The inbox item that it is asked for.</param>
/// <param name="System">Who the model is and what it may not do.</param>
/// <param name="Shared">The part that several calls have in common, first so that the provider's prompt cache works.</param>
/// <param name="Task">What is asked of this call.</param>
/// <param name="Input">What the prompt was rendered from.</param>
internal sealed record ModelRequest(
    ModelRole Role, string Purpose, Guid ItemId, string System, string Shared, string Task, object Input)
{
    /// <summary>The key under which a chat client finds the request in <c>ChatOptions.AdditionalProperties</c>.</summary>
    public const string OptionKey = "mindmatrix.request";

    /// <summary>The same question to the offline rules, under a purpose of its own, so that the journal tells both apart.</summary>
    public ModelRequest ToRules() => this with { Role = ModelRole.Rules, Purpose = Purpose + "/offline" };
}
