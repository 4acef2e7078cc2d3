using Microsoft.EntityFrameworkCore;
using MindMatrix.Audit;
using MindMatrix.Store;

namespace MindMatrix.Knowledge;

/// <summary>The areas of life, the shipped ones and the user's own.</summary>
internal sealed class Areas(Database store, TimeProvider clock) : ISeed
{
    /// <summary>Those that every owner begins with.</summary>
    public static readonly IReadOnlyList<string> Shipped = ["Work", "Health", "Finance", "Relationships", "Learning", "Home", "Hobbies", "Travel", "Community"];

    public Task SeedAsync(CancellationToken cancellationToken) => store.WriteAsync(async unit =>
    {
        var present = await unit.Db.Areas.Select(a => a.Name).ToListAsync(cancellationToken);
        unit.Db.AddRange(Shipped.Except(present).Select(name => new Area { Name = name, CreatedAt = clock.GetUtcNow() }));
    }, cancellationToken);

    public Task<List<string>> NamesAsync(CancellationToken cancellationToken) =>
        store.ReadAsync(db => db.Areas.OrderBy(a => a.Number).Select(a => a.Name).ToListAsync(cancellationToken), cancellationToken);

    /// <summary>The area of this name, whatever its case, or a new one.</summary>
    public Task<Area> FindOrAddAsync(string name, string person, CancellationToken cancellationToken) => store.WriteAsync(async unit =>
    {
        var all = await unit.Db.Areas.ToListAsync(cancellationToken);
        if (all.FirstOrDefault(a => a.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } known)
            return known;
        var area = new Area { Name = name, CreatedAt = clock.GetUtcNow() };
        unit.Db.Add(area);
        unit.Log(clock, person, "Area Added", area, null, $"{person} added the area «{name}».");
        return area;
    }, cancellationToken);

    public static Task<Guid> IdOfAsync(MindMatrixDb db, string name, CancellationToken cancellationToken) =>
        db.Areas.Where(a => a.Name == name).Select(a => a.Id).SingleAsync(cancellationToken);
}
