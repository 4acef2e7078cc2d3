using Microsoft.Extensions.AI;
using MindMatrix.Capture;
using MindMatrix.Decisions;
using MindMatrix.Dialectic;
using MindMatrix.Models;
using MindMatrix.Offline;
using MindMatrix.Store;
using MindMatrix.Triage;

namespace MindMatrix.Tests.Unit.Offline;

/// <summary>Asks the offline adviser as the product does.</summary>
internal static class Ask
{
    public static readonly DateOnly Tuesday = new(2026, 3, 3);

    private static readonly string[] Areas = ["Work", "Health", "Finance", "Relationships", "Learning", "Home", "Hobbies", "Travel", "Community"];

    private static readonly Dictionary<string, string> Advisers = new()
    {
        ["the-entrepreneur"] = "The Entrepreneur",
        ["the-quant"] = "The Quant",
        ["the-auditor"] = "The Auditor",
    };

    public static TriageReply Triage(string text, ThoughtType? insistOn = null) => Json.Read<TriageReply>(Raw(new TriageInput(text, Tuesday, Areas, Advisers, insistOn)));

    public static Frame Frame(string text)
    {
        var (frame, faults) = MindMatrix.Triage.Frame.From(Triage(text, ThoughtType.Strategic).Frame!);
        Xunit.Assert.Empty(faults);
        return frame!;
    }

    public static AssessmentReply Assess(string text, string mandate, Frame? frame = null) =>
        Json.Read<AssessmentReply>(Raw(new AssessmentInput($"the-{mandate}", mandate, mandate == "auditor", frame ?? Frame(text), text)));

    public static IReadOnlyList<AdviserView> Views(string text, Frame frame) => [.. Advisers.Select(a => View(a.Key, a.Value, Assess(text, a.Key[4..], frame)))];

    public static SynthesisReply Synthesise(string text, bool reverse = false, IReadOnlyList<string>? eligible = null, string? leader = null)
    {
        var frame = Frame(text);
        var views = Views(text, frame);
        var report = Report(frame, views, leader);
        if (reverse)
            (frame, views) = (frame with { Options = [.. frame.Options.Reverse()] }, [.. views.Reverse()]);
        return Json.Read<SynthesisReply>(Raw(new SynthesisInput(frame, views, report, eligible ?? [.. frame.Options.Select(o => o.Slug)], text)));
    }

    public static string Raw(object input) => Chat(new OfflineChatClient(), input).GetAwaiter().GetResult().Text;

    public static Task<ChatResponse> Chat(IChatClient client, object input) => client.GetResponseAsync([], Options(input));

    public static ChatOptions Options(object input) => new()
    {
        AdditionalProperties = new() { [ModelRequest.OptionKey] = new ModelRequest(ModelRole.Triage, "test", Guid.Empty, "", "", "", input) },
    };

    private static DecisionReport Report(Frame frame, IReadOnlyList<AdviserView> views, string? leader)
    {
        var report = DecisionReport.Compute(Computation.Input(Guid.Empty, frame, views, []));
        return leader is null ? report : report with
        {
            Leader = leader,
            OutlaysOnly = false,
            Options = [.. report.Options.Select(o => o with { ProbabilityBest = new Figure("probability of being best", o.Option == leader ? 0.8 : 0.1, "probability", "", []) })],
        };
    }

    private static AdviserView View(string slug, string name, AssessmentReply reply) => new(
        slug, name,
        [.. reply.Options.Select(o => new OptionView(o.Slug, o.Score, o.ProbabilityOfSuccess, o.ProbabilityOfFailure, o.NetValue, o.Undo, o.FailureModes, Claims(slug, o.Slug, '+', o.For), Claims(slug, o.Slug, '-', o.Against)))],
        reply.Gates, reply.MissingInfo, reply.WouldChangeMind);

    private static IReadOnlyList<Claim> Claims(string adviser, string option, char side, IReadOnlyList<ClaimReply> claims) =>
        [.. claims.Select((c, i) => new Claim($"{adviser}/{option}/{side}{i + 1}", c.Text, c.Quote))];
}
