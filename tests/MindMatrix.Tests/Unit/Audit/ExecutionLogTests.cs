using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using MindMatrix.Audit;

namespace MindMatrix.Tests.Unit.Audit;

public sealed class ExecutionLogTests
{
    private static readonly Guid Subject = Guid.Parse("11111111-1111-1111-1111-111111111111");
    private static readonly DateTimeOffset At = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    public static TheoryData<string> Fields =>
        ["PreviousHash", "Position", "Id", "At", "Actor", "Act", "SubjectKind", "SubjectId", "ItemId", "Summary", "Model", "CostMicroUsd"];

    [Theory]
    [MemberData(nameof(Fields))]
    public void Each_field_is_part_of_the_hash(string field)
    {
        var entry = Entry();
        var before = ExecutionLog.HashOf(entry);
        var property = typeof(LogEntry).GetProperty(field)!;
        property.SetValue(entry, property.GetValue(entry) switch
        {
            string text => text + "x",
            long number => number + 1,
            DateTimeOffset instant => instant.AddMicroseconds(1),
            _ => Guid.Parse("99999999-9999-9999-9999-999999999999"),
        });

        Assert.NotEqual(before, ExecutionLog.HashOf(entry));
    }

    [Fact]
    public void Every_field_but_the_hash_is_among_those_tested() =>
        Assert.Equal(typeof(LogEntry).GetProperties().Select(p => p.Name).Except(["Hash"]).Order(), Fields.Select(row => row.Data).Order());

    [Fact]
    public void The_hash_has_sixty_four_digits() => Assert.Matches("^[0-9a-f]{64}$", ExecutionLog.HashOf(Entry()));

    [Fact]
    public void A_text_cannot_move_from_one_field_into_the_next() =>
        Assert.NotEqual(ExecutionLog.HashOf(Entry(actor: "Ada;3", act: "Act")), ExecutionLog.HashOf(Entry(actor: "Ada", act: "3;Act")));

    [Fact]
    public void An_empty_field_is_not_an_absent_one() =>
        Assert.NotEqual(ExecutionLog.HashOf(Entry(model: "")), ExecutionLog.HashOf(Entry(model: null)));

    [Fact]
    public void The_same_instant_in_another_zone_is_the_same_entry() =>
        Assert.Equal(ExecutionLog.HashOf(Entry()), ExecutionLog.HashOf(Entry(at: At.ToOffset(TimeSpan.FromHours(2)))));

    [Fact]
    public async Task A_log_nobody_touched_is_sound()
    {
        await using var store = await FourEntriesAsync();

        var verified = await VerifyAsync(store);

        Assert.Equal((4, null), (verified.Entries, verified.Fault));
    }

    [Fact]
    public async Task An_empty_log_is_sound()
    {
        await using var store = await TempStore.CreateAsync();

        Assert.Equal(new LogVerification(0, ExecutionLog.Genesis, null), await VerifyAsync(store));
    }

    [Fact]
    public async Task Entries_of_one_write_and_of_the_next_make_one_chain()
    {
        await using var store = await FourEntriesAsync();

        var log = await store.ReadAsync(db => db.Log.OrderBy(e => e.Position).ToListAsync(TestContext.Current.CancellationToken));

        Assert.Equal([1, 2, 3, 4], log.Select(e => e.Position));
        Assert.Equal([ExecutionLog.Genesis, .. log.SkipLast(1).Select(e => e.Hash)], log.Select(e => e.PreviousHash));
    }

    [Theory]
    [InlineData("UPDATE ExecutionLog SET Summary = 'Nothing happened' WHERE Position = 2", "LOG-2 was changed")]
    [InlineData("UPDATE ExecutionLog SET Actor = 'Eve' WHERE Position = 4", "LOG-4 was changed")]
    [InlineData("UPDATE ExecutionLog SET CostMicroUsd = 0 - 1 WHERE Position = 1", "LOG-1 was changed")]
    [InlineData("DELETE FROM ExecutionLog WHERE Position = 1", "LOG-1 is missing")]
    [InlineData("DELETE FROM ExecutionLog WHERE Position = 3", "LOG-3 is missing")]
    [InlineData("UPDATE ExecutionLog SET Position = -2 WHERE Position = 2; UPDATE ExecutionLog SET Position = 2 WHERE Position = 3; UPDATE ExecutionLog SET Position = 3 WHERE Position = -2", "LOG-2 does not follow")]
    [InlineData("DELETE FROM ExecutionLog WHERE Position = 2; UPDATE ExecutionLog SET Position = Position - 1 WHERE Position > 2", "LOG-2 does not follow")]
    [InlineData("DELETE FROM ExecutionLog WHERE Position > 3", "ends at LOG-3, but 4 entries were written")]
    [InlineData("DELETE FROM ExecutionLog", "ends at LOG-0, but 4 entries were written")]
    [InlineData("UPDATE ExecutionLogHead SET Count = 3", "ends at LOG-4, but 3 entries were written")]
    public async Task Tampering_is_found_and_named(string sql, string said)
    {
        await using var store = await FourEntriesAsync();
        await store.TamperAsync(sql);

        var verified = await VerifyAsync(store);

        Assert.Contains(said, verified.Fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_that_also_renews_its_hash_breaks_the_next_link()
    {
        await using var store = await FourEntriesAsync();
        var entry = await store.ReadAsync(db => db.Log.SingleAsync(e => e.Position == 2, TestContext.Current.CancellationToken));
        var forged = new LogEntry
        {
            Position = 2,
            Id = entry.Id,
            At = entry.At,
            Actor = entry.Actor,
            Act = entry.Act,
            SubjectKind = entry.SubjectKind,
            SubjectId = entry.SubjectId,
            ItemId = entry.ItemId,
            Summary = "Nothing happened",
            Model = entry.Model,
            CostMicroUsd = entry.CostMicroUsd,
            PreviousHash = entry.PreviousHash,
        };
        await store.TamperAsync($"UPDATE ExecutionLog SET Summary = 'Nothing happened', Hash = '{ExecutionLog.HashOf(forged)}' WHERE Position = 2");

        var verified = await VerifyAsync(store);

        Assert.StartsWith("LOG-3 does not follow", verified.Fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_entry_written_while_the_log_is_checked_is_no_fault()
    {
        var meanwhile = new OnceAfterTheHeadIsRead();
        await using var store = await TempStore.CreateAsync(meanwhile);
        await AddAsync(store, "one");
        meanwhile.Do = () => AddAsync(store, "two");

        var verified = await VerifyAsync(store);

        Assert.Null(meanwhile.Do);
        Assert.Null(verified.Fault);
    }

    [Fact]
    public async Task The_product_cannot_change_an_entry()
    {
        await using var store = await FourEntriesAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(() => store.Database.WriteAsync(
            async unit => unit.Db.Remove(await unit.Db.Log.AsTracking().FirstAsync(TestContext.Current.CancellationToken)), TestContext.Current.CancellationToken));
    }

    private static async Task<TempStore> FourEntriesAsync()
    {
        var store = await TempStore.CreateAsync();
        await AddAsync(store, "one", "two");
        await AddAsync(store, "three");
        await AddAsync(store, "four");
        return store;
    }

    private static Task AddAsync(TempStore store, params string[] summaries) => store.WriteAsync(unit =>
    {
        foreach (var summary in summaries)
            unit.Log(TimeProvider.System, "Ada", "Act", "InboxItem", Subject, Subject, summary, "offline-rules", 5);
    });

    private static Task<LogVerification> VerifyAsync(TempStore store) => store.ReadAsync(db => ExecutionLog.VerifyAsync(db, TestContext.Current.CancellationToken));

    private static LogEntry Entry(string actor = "Ada", string act = "Act", string? model = "m", DateTimeOffset? at = null) => new()
    {
        Position = 1,
        Id = Subject,
        At = at ?? At,
        Actor = actor,
        Act = act,
        SubjectKind = "InboxItem",
        SubjectId = Subject,
        ItemId = Subject,
        Summary = "s",
        Model = model,
        CostMicroUsd = 5,
        PreviousHash = ExecutionLog.Genesis,
    };

    private sealed class OnceAfterTheHeadIsRead : DbCommandInterceptor
    {
        public Func<Task>? Do { get; set; }


        public override InterceptionResult DataReaderDisposing(DbCommand command, DataReaderDisposingEventData eventData, InterceptionResult result) => RunAsync(command, result).GetAwaiter().GetResult();

        private async Task<InterceptionResult> RunAsync(DbCommand command, InterceptionResult result)
        {
            if (Do is { } act && command.CommandText.Contains("ExecutionLogHead", StringComparison.Ordinal))
            {
                Do = null;
                await act();
            }
            return result;
        }
    }
}
