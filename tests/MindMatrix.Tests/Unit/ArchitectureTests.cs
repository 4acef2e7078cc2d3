using System.Text.RegularExpressions;
using ArchUnitNET.Domain;
using ArchUnitNET.Loader;

namespace MindMatrix.Tests.Unit;

/// <summary>Holds the arrows of docs/architecture.md: which folder may know which.</summary>
public sealed class ArchitectureTests
{
    private static readonly Architecture Product = new ArchLoader().LoadAssembly(typeof(App).Assembly).Build();

    /// <summary>Folder → the folders it may know, besides itself.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Settings"] = [],
        ["Language"] = [],
        ["Store"] = [],
        ["Audit"] = ["Store"],
        ["Engine"] = ["Store"],
        ["Models"] = ["Store", "Settings"],
        ["Capture"] = ["Store", "Audit"],
        ["Triage"] = ["Store", "Audit", "Models", "Language", "Capture"],
        ["Knowledge"] = ["Store", "Audit", "Triage", "Capture"],
        ["Dialectic"] = ["Store", "Audit", "Models", "Capture", "Triage"],
        ["Approval"] = ["Store", "Audit", "Capture", "Triage", "Dialectic"],
        ["Execution"] = ["Store", "Audit", "Capture", "Triage", "Knowledge", "Dialectic", "Approval"],
        ["Learning"] = ["Store", "Audit", "Dialectic", "Approval", "Execution"],
        ["Offline"] = ["Store", "Models", "Language", "Capture", "Triage", "Dialectic"],
        ["Flow"] = ["Store", "Settings", "Audit", "Engine", "Models", "Offline", "Capture", "Triage", "Knowledge", "Dialectic", "Approval", "Execution", "Learning", "Operations"],
    };

    public static TheoryData<string> Folders => [.. Allowed.Keys];

    [Theory]
    [MemberData(nameof(Folders))]
    public void A_folder_knows_only_the_folders_it_may_know(string folder)
    {
        var strangers =
            from type in Product.Types
            where FolderOf(type.FullName) == folder
            from dependency in type.Dependencies
            let other = FolderOf(dependency.Target.FullName)
            where other is not null && other != folder && !Allowed[folder].Contains(other)
            select $"{type.FullName} knows {dependency.Target.FullName}";

        Assert.Contains(Product.Types, t => FolderOf(t.FullName) == folder);
        Assert.Empty(strangers.Distinct());
    }

    [Fact]
    public void Every_folder_below_the_top_is_in_the_table()
    {
        string[] top = ["Operations", "Web", "Cli", "Connectors"];
        var folders = Product.Types.Select(t => FolderOf(t.FullName)).OfType<string>().Distinct();

        Assert.Empty(folders.Except(Allowed.Keys).Except(top));
    }

    [Fact]
    public void Decision_science_knows_nothing_of_the_product() =>
        Assert.DoesNotContain(typeof(Decisions.DecisionReport).Assembly.GetReferencedAssemblies(), a => a.Name!.StartsWith("mindmatrix", StringComparison.OrdinalIgnoreCase) || a.Name.StartsWith("Microsoft.", StringComparison.Ordinal));

    /// <summary>The slices in the order in which a thought goes through them.</summary>
    private static readonly string[] Way = ["Capture", "Triage", "Dialectic", "Approval", "Execution", "Learning"];

    public static TheoryData<string, string> Forward => [.. Way.SelectMany((from, i) => Way.Skip(i + 1).Select(to => (from, to)))];

    public static TheoryData<string, string> Upward =>
        [.. from below in Way.Concat(["Knowledge", "Audit", "Models", "Engine", "Store", "Settings"]) from above in new[] { "Flow", "Cli", "Web", "Operations", "Connectors" } select (below, above)];

    [Theory]
    [MemberData(nameof(Forward))]
    public void No_arrow_points_forward(string slice, string later) => Assert.Empty(Uses(slice, later));

    [Theory]
    [MemberData(nameof(Upward))]
    public void No_arrow_points_up(string folder, string above) => Assert.Empty(Uses(folder, above));

    [Fact]
    public void The_engine_knows_no_step_by_what_it_does() => Assert.Empty(Allowed.Keys.Except(["Engine", "Store"]).Concat(["Cli", "Web", "Operations", "Connectors"]).SelectMany(other => Uses("Engine", other)));

    [Fact]
    public void The_store_knows_no_slice() => Assert.Empty(Allowed.Keys.Except(["Store"]).SelectMany(other => Uses("Store", other)));

    /// <summary>Without this, an arrow within an async method could be one that nobody sees.</summary>
    [Theory]
    [InlineData("Knowledge", "Audit", "Nodes")]
    [InlineData("Learning", "Approval", "SettlementRecorder")]
    [InlineData("Flow", "Triage", "ItemFlow")]
    [InlineData("Triage", "Models", "Triager")]
    public void The_arrows_that_are_there_are_seen(string from, string to, string by) => Assert.Contains(Uses(from, to), use => use.Contains(by, StringComparison.Ordinal));

    private static IEnumerable<string> Uses(string from, string to) => Product.Types
        .Where(t => t.FullName.StartsWith($"MindMatrix.{from}.", StringComparison.Ordinal))
        .SelectMany(t => t.Dependencies.Where(d => d.Target.FullName.StartsWith($"MindMatrix.{to}.", StringComparison.Ordinal)).Select(d => $"{t.FullName} knows {d.Target.FullName}")).Distinct();

    /// <summary>The folder of the product that a type stands in; null for types from elsewhere and of the top.</summary>
    private static string? FolderOf(string type) =>
        Regex.Match(type, @"^MindMatrix\.(?<folder>[A-Z][a-z]+)\.[A-Z_<]") is { Success: true } match && match.Groups["folder"].Value is not "Decisions" and var folder
            && Product.Types.Any(t => t.FullName == type || type.StartsWith(t.FullName, StringComparison.Ordinal)) ? folder : null;
}
