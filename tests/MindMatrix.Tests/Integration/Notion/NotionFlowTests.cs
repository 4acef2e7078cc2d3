using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using MindMatrix.Approval;
using MindMatrix.Audit;
using MindMatrix.Capture;
using MindMatrix.Dialectic;
using MindMatrix.Execution;
using MindMatrix.Knowledge;
using static MindMatrix.Tests.Integration.Notion.NotionScene;

namespace MindMatrix.Tests.Integration.Notion;

/// <summary>A person who lives in Notion: thoughts go in there, and everything comes back there.</summary>
public sealed class NotionFlowTests
{
    private const string Decision = "Should we hire a senior engineer or an agency?";

    [Fact]
    public async Task A_decision_dropped_in_Notion_comes_back_with_its_analysis_and_a_plan_in_at_most_twelve_requests()
    {
        await using var scene = await StartAsync();
        var before = scene.Notion.Requests.Count;
        var page = scene.Drop("Hire", Decision);

        await scene.PollAsync();

        var asked = scene.Notion.Requests.Skip(before).ToList();
        Assert.True(asked.Count <= 12, string.Join('\n', asked.Select(r => r.Endpoint)));
        var row = scene.Row(page);
        Assert.Equal("Triaged_to_Intent", Choice(row, "Status"));
        Assert.Equal("Strategic (Intent)", Choice(row, "Triage_Destination"));
        var intent = Assert.Single(scene.Rows("Executive Intents"));
        Assert.Equal([IdOf(intent)], scene.Workspace.Related(page, "Routed_to_Intent"));
        Assert.Equal("Analyzed", Choice(intent, "Status"));
        Assert.Contains("heading_2: 🤝 Analysis of ", scene.Workspace.Body(IdOf(intent)), StringComparison.Ordinal);
        var action = Assert.Single(scene.Rows("Action Pipes"));
        Assert.Equal("Pending", Choice(action, "Approval_Status"));
        Assert.Equal([IdOf(intent)], scene.Workspace.Related(IdOf(action), "Intent"));
        var heard = await scene.App.Store.ReadAsync(db => db.Assessments.Where(a => a.Adviser == "the-auditor").Select(a => a.View!).SingleAsync(TestApp.Stop), TestApp.Stop);
        Assert.Equal(heard.Options.MaxBy(o => o.Score)!.Slug, Choice(action, "Auditor_Recommendation"));
        var calls = await scene.App.Store.ReadAsync(db => db.Set<Models.ModelCall>().Select(c => c.Reply).ToListAsync(TestApp.Stop), TestApp.Stop);
        Assert.All(calls, reply => Assert.Contains(reply.ReplaceLineEndings("\n"), scene.Workspace.Body(IdOf(action)), StringComparison.Ordinal));
        Assert.Empty(scene.Rows("Tasks"));
        Assert.Single(scene.Rows("Execution Log"));
        await scene.AssertMirroredAsync();
    }

    [Fact]
    public async Task An_errand_takes_at_most_four_requests_and_a_note_with_three_new_nodes_seven()
    {
        await using var scene = await StartAsync();
        var before = scene.Notion.Requests.Count;
        var errand = scene.Drop("Plants", "Please water the plants.");
        await scene.PollAsync();
        var between = scene.Notion.Requests.Count;
        var note = scene.Drop("Suppliers", "Acme Tools, Borealis Timber and Corvus Paint deliver on Mondays.");
        await scene.PollAsync();
        var after = scene.Notion.Requests.Count;

        Assert.True(between - before <= 4, string.Join('\n', scene.Notion.Requests.Skip(before).Take(between - before).Select(r => r.Endpoint)));
        var nodes = scene.Rows("Nodes");
        Assert.Equal(3, nodes.Count);
        Assert.True(after - between <= 7, string.Join('\n', scene.Notion.Requests.Skip(between).Select(r => r.Endpoint)));
        Assert.Equal("Triaged_to_Task", Choice(scene.Row(errand), "Status"));
        var task = Assert.Single(scene.Rows("Tasks"));
        Assert.Equal("Not started", Choice(task, "Status"));
        Assert.Contains("Please water the plants.", scene.Workspace.Body(IdOf(task)), StringComparison.Ordinal);
        Assert.Equal("Triaged_to_Node", Choice(scene.Row(note), "Status"));
        Assert.Equal(nodes.Select(IdOf).Order(), scene.Workspace.Related(note, "Routed_to_Node").Order());
        await scene.AssertMirroredAsync();
    }

    [Fact]
    public async Task Six_mixed_thoughts_at_three_requests_a_second_are_all_done_with_at_most_two_refusals()
    {
        await using var scene = await StartAsync(perSecond: 3);
        var before = scene.Notion.Refusals;
        List<Guid> pages = [.. Enumerable.Range(0, 6).Select(i => scene.Drop($"Thought {i}", (i % 3) switch { 0 => $"{Decision} {i}", 1 => $"Please water the plants {i}.", _ => $"The key of cabinet {i} hangs by the door." }))];

        await scene.PollAsync();

        Assert.All(pages, page => Assert.StartsWith("Triaged_to_", Choice(scene.Row(page), "Status")!, StringComparison.Ordinal));
        Assert.InRange(scene.Notion.Refusals - before, 0, 2);
        await scene.AssertMirroredAsync();
    }

    [Fact]
    public async Task A_plan_edited_and_approved_in_Notion_creates_its_tasks_there_once()
    {
        await using var scene = await StartAsync();
        scene.Drop("Hire", Decision);
        await scene.PollAsync();
        var action = IdOf(Assert.Single(scene.Rows("Action Pipes")));
        var drafted = Text(scene.Row(action), "Task_Generation_Template").Split('\n');

        scene.Workspace.Write(action, "Task_Generation_Template", string.Join('\n', drafted[0], "- Ask three agencies — by Friday", "- Tell the team", "- Write it down"));
        scene.Workspace.Choose(action, "Approval_Status", "Approved");
        await scene.PollAsync();
        await scene.PollAsync();

        var tasks = scene.Rows("Tasks");
        Assert.Equal(4, tasks.Count);
        Assert.Contains(tasks, t => Text(t, "Name") == "Ask three agencies");
        var project = Assert.Single(scene.Rows("Projects"));
        Assert.All(tasks, t => Assert.Equal([IdOf(project)], scene.Workspace.Related(IdOf(t), "Projects")));
        Assert.Equal("Executed", Choice(Assert.Single(scene.Rows("Executive Intents")), "Status"));
        var settlement = Assert.Single(scene.Rows("Training Data"));
        Assert.InRange((double)settlement["properties"]!["Acceptance_Rate"]!["number"]!, 1, 99);
        Assert.Equal(2, scene.Rows("Execution Log").Count);
        var stored = await scene.App.Store.ReadAsync(db => db.Actions.SingleAsync(TestApp.Stop), TestApp.Stop);
        Assert.Equal(ApprovalStatus.Approved, stored.Status);
        Assert.StartsWith("Notion user", stored.DecidedBy, StringComparison.Ordinal);
        await scene.AssertMirroredAsync();
    }

    [Fact]
    public async Task A_plan_that_changed_here_is_not_approved_by_a_page_that_showed_an_older_one()
    {
        await using var scene = await StartAsync();
        scene.Drop("Hire", Decision);
        await scene.PollAsync();
        var action = IdOf(Assert.Single(scene.Rows("Action Pipes")));
        // The page still shows the old plan, because nothing can be written for the moment.
        scene.Notion.Script = r => r.Endpoint == "PATCH /v1/pages/{page}" || r.Endpoint.StartsWith("PATCH /v1/pages", StringComparison.Ordinal) ? MindMatrix.Simulators.NotionFault.Refused(503) : null;
        await scene.App.PostAsync("/api/actions/ACT-1/option", new { option = "second-way" });
        scene.Workspace.Choose(action, "Approval_Status", "Approved");
        await scene.App.PostAsync("/trigger-poll", null);
        scene.Notion.Script = _ => null;
        await scene.ReleaseAsync();

        Assert.Empty(scene.Rows("Tasks"));
        Assert.Equal("Pending", Choice(scene.Row(action), "Approval_Status"));
        Assert.Contains("was put back", scene.Workspace.Body(action), StringComparison.Ordinal);
        Assert.Equal("second-way", Choice(scene.Row(action), "Recommended_Option"));
        Assert.True(await scene.App.Store.ReadAsync(db => db.Log.AnyAsync(e => e.Act == "Edit Refused", TestApp.Stop), TestApp.Stop));
    }

    [Fact]
    public async Task Progress_rejection_and_correction_made_in_Notion_are_taken_up()
    {
        await using var scene = await StartAsync();
        scene.Drop("Hire", Decision);
        scene.Drop("Plants", "Please water the plants.");
        await scene.PollAsync();
        var task = IdOf(Assert.Single(scene.Rows("Tasks")));
        var action = IdOf(Assert.Single(scene.Rows("Action Pipes")));
        scene.Workspace.Write(action, "User_Notes", "Too dear.");
        scene.Workspace.Choose(action, "Approval_Status", "Rejected");
        await scene.App.PostAsync("/api/tasks/TSK-1/status", new { status = "In_progress" });
        await scene.PollAsync();
        Assert.Equal("In progress", Choice(scene.Row(task), "Status"));
        scene.Workspace.Choose(task, "Status", "Done");

        await scene.PollWholeAsync();

        await scene.App.Store.ReadAsync(async db =>
        {
            Assert.Equal(Execution.TaskStatus.Done, (await db.Tasks.SingleAsync(TestApp.Stop)).Status);
            var rejected = await db.Actions.SingleAsync(TestApp.Stop);
            Assert.Equal((ApprovalStatus.Rejected, "Too dear."), (rejected.Status, rejected.Reason));
            return true;
        }, TestApp.Stop);
        Assert.Equal("Rejected", Choice(Assert.Single(scene.Rows("Executive Intents")), "Status"));
        await scene.AssertMirroredAsync();
    }

    [Fact]
    public async Task A_field_changed_on_both_sides_ends_as_the_person_in_Notion_wrote_it_and_the_log_has_both()
    {
        await using var scene = await StartAsync();
        scene.Drop("Plants", "Please water the plants.");
        await scene.PollAsync();
        var task = IdOf(Assert.Single(scene.Rows("Tasks")));
        scene.Notion.Script = r => r.Endpoint.StartsWith("PATCH /v1/pages", StringComparison.Ordinal) ? MindMatrix.Simulators.NotionFault.Refused(503) : null;
        await scene.App.PostAsync("/api/tasks/TSK-1/status", new { status = "In_progress" });
        scene.Workspace.Choose(task, "Status", "Done");
        await scene.PollWholeAsync();
        scene.Notion.Script = _ => null;
        await scene.ReleaseAsync();

        Assert.Equal("Done", Choice(scene.Row(task), "Status"));
        Assert.Equal(Execution.TaskStatus.Done, await scene.App.Store.ReadAsync(db => db.Tasks.Select(t => t.Status).SingleAsync(TestApp.Stop), TestApp.Stop));
        var noted = await scene.App.Store.ReadAsync(db => db.Log.SingleAsync(e => e.Act == "Edit Conflict", TestApp.Stop), TestApp.Stop);
        Assert.StartsWith("Status was changed here to «In progress» and by Notion user", noted.Summary, StringComparison.Ordinal);
        await scene.AssertMirroredAsync();
    }

    [Fact]
    public async Task Writes_of_our_own_never_come_back_as_edits()
    {
        await using var scene = await StartAsync();
        scene.Drop("Hire", Decision);
        scene.Drop("Plants", "Please water the plants.");
        await scene.PollAsync();
        var (written, log) = (scene.Notion.Requests.Count(r => r.IsWrite), await scene.LogAsync());

        await scene.PollWholeAsync();
        await scene.PollWholeAsync();

        Assert.Equal(written, scene.Notion.Requests.Count(r => r.IsWrite));
        Assert.Equal(log, await scene.LogAsync());
    }

    [Fact]
    public async Task A_thought_from_the_web_appears_in_Notion_and_long_texts_and_bold_words_come_in_whole()
    {
        await using var scene = await StartAsync();
        var longText = string.Concat(Enumerable.Range(0, 500).Select(i => $"{i} 🧠 Please count. "));
        var page = scene.Drop("Long", longText);
        await scene.App.DecideAsync("Please call Jo.");

        var stored = await scene.App.Store.ReadAsync(db => db.Inbox.ToListAsync(TestApp.Stop), TestApp.Stop);
        Assert.Equal(longText.Trim(), stored.Single(i => i.Source == Source.Notion).Content);
        await scene.AssertMirroredAsync();
        var rows = scene.Rows("System Inbox");
        Assert.Equal(2, rows.Count);
        Assert.Equal("Please call Jo.", Text(rows.Single(r => IdOf(r) != page), "Content"));
        await scene.AssertMirroredAsync();
    }

    [Fact]
    public async Task Prompts_areas_and_nodes_written_in_Notion_are_used()
    {
        await using var scene = await StartAsync();
        var quant = IdOf(scene.Rows("Agent Registry").Single(r => Text(r, "Agent_Name") == "The Quant"));
        scene.Workspace.Write(quant, "System_Prompt", "Count twice, and say what you did not count.");
        scene.Workspace.AddRow("Areas", new JsonObject { ["Name"] = new JsonObject { ["title"] = new JsonArray(new JsonObject { ["text"] = new JsonObject { ["content"] = "Clinic" } }) } });
        scene.Workspace.AddRow("Nodes", new JsonObject { ["Name"] = new JsonObject { ["title"] = new JsonArray(new JsonObject { ["text"] = new JsonObject { ["content"] = "Dr. Quill" } }) }, ["Node_Type"] = new JsonObject { ["select"] = new JsonObject { ["name"] = "Entity_Person" } } });

        await scene.PollWholeAsync();

        await scene.App.Store.ReadAsync(async db =>
        {
            var latest = await db.Set<AgentVersion>().OrderByDescending(v => v.CreatedAt).FirstAsync(TestApp.Stop);
            Assert.Equal("Count twice, and say what you did not count.", latest.Prompt);
            Assert.True(await db.Areas.AnyAsync(a => a.Name == "Clinic", TestApp.Stop));
            Assert.True(await db.Nodes.AnyAsync(n => n.Name == "Dr. Quill", TestApp.Stop));
            return true;
        }, TestApp.Stop);
        Assert.Equal(10, scene.Rows("Areas").Count);
        await scene.AssertMirroredAsync();
    }

    [Fact]
    public async Task With_a_select_for_task_status_and_Related_Intents_it_works_the_same()
    {
        await using var scene = await StartAsync(new MindMatrix.Simulators.ReferenceShape("select", "Related Intents", ExternalIds: false));
        scene.Drop("Hire", Decision);
        await scene.PollAsync();
        var action = IdOf(Assert.Single(scene.Rows("Action Pipes")));
        scene.Workspace.Choose(action, "Approval_Status", "Approved");

        await scene.PollAsync();

        Assert.All(scene.Rows("Tasks"), t => Assert.Single(scene.Workspace.Related(IdOf(t), "Related Intents")));
        Assert.NotEmpty(scene.Rows("Tasks"));
    }

    [Fact]
    public async Task A_page_that_a_person_deleted_is_not_made_again()
    {
        await using var scene = await StartAsync();
        scene.Drop("Plants", "Please water the plants.");
        await scene.PollAsync();
        scene.Workspace.Trash(IdOf(Assert.Single(scene.Rows("Tasks"))));

        await scene.App.PostAsync("/api/tasks/TSK-1/status", new { status = "Done" });
        await scene.PollAsync();

        Assert.Empty(scene.Rows("Tasks"));
        Assert.True(await scene.App.Store.ReadAsync(db => db.Log.AnyAsync(e => e.Act == "Notion Page Gone", TestApp.Stop), TestApp.Stop));
    }
}
