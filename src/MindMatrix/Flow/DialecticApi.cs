using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using MindMatrix.Audit;
using MindMatrix.Capture;
using MindMatrix.Dialectic;
using MindMatrix.Operations;
using MindMatrix.Settings;
using MindMatrix.Store;
using MindMatrix.Triage;

namespace MindMatrix.Flow;

internal sealed record ArgueRequest(string? Option = null);

internal sealed record AgentRequest(string? Name = null, string? Prompt = null, bool? Active = null);

internal sealed record AgentOrderRequest(IReadOnlyList<string>? Slugs = null);

internal sealed record AnalysisQueued(string Status, string IntentId, string Agent, string Message);

/// <param name="Status">success, queued or failed.</param>
/// <param name="RecommendedPath">The recommended option's title; null when nothing is recommended.</param>
/// <param name="GrowthRecommendation">What The Entrepreneur holds for the option that comes first.</param>
/// <param name="RiskRecommendation">What The Auditor holds against it.</param>
internal sealed record DialecticDone(
    string Status, string IntentId, string? ActionId, string Message, string? Synthesis, string? RecommendedPath, IReadOnlyList<string> ConflictPoints,
    string? GrowthRecommendation, string? RiskRecommendation);

internal sealed record AgentAssigned(string Status, string IntentId, string AssignedAgent, string Explanation, string? AlternativeAgent, Guid AgentId);

internal sealed record RouteExplained(string AssignedAgent, string Explanation, string? AlternativeAgent, string Confidence);

/// <summary>Routes about who advises, and about hearing more of them.</summary>
internal static class DialecticApi
{
    /// <summary>How long a request that asks for the outcome waits for it; the work goes on after that.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(100);

    public static void MapDialectic(this IEndpointRouteBuilder app)
    {
        var intents = app.MapGroup("/api/intents").WithTags("Dialectic");
        intents.MapPost("/{id}/dialectic", async (string id, HttpContext context, Analyses analyses, Outcomes outcomes, AppSettings settings, CancellationToken cancellationToken, bool wait = false) =>
        {
            var (intent, _) = await analyses.DebateAsync(id, ActingPerson.Of(context, settings), cancellationToken);
            return await outcomes.AnswerAsync(intent, wait ? Patience : TimeSpan.Zero, cancellationToken);
        }).WithName("RunDialectic").WithSummary("Hears all advisers on an intent, those who were absent again; what is there is used again. With wait=true it answers when that is done.");
        intents.MapPost("/{id}/repeat", async (string id, HttpContext context, Analyses analyses, Outcomes outcomes, AppSettings settings, CancellationToken cancellationToken, bool wait = false) =>
        {
            var (intent, _) = await analyses.RepeatAsync(id, ActingPerson.Of(context, settings), cancellationToken);
            return await outcomes.AnswerAsync(intent, wait ? Patience : TimeSpan.Zero, cancellationToken);
        }).WithName("RepeatMissing").WithSummary("Asks the provider again for the parts of a degraded run that are missing or that offline rules stood in for; what is finished is not asked again.");
        intents.MapPost("/{id}/options", async (string id, NewOption option, HttpContext context, Analyses analyses, Outcomes outcomes, AppSettings settings, CancellationToken cancellationToken, bool wait = false) =>
        {
            var (intent, _) = await analyses.AddOptionAsync(id, option, ActingPerson.Of(context, settings), cancellationToken);
            return await outcomes.AnswerAsync(intent, wait ? Patience : TimeSpan.Zero, cancellationToken);
        }).WithName("AddOption").WithSummary("Adds an option and has everything assessed again; with an empty body the proposed hybrid.");
        intents.MapPost("/{id}/argue", async (string id, ArgueRequest? request, HttpContext context, Challenges challenges, AppSettings settings, IHostApplicationLifetime lifetime) =>
        {
            // A paid answer is kept even when the asker has gone.
            var challenge = await challenges.ArgueAsync(id, request?.Option, ActingPerson.Of(context, settings), lifetime.ApplicationStopping);
            return new ChallengeBrief(challenge.Option, challenge.Reply, challenge.Model, challenge.AskedBy, challenge.CreatedAt);
        }).WithName("ArgueAgainst").WithSummary("Argues against an option, by default the recommended one: one call, on demand.");

        var agents = app.MapGroup("/api/agents").WithTags("Agents");
        agents.MapGet("/", (AgentRegistry registry, CancellationToken cancellationToken) => registry.ListAsync(cancellationToken))
            .WithName("ListAgents").WithSummary("The advisers in their order, with every version of their prompts.");
        agents.MapPost("/", async (AgentRequest request, HttpContext context, AgentRegistry registry, AppSettings settings, CancellationToken cancellationToken) =>
            TypedResults.Created((string?)null, await registry.AddAsync(request.Name, request.Prompt, ActingPerson.Of(context, settings), cancellationToken)))
            .WithName("AddAgent").WithSummary("Adds an adviser of your own.");
        agents.MapPatch("/{id}", async (string id, AgentRequest request, HttpContext context, AgentRegistry registry, AppSettings settings, CancellationToken cancellationToken) =>
        {
            var person = ActingPerson.Of(context, settings);
            if (request.Prompt is null && request.Active is null)
                throw new RefusalException(422, "nothing-to-change", "Neither prompt nor active is given.", "Send the new prompt, or active true or false.");
            var edited = request.Prompt is null ? null : await registry.EditAsync(id, request.Prompt, person, cancellationToken);
            return request.Active is { } active ? await registry.SwitchAsync(id, active, person, cancellationToken) : edited!;
        }).WithName("ChangeAgent").WithSummary("Writes a new version of an adviser's prompt, or switches the adviser on or off; two must stay.");
        agents.MapPut("/order", (AgentOrderRequest request, HttpContext context, AgentRegistry registry, AppSettings settings, CancellationToken cancellationToken) =>
            registry.OrderAsync(request.Slugs ?? [], ActingPerson.Of(context, settings), cancellationToken))
            .WithName("OrderAgents").WithSummary("Orders the advisers.");

        MapReferenceRoutes(app);
    }

    /// <summary>The routes of the system that this one replaces, with its names and shapes.</summary>
    private static void MapReferenceRoutes(IEndpointRouteBuilder app)
    {
        app.MapPost("/analyze-intent/{id}", async (string id, HttpContext context, Analyses analyses, AppSettings settings, CancellationToken cancellationToken, string? agent = null) =>
        {
            var (intent, started, adviser) = await analyses.HearAsync(id, agent, ActingPerson.Of(context, settings), cancellationToken);
            return TypedResults.Json(new AnalysisQueued(started ? "queued" : "done", intent.Id.ToString(), adviser.Name,
                started ? $"{adviser.Name} is asked about INT-{intent.Number}." : $"{adviser.Name} has assessed INT-{intent.Number} already; see GET /api/intents/INT-{intent.Number}."), SnakeCase);
        }).WithTags("Dialectic").WithName("AnalyzeIntent").WithSummary("Hears one adviser on an intent.");

        app.MapPost("/dialectic/{id}", async (string id, HttpContext context, Analyses analyses, Outcomes outcomes, AppSettings settings, CancellationToken cancellationToken) =>
        {
            var (intent, _) = await analyses.DebateAsync(id, ActingPerson.Of(context, settings), cancellationToken);
            return TypedResults.Json(Done(await outcomes.AfterAsync(intent, Patience, cancellationToken)), SnakeCase);
        }).WithTags("Dialectic").WithName("Dialectic").WithSummary("Runs the dialectic on an intent and answers with its outcome.");

        app.MapPost("/intent/{id}/assign-agent", async (string id, HttpContext context, Database store, AgentRegistry registry, TimeProvider clock, AppSettings settings, CancellationToken cancellationToken, string? risk_level = null, int? projected_impact = null) =>
        {
            var (risk, impact) = (Risk(risk_level), Impact(projected_impact));
            var person = ActingPerson.Of(context, settings);
            var (intent, route) = await store.WriteAsync(async unit =>
            {
                var intent = await unit.Db.Intents.ByKeyAsync("intent", id, cancellationToken);
                intent.Risk = risk ?? intent.Risk;
                intent.Impact = impact ?? intent.Impact;
                var route = SmartRouter.Route($"{intent.Title}\n{intent.Description}", intent.Risk, intent.Impact);
                intent.LeadAdviser = route.Adviser;
                unit.Log(clock, person, "Agent Assigned", intent, intent.ItemId, $"{person} had the lead assigned: {AgentRegistry.LeadNames[route.Adviser]}. {route.Explanation}");
                return (intent, route);
            }, cancellationToken);
            var agent = (await registry.ListAsync(cancellationToken)).Single(a => a.Slug == route.Adviser);
            return TypedResults.Json(new AgentAssigned("success", intent.Id.ToString(), agent.Name, route.Explanation, route.Alternative is { } other ? AgentRegistry.LeadNames[other] : null, agent.Id), SnakeCase);
        }).WithTags("Dialectic").WithName("AssignAgent").WithSummary("Assigns the lead adviser by the router's rules; risk_level and projected_impact overwrite the intent's.");

        app.MapGet("/smart-router/explain", (string? intent_title = null, string? intent_description = null, string? risk_level = null, int? projected_impact = null) =>
        {
            var (risk, impact) = (Risk(risk_level) ?? RiskLevel.Medium, Impact(projected_impact) ?? 5);
            if (string.IsNullOrWhiteSpace(intent_title) && string.IsNullOrWhiteSpace(intent_description))
                throw new RefusalException(400, "no-text", "There is neither a title nor a description.", "Send intent_title, intent_description or both.");
            var route = SmartRouter.Route($"{intent_title}\n{intent_description}", risk, impact);
            return TypedResults.Json(new RouteExplained(AgentRegistry.LeadNames[route.Adviser], route.Explanation, route.Alternative is { } other ? AgentRegistry.LeadNames[other] : null,
                risk == RiskLevel.High || impact >= 8 || route.Confidence >= 0.75 ? "high" : "medium"), SnakeCase);
        }).WithTags("Dialectic").WithName("ExplainRoute").WithSummary("Says who would lead and by which rule.");
    }

    private static readonly System.Text.Json.JsonSerializerOptions SnakeCase = new(System.Text.Json.JsonSerializerDefaults.Web) { PropertyNamingPolicy = System.Text.Json.JsonNamingPolicy.SnakeCaseLower };

    private static RiskLevel? Risk(string? text) => text is null ? null : Enum.TryParse<RiskLevel>(text, ignoreCase: true, out var risk) && Enum.IsDefined(risk) ? risk
        : throw new RefusalException(400, "unknown-risk", $"The risk_level «{text}» is not known.", "Use Low, Medium or High.");

    private static int? Impact(int? impact) => impact is null or (>= 1 and <= 10) ? impact
        : throw new RefusalException(400, "impact-out-of-range", string.Create(CultureInfo.InvariantCulture, $"The projected_impact is {impact}."), "Use 1 to 10.");

    private static DialecticDone Done(Brief brief)
    {
        if (brief.Verdict is not { } verdict || brief.Status == IntentStatus.In_Analysis)
            return new DialecticDone("queued", brief.Id.ToString(), null, $"The dialectic on {brief.Number} goes on; see GET /api/intents/{brief.Number}.", null, null, [], null, null);
        var first = verdict.Option ?? verdict.Leader;
        return new DialecticDone(
            "success", brief.Id.ToString(), brief.Action?.Id.ToString(), verdict.Heading, verdict.Rationale, verdict.Option is { } option ? brief.Frame.Option(option).Title : null,
            [.. verdict.Conflicts.Select(c => c.Topic)],
            Claims(SmartRouter.Entrepreneur, o => o.For), Claims(SmartRouter.Auditor, o => o.Against));

        string? Claims(string adviser, Func<OptionView, IReadOnlyList<Claim>> side) =>
            brief.Advisers.FirstOrDefault(a => a.Adviser == adviser)?.View?.Options.FirstOrDefault(o => o.Slug == first) is { } view ? string.Join(" ", side(view).Select(c => c.Text)) : null;
    }
}

/// <summary>Waits for what was begun.</summary>
internal sealed class Outcomes(Database store, ChangeFeed feed, TimeProvider clock, IHostApplicationLifetime lifetime)
{
    /// <exception cref="RefusalException">409: the work came to a halt and needs a person.</exception>
    /// <summary>The brief when its item is at an end, or as it is when the patience has run out.</summary>
    public async Task<Brief> AfterAsync(Intent intent, TimeSpan patience, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping);
        using var watch = feed.Subscribe();
        var (itemId, until) = (intent.ItemId, clock.GetUtcNow() + patience);
        while (clock.GetUtcNow() < until && await store.ReadAsync(db => db.Inbox.Unfinished().AnyAsync(i => i.Id == itemId, either.Token), either.Token))
            await watch.NextAsync(TimeSpan.FromSeconds(1), clock, either.Token);
        var item = await store.ReadAsync(db => db.Inbox.SingleAsync(i => i.Id == itemId, cancellationToken), cancellationToken);
        if (item.Status == InboxStatus.Needs_Review)
            throw new RefusalException(409, "needs-review", $"The analysis could not be ended: {item.ReviewReason}", $"Once that is mended, retry INB-{item.Number}.");
        return await store.ReadAsync(db => Briefs.ReadAsync(db, intent.Id.ToString(), cancellationToken), cancellationToken);
    }

    /// <summary>200 with the brief when there is nothing left to do, 202 while the work goes on.</summary>
    public async Task<Results<Ok<Brief>, Accepted<Brief>>> AnswerAsync(Intent intent, TimeSpan patience, CancellationToken cancellationToken)
    {
        var brief = await AfterAsync(intent, patience, cancellationToken);
        return brief.Status == IntentStatus.In_Analysis ? TypedResults.Accepted($"/api/intents/{brief.Number}", brief) : TypedResults.Ok(brief);
    }
}
