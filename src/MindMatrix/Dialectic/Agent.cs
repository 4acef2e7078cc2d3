using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MindMatrix.Audit;
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

    /// <summary>UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }
}

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

    private IReadOnlyList<Adviser>? _active;

    /// <summary>Adds the built-in advisers that are missing, and a version where the prompt that ships has changed.</summary>
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
            var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(prompt)));
            var latest = await unit.Db.Set<AgentVersion>().Where(v => v.AgentId == agent.Id).OrderByDescending(v => v.Version).FirstOrDefaultAsync(cancellationToken);
            if (latest?.PromptHash == hash)
                continue;
            unit.Db.Add(new AgentVersion { AgentId = agent.Id, Version = (latest?.Version ?? 0) + 1, Prompt = prompt, PromptHash = hash, CreatedAt = clock.GetUtcNow() });
            unit.Log(clock, ExecutionLog.System, "Agent Version Added", agent, null, $"Version {(latest?.Version ?? 0) + 1} of {shipped.Name}'s prompt, as it ships.");
        }
    }, cancellationToken);

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
