using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using MindMatrix.Capture;
using MindMatrix.Notion;
using MindMatrix.Simulators;
using static MindMatrix.Tests.Integration.Notion.NotionScene;

namespace MindMatrix.Tests.Integration.Notion;

/// <summary>First contact, schemas, the Command Center and webhooks.</summary>
public sealed class NotionConnectionTests
{
    private const string Token = "secret_verification_token";

    [Fact]
    public async Task The_schemas_of_the_reference_are_valid_and_what_is_missing_is_named_with_its_remedy()
    {
        await using var scene = await StartAsync();
        var fine = await scene.App.GetAsync("/diagnostic/validate-schemas");
        Assert.True((bool)fine["valid"]!, fine.ToJsonString());

        scene.Workspace.Do(() => scene.Workspace.UpdateSource(SourceOf(scene, "ACTION_PIPES"), new JsonObject { ["properties"] = new JsonObject { ["Diff_Logged"] = null, ["User_Notes"] = null } }));
        var broken = (await scene.App.GetAsync("/diagnostic/validate-schemas"))["databases"]!["action_pipes"]!;

        Assert.False((bool)broken["valid"]!);
        Assert.Equal(["Diff_Logged"], ((JsonArray)broken["missing"]!).Select(m => (string)m!));
        Assert.Contains("User_Notes", ((JsonArray)broken["missingOptional"]!).Select(m => (string)m!));
    }

    [Fact]
    public async Task Repair_shows_what_it_will_add_and_adds_it_only_when_told_to()
    {
        await using var scene = await StartAsync(new ReferenceShape(ExternalIds: false), start: false);

        var shown = await ProductProcess.RunAsync(VerbSettings(scene), "notion", "repair");
        Assert.Contains("add to System Inbox: External_ID (rich_text)", shown.Out, StringComparison.Ordinal);
        Assert.Contains("Nothing was changed.", shown.Out, StringComparison.Ordinal);
        Assert.DoesNotContain(scene.Notion.Requests, r => r.IsWrite);

        var done = await ProductProcess.RunAsync(VerbSettings(scene), "notion", "repair", "--yes");
        Assert.Equal(0, done.ExitCode);
        Assert.Contains("Nothing is missing.", (await ProductProcess.RunAsync(VerbSettings(scene), "notion", "repair")).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bootstrap_makes_a_whole_workspace_goes_on_after_a_break_and_the_product_works_in_it()
    {
        await using var notion = await NotionSimulator.StartAsync();
        var parent = notion.Workspace.AddTopPage("Empty");
        var settings = new Dictionary<string, string> { ["NOTION_API_KEY"] = NotionSimulator.Key, ["NOTION_BASE_URL"] = notion.Address, ["DATA_DIR"] = TestApp.NewFolder() };
        notion.Script = r => r.Number == 12 ? NotionFault.Refused(401) : null;
        Assert.Equal(1, (await ProductProcess.RunAsync(settings, "notion", "bootstrap", "--parent", parent.ToString("N"))).ExitCode);
        notion.Script = _ => null;

        var made = await ProductProcess.RunAsync(settings, "notion", "bootstrap", "--parent", parent.ToString("N"));
        Assert.True(made.ExitCode == 0, made.Error);
        var ids = made.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split('=')).ToDictionary(p => p[0], p => p[1].Trim());
        Assert.Equal(11, ids.Count);

        await using var app = await TestApp.StartAsync(settings.Concat(ids).Append(new("NOTION_REQUESTS_PER_SECOND", "0")).Where(s => s.Key != "DATA_DIR").ToDictionary());
        Assert.True((bool)(await app.GetAsync("/diagnostic/validate-schemas"))["valid"]!);
        notion.Workspace.AddRow("System Inbox", new JsonObject { ["Input_Title"] = new JsonObject { ["title"] = new JsonArray(new JsonObject { ["text"] = new JsonObject { ["content"] = "Should we hire or wait?" } }) } });
        await app.PollAsync();
        Assert.Equal("Pending", Choice(Assert.Single(notion.Workspace.Rows("Action Pipes")), "Approval_Status"));
        Assert.Equal(3, notion.Workspace.Rows("Agent Registry").Count);
        Assert.Equal(9, notion.Workspace.Rows("Areas").Count);
    }

    [Fact]
    public async Task Connections_says_of_each_database_in_words_how_it_is()
    {
        await using var scene = await StartAsync(start: false);
        var fine = await ProductProcess.RunAsync(VerbSettings(scene), "connections");
        Assert.True(fine.ExitCode == 0, fine.Out);
        Assert.Equal(11, fine.Out.Split('\n').Count(l => l.StartsWith('✓')));

        scene.Workspace.TrashDatabase(scene.Reference.Databases["TASKS"]);
        var gone = await ProductProcess.RunAsync(VerbSettings(scene), "connections");
        Assert.Equal(1, gone.ExitCode);
        Assert.Contains("✗ Tasks: There is nothing under the id in NOTION_DB_TASKS, or it is not shared with the integration.", gone.Out, StringComparison.Ordinal);

        scene.Notion.Script = r => r.Endpoint.StartsWith("GET /v1/data_sources", StringComparison.Ordinal) ? NotionFault.Refused(403) : null;
        Assert.Contains("✗ Areas: Notion does not let the integration do this: it lacks a capability, or the workspace has used up the blocks of its plan.", (await ProductProcess.RunAsync(VerbSettings(scene), "connections")).Out, StringComparison.Ordinal);
        Assert.StartsWith("✓ Notion: Not connected;", (await ProductProcess.RunAsync(new Dictionary<string, string> { ["DATA_DIR"] = TestApp.NewFolder() }, "connections")).Out, StringComparison.Ordinal);
        scene.Notion.Script = _ => null;

        var wrong = VerbSettings(scene);
        wrong["NOTION_API_KEY"] = "ntn_another_key_entirely";
        Assert.Contains("Notion does not accept the key.", (await ProductProcess.RunAsync(wrong, "connections")).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_Command_Center_is_laid_out_once_and_its_figures_follow()
    {
        await using var scene = await StartAsync();
        await scene.App.PostAsync("/command-center/setup", null);
        Assert.Equal("page-has-content", (string?)(await scene.App.PostAsync("/command-center/setup", null, HttpStatusCode.Conflict))["code"]);
        await scene.App.PostAsync("/command-center/setup?force=true", null);
        scene.Drop("Hire", "Should we hire or wait?");
        await scene.PollAsync();

        var metrics = (await scene.App.PostAsync("/command-center/update-metrics", null))["metrics"]!;

        Assert.Equal(1, (int)metrics["total_intents"]!);
        Assert.Contains("Approvals: 1 wait for you, 1 in all", scene.Workspace.Body(scene.Reference.CommandCenter), StringComparison.Ordinal);
        Assert.Single(scene.Workspace.Body(scene.Reference.CommandCenter).Split('\n'), l => l.Contains("System Metrics", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_webhook_fetches_at_once_when_it_is_signed_new_and_not_our_own()
    {
        await using var scene = await StartAsync(more: new() { ["NOTION_WEBHOOK_TOKEN"] = Token });
        var page = scene.Drop("Plants", "Please water the plants.");
        var body = Event(page, "person");
        using (var forged = await SendAsync(scene, body, "sha256=" + new string('0', 64)))
            Assert.Equal(HttpStatusCode.Unauthorized, forged.StatusCode);
        Assert.Equal("Unprocessed", Choice(scene.Row(page), "Status"));

        using (var taken = await SendAsync(scene, body, NotionWebhook.Sign(Encoding.UTF8.GetBytes(body), Token)))
            Assert.Contains("accepted", await taken.Content.ReadAsStringAsync(TestApp.Stop), StringComparison.Ordinal);
        await scene.UntilAsync(db => db.Inbox.AnyAsync(i => i.Status == InboxStatus.Triaged_to_Task, TestApp.Stop));

        using var again = await SendAsync(scene, body, NotionWebhook.Sign(Encoding.UTF8.GetBytes(body), Token));
        Assert.Contains("Heard before.", await again.Content.ReadAsStringAsync(TestApp.Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_token_a_webhook_is_refused_but_the_handshake_is_answered()
    {
        await using var scene = await StartAsync();
        using var refused = await SendAsync(scene, Event(Guid.CreateVersion7(), "person"), "sha256=00");
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        using var handshake = await SendAsync(scene, new JsonObject { ["verification_token"] = Token }.ToJsonString(), null);
        Assert.Equal(HttpStatusCode.OK, handshake.StatusCode);
        Assert.DoesNotContain(Token, await handshake.Content.ReadAsStringAsync(TestApp.Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_Notion_is_down_the_work_goes_on_health_says_so_and_afterwards_everything_is_there()
    {
        await using var scene = await StartAsync();
        scene.Notion.Script = _ => NotionFault.Refused(503);
        var item = await scene.App.PostAsync("/api/inbox", new { content = "Should we hire or wait?" }, HttpStatusCode.Created);
        await scene.UntilAsync(db => db.Inbox.AnyAsync(i => i.Status == InboxStatus.Triaged_to_Intent, TestApp.Stop));
        await scene.UntilAsync(async _ => (string?)(await scene.App.GetAsync("/health"))["status"] == "degraded");

        scene.Notion.Script = _ => null;
        await scene.ReleaseAsync();
        await scene.ReleaseAsync();

        Assert.Equal("Pending", Choice(Assert.Single(scene.Rows("Action Pipes")), "Approval_Status"));
        await scene.AssertMirroredAsync();
    }

    private static Dictionary<string, string> VerbSettings(NotionScene scene) => new(scene.Settings) { ["DATA_DIR"] = TestApp.NewFolder() };

    private static Guid SourceOf(NotionScene scene, string database) => scene.Workspace.Do(() => scene.Workspace.Database(scene.Reference.Databases[database]).Sources[0].Id);

    private static string Event(Guid page, string author) => new JsonObject
    {
        ["id"] = Guid.CreateVersion7().ToString(),
        ["timestamp"] = "2026-11-23T10:00:00.000Z",
        ["authors"] = new JsonArray(new JsonObject { ["id"] = Guid.CreateVersion7().ToString(), ["type"] = author }),
        ["entity"] = new JsonObject { ["id"] = page.ToString(), ["type"] = "page" },
        ["type"] = "page.created",
    }.ToJsonString();

    private static async Task<HttpResponseMessage> SendAsync(NotionScene scene, string body, string? signature)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/webhooks/notion") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (signature is not null)
            request.Headers.Add(NotionWebhook.SignatureHeader, signature);
        return await scene.App.Http.SendAsync(request, TestApp.Stop);
    }
}
