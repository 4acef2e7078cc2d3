using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MindMatrix.Audit;
using MindMatrix.Capture;
using MindMatrix.Models;
using MindMatrix.Store;

namespace MindMatrix.Dialectic;

/// <summary>An adviser: a mandate under which every option is assessed.</summary>
[ShortPrefix("AGT")]
internal sealed class Agent : Record
{
    /// <summary>For example <c>the-quant</c>; unique.</summary>
    public required string Slug { get; init; }

    /// <summary>For example <c>The Quant</c>.</summary>
    public required string Name { get; set; }

    public bool Active { get; set; } = true;

    /// <summary>Place in the order of advisers, from 0; also how far the options are rotated.</summary>
    public required int Position { get; set; }

    /// <summary>entrepreneur, quant, auditor, or a user's own word.</summary>
    public required string Mandate { get; init; }

    /// <summary>True for the one who sets gates and is asked for the probability of failure.</summary>
    public required bool SetsGates { get; init; }
}

/// <summary>One state of an adviser's prompt; never changed, so that an assessment can name what made it.</summary>
internal sealed class AgentVersion
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid AgentId { get; init; }

    /// <summary>1, 2, 3 … per adviser.</summary>
    public required int Version { get; init; }

    /// <summary>Mandate, rubric and evidence pack, as Markdown.</summary>
    public required string Prompt { get; init; }

    /// <summary>SHA-256 in hexadecimal of <see cref="Prompt"/>.</summary>
    public required string PromptHash { get; init; }

    /// <summary>The JSON schema that its assessments follow. It comes with the product, whose code checks every part of it; a new one makes a new version.</summary>
    public required string OutputSchema { get; init; }

    /// <summary>A person's name, or <see cref="ExecutionLog.System"/> for a prompt as it ships.</summary>
    public required string CreatedBy { get; init; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }
}

/// <param name="SetsGates">True for the one who may declare an option out of bounds.</param>
/// <param name="Versions">The latest, which is in force, first.</param>
internal sealed record AgentView(Guid Id, string Number, string Slug, string Name, bool Active, int Position, bool SetsGates, IReadOnlyList<AgentVersionView> Versions)
{
    public static AgentView Of(Agent agent, IEnumerable<AgentVersion> versions) => new(
        agent.Id, $"AGT-{agent.Number}", agent.Slug, agent.Name, agent.Active, agent.Position, agent.SetsGates,
        [.. versions.OrderByDescending(v => v.Version).Select(v => new AgentVersionView(v.Version, v.Prompt, v.PromptHash, JsonNode.Parse(v.OutputSchema), v.CreatedBy, v.CreatedAt))]);
}

internal sealed record AgentVersionView(int Version, string Prompt, string PromptHash, JsonNode? OutputSchema, string CreatedBy, DateTimeOffset CreatedAt);

/// <summary>An active adviser with the prompt in force.</summary>
internal sealed record Adviser(Guid AgentId, Guid VersionId, string Slug, string Name, string Mandate, bool SetsGates, int Position, string Prompt);

internal sealed class AgentConfiguration : IEntityTypeConfiguration<Agent>, IEntityTypeConfiguration<AgentVersion>
{
    public void Configure(EntityTypeBuilder<Agent> builder)
    {
        builder.ToTable("AgentRegistry");
        builder.HasIndex(a => a.Slug).IsUnique();
    }

    public void Configure(EntityTypeBuilder<AgentVersion> builder)
    {
        builder.ToTable("AgentVersions");
        builder.HasKey(v => v.Id);
        builder.HasIndex(v => new { v.AgentId, v.Version }).IsUnique();
        builder.HasOne<Agent>().WithMany().HasForeignKey(v => v.AgentId).HasPrincipalKey(a => a.Id);
    }
}

/// <summary>The Agent Registry.</summary>
internal sealed class AgentRegistry(Database store, TimeProvider clock) : ISeed
{
    private sealed record BuiltIn(string Slug, string Name, string Mandate, bool SetsGates);

    private static readonly BuiltIn[] ShippedAdvisers =
    [
        new("the-entrepreneur", "The Entrepreneur", "entrepreneur", SetsGates: false),
        new("the-quant", "The Quant", "quant", SetsGates: false),
        new("the-auditor", "The Auditor", "auditor", SetsGates: true),
    ];

    /// <summary>Slug → name of the advisers that ship with the product; a lead can be routed to each of them.</summary>
    public static readonly IReadOnlyDictionary<string, string> LeadNames = ShippedAdvisers.ToDictionary(b => b.Slug, b => b.Name);

    private static readonly string Schema = StructuredModel.SchemaText<AssessmentReply>();

    private IReadOnlyList<Adviser>? _active;

    /// <summary>Adds the built-in advisers that are missing, and a version where the prompt or the output schema that ships has changed.</summary>
    public Task SeedAsync(CancellationToken cancellationToken) => store.WriteAsync(async unit =>
    {
        foreach (var (place, shipped) in ShippedAdvisers.Index())
        {
            var prompt = Prompts.Load($"{shipped.Slug}.md");
            var agent = await unit.Db.Set<Agent>().SingleOrDefaultAsync(a => a.Slug == shipped.Slug, cancellationToken);
            if (agent is null)
            {
                agent = new Agent { CreatedAt = clock.GetUtcNow(), Slug = shipped.Slug, Name = shipped.Name, Position = place, Mandate = shipped.Mandate, SetsGates = shipped.SetsGates };
                unit.Db.Add(agent);
            }
            await KeepUpAsync(unit, agent, prompt, cancellationToken);
        }
        var shippedSlugs = ShippedAdvisers.Select(s => s.Slug).ToList();
        foreach (var agent in await unit.Db.Set<Agent>().Where(a => !shippedSlugs.Contains(a.Slug)).ToListAsync(cancellationToken))
            await KeepUpAsync(unit, agent, "", cancellationToken);
    }, cancellationToken);

    private async Task KeepUpAsync(UnitOfWork unit, Agent agent, string shipped, CancellationToken cancellationToken)
    {
        var latest = await LatestAsync(unit.Db, agent.Id, cancellationToken);
        // What a person wrote stays in force: the product must not talk over its user at the next start.
        var (prompt, author) = latest is not null && latest.CreatedBy != ExecutionLog.System ? (latest.Prompt, latest.CreatedBy) : (shipped, ExecutionLog.System);
        if (latest is not null && latest.PromptHash == HashOf(prompt) && latest.OutputSchema == Schema)
            return;
        var next = Next(agent.Id, latest, prompt, author);
        unit.Db.Add(next);
        unit.Log(clock, ExecutionLog.System, "Agent Version Added", agent, null, $"Version {next.Version} of {agent.Name}, with the {(latest?.PromptHash == next.PromptHash ? "output schema" : "prompt")} that ships.");
    }

    /// <summary>All advisers in their order, with every version of their prompts, the latest first.</summary>
    public Task<IReadOnlyList<AgentView>> ListAsync(CancellationToken cancellationToken) => store.ReadAsync<IReadOnlyList<AgentView>>(async db =>
    {
        var agents = await db.Set<Agent>().OrderBy(a => a.Position).ToListAsync(cancellationToken);
        var versions = (await db.Set<AgentVersion>().ToListAsync(cancellationToken)).ToLookup(v => v.AgentId);
        return [.. agents.Select(a => AgentView.Of(a, versions[a.Id]))];
    }, cancellationToken);

    /// <summary>Adds an adviser of a person's own, the last in the order.</summary>
    /// <exception cref="RefusalException">422: name or prompt cannot be used, or the name is taken.</exception>
    public Task<AgentView> AddAsync(string? name, string? prompt, string person, CancellationToken cancellationToken) => ChangeAsync(async unit =>
    {
        var called = Text(name, 60, "name", "Send the adviser's name in 1 to 60 characters.");
        var mandate = Text(prompt, MaxPrompt, "prompt", PromptRemedy);
        var slug = string.Join('-', called.ToLowerInvariant().Split([.. called.ToLowerInvariant().Where(c => !char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c)).Distinct()], StringSplitOptions.RemoveEmptyEntries));
        if (slug.Length == 0 || await unit.Db.Set<Agent>().AnyAsync(a => a.Slug == slug, cancellationToken))
            throw new RefusalException(422, "name-taken", slug.Length == 0 ? $"«{called}» has no letters of a slug." : $"There is an adviser «{slug}» already.", "Choose another name.");
        var place = await unit.Db.Set<Agent>().MaxAsync(a => a.Position, cancellationToken) + 1;
        // The Auditor alone sets gates: two who can forbid would leave nobody to overrule a mistake.
        var agent = new Agent { CreatedAt = clock.GetUtcNow(), Slug = slug, Name = called, Position = place, Mandate = slug, SetsGates = false };
        unit.Db.Add(agent);
        var first = Next(agent.Id, null, mandate, person);
        unit.Db.Add(first);
        unit.Log(clock, person, "Agent Added", agent, null, $"{person} added {called}.");
        await unit.SaveAsync(cancellationToken);
        return AgentView.Of(agent, [first]);
    }, cancellationToken);

    /// <summary>Puts a new version of the prompt in force; earlier ones are kept.</summary>
    /// <exception cref="RefusalException">404 no such adviser; 422 the prompt cannot be used.</exception>
    public Task<AgentView> EditAsync(string key, string? prompt, string person, CancellationToken cancellationToken) => ChangeAsync(async unit =>
    {
        var agent = await FindAsync(unit.Db, key, cancellationToken);
        var text = Text(prompt, MaxPrompt, "prompt", PromptRemedy);
        var versions = await unit.Db.Set<AgentVersion>().Where(v => v.AgentId == agent.Id).ToListAsync(cancellationToken);
        var latest = versions.MaxBy(v => v.Version)!;
        if (latest.PromptHash != HashOf(text))
        {
            var next = Next(agent.Id, latest, text, person);
            unit.Db.Add(next);
            versions.Add(next);
            unit.Log(clock, person, "Agent Version Added", agent, null, $"{person} wrote version {next.Version} of {agent.Name}'s prompt.");
        }
        return AgentView.Of(agent, versions);
    }, cancellationToken);

    /// <summary>Switches an adviser on or off.</summary>
    /// <exception cref="RefusalException">404 no such adviser; 409 fewer than two would be left.</exception>
    public Task<AgentView> SwitchAsync(string key, bool active, string person, CancellationToken cancellationToken) => ChangeAsync(async unit =>
    {
        var agent = await FindAsync(unit.Db, key, cancellationToken);
        if (!active && agent.Active && await unit.Db.Set<Agent>().CountAsync(a => a.Active, cancellationToken) <= Least)
            throw new RefusalException(409, "too-few-advisers", $"Without {agent.Name} fewer than {Least} advisers are left, and nobody could disagree.", "Switch another one on first.");
        if (agent.Active != active)
            unit.Log(clock, person, active ? "Agent Switched On" : "Agent Switched Off", agent, null, $"{person} switched {agent.Name} {(active ? "on" : "off")}.");
        agent.Active = active;
        return AgentView.Of(agent, await unit.Db.Set<AgentVersion>().Where(v => v.AgentId == agent.Id).ToListAsync(cancellationToken));
    }, cancellationToken);

    /// <summary>Orders the advisers.</summary>
    /// <param name="slugs">All of them, each once.</param>
    /// <exception cref="RefusalException">422: one is missing, unknown or named twice.</exception>
    public async Task<IReadOnlyList<AgentView>> OrderAsync(IReadOnlyList<string> slugs, string person, CancellationToken cancellationToken)
    {
        await ChangeAsync(async unit =>
        {
            var all = await unit.Db.Set<Agent>().OrderBy(a => a.Position).ToListAsync(cancellationToken);
            if (!slugs.Order(StringComparer.Ordinal).SequenceEqual(all.Select(a => a.Slug).Order(StringComparer.Ordinal)))
                throw new RefusalException(422, "faulty-order", "The order does not name every adviser once.", $"Send all of {string.Join(", ", all.Select(a => a.Slug))}.");
            foreach (var agent in all)
                agent.Position = slugs.ToList().IndexOf(agent.Slug);
            unit.Log(clock, person, "Agents Ordered", all[0], null, $"{person} ordered the advisers: {string.Join(", ", slugs)}.");
            return all;
        }, cancellationToken);
        return await ListAsync(cancellationToken);
    }

    private const int Least = 2;
    private const int MaxPrompt = 20_000;
    private const string PromptRemedy = "Send mandate, rubric and evidence pack as Markdown, at most 20,000 characters.";

    private async Task<T> ChangeAsync<T>(Func<UnitOfWork, Task<T>> change, CancellationToken cancellationToken)
    {
        var result = await store.WriteAsync(change, cancellationToken);
        _active = null;
        return result;
    }

    private static async Task<Agent> FindAsync(MindMatrixDb db, string key, CancellationToken cancellationToken) =>
        await db.Set<Agent>().SingleOrDefaultAsync(a => a.Slug == key, cancellationToken) ?? await db.Set<Agent>().ByKeyAsync("adviser", key, cancellationToken);

    private static Task<AgentVersion?> LatestAsync(MindMatrixDb db, Guid agentId, CancellationToken cancellationToken) =>
        db.Set<AgentVersion>().Where(v => v.AgentId == agentId).OrderByDescending(v => v.Version).FirstOrDefaultAsync(cancellationToken);

    private AgentVersion Next(Guid agentId, AgentVersion? latest, string prompt, string person) =>
        new() { AgentId = agentId, Version = (latest?.Version ?? 0) + 1, Prompt = prompt, PromptHash = HashOf(prompt), OutputSchema = Schema, CreatedBy = person, CreatedAt = clock.GetUtcNow() };

    private static string HashOf(string prompt) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(prompt)));

    private static string Text(string? text, int most, string field, string remedy)
    {
        var clean = Sanitiser.Sanitise(text ?? "").Text;
        return clean.Length > 0 && clean.Length <= most ? clean : throw new RefusalException(422, $"faulty-{field}", $"The {field} has {clean.Length:N0} characters.", remedy);
    }

    /// <summary>An adviser with the prompt of a version, or of the one in force where there is no such version.</summary>
    public async Task<IReadOnlyList<Adviser>> AtVersionAsync(int version, CancellationToken cancellationToken)
    {
        var active = await ActiveAsync(cancellationToken);
        var versions = await store.ReadAsync(db => db.Set<AgentVersion>().Where(v => v.Version == version).ToListAsync(cancellationToken), cancellationToken);
        return [.. active.Select(a => versions.FirstOrDefault(v => v.AgentId == a.AgentId) is { } v ? a with { VersionId = v.Id, Prompt = v.Prompt } : a)];
    }

    /// <summary>The active advisers in their order, each with its latest prompt.</summary>
    public async Task<IReadOnlyList<Adviser>> ActiveAsync(CancellationToken cancellationToken) =>
        _active ??= await store.ReadAsync(async db =>
        {
            var agents = await db.Set<Agent>().Where(a => a.Active).OrderBy(a => a.Position).ToListAsync(cancellationToken);
            var ids = agents.Select(a => a.Id).ToList();
            var versions = (await db.Set<AgentVersion>().Where(v => ids.Contains(v.AgentId)).ToListAsync(cancellationToken))
                .GroupBy(v => v.AgentId).ToDictionary(g => g.Key, g => g.MaxBy(v => v.Version)!);
            return (IReadOnlyList<Adviser>)[.. agents.Select(a => new Adviser(a.Id, versions[a.Id].Id, a.Slug, a.Name, a.Mandate, a.SetsGates, a.Position, versions[a.Id].Prompt))];
        }, cancellationToken);
}
