using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using MindMatrix.Execution;
using MindMatrix.Learning;
using MindMatrix.Simulators;

namespace MindMatrix.Tests.Integration;

/// <summary>A named person decides, and what follows happens once.</summary>
public sealed class ApprovalTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private TestApp App => shared.App;

    [Fact]
    public async Task An_approval_by_a_named_person_creates_the_tasks_and_a_project_from_three_up()
    {
        var (brief, action) = await WaitingAsync();

        var approved = await App.PostAsync($"/api/actions/{action["number"]}/approve", new { planHash = (string?)action["planHash"] }, HttpStatusCode.OK, ("X-Person", "Grace%20Hopper"));

        Assert.Equal("Approved", (string?)approved["status"]);
        Assert.Equal("Grace Hopper", (string?)approved["decidedBy"]);
        var tasks = await TasksOfAsync(brief);
        Assert.Equal(["Ask for two offers", "Name an owner", "Set a review date"], tasks.Select(t => t.Title));
        var project = await App.Store.ReadAsync(db => db.Projects.SingleAsync(p => p.ActionId == Guid.Parse((string)action["id"]!), TestApp.Stop), TestApp.Stop);
        Assert.All(tasks, t => Assert.Equal(project.Id, t.ProjectId));
        Assert.Equal("Executed", (string?)(await App.GetAsync($"/api/intents/{brief["number"]}"))["status"]);
    }

    [Fact]
    public async Task Twenty_approvals_at_once_execute_once()
    {
        var (brief, action) = await WaitingAsync();

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => App.PostAsync($"/api/actions/{action["id"]}/approve", new { planHash = (string?)action["planHash"] })));

        Assert.Equal(3, (await TasksOfAsync(brief)).Count);
        var id = Guid.Parse((string)action["id"]!);
        Assert.Equal(1, await App.Store.ReadAsync(db => db.Set<Settlement>().CountAsync(s => s.ActionId == id, TestApp.Stop), TestApp.Stop));
        Assert.Equal(1, await App.Store.ReadAsync(db => db.Projects.CountAsync(p => p.ActionId == id, TestApp.Stop), TestApp.Stop));
    }

    [Fact]
    public async Task Fewer_than_three_tasks_make_no_project()
    {
        var (brief, action) = await WaitingAsync();
        var plan = (JsonObject)action["plan"]!.DeepClone();
        ((JsonArray)plan["tasks"]!).RemoveAt(2);

        var edited = await EditAsync(action, plan);
        await App.PostAsync($"/api/actions/{action["number"]}/approve", new { planHash = (string?)edited["planHash"] });

        var tasks = await TasksOfAsync(brief);
        Assert.Equal(2, tasks.Count);
        Assert.All(tasks, t => Assert.Null(t.ProjectId));
    }

    [Theory]
    [InlineData(null, HttpStatusCode.BadRequest, "no-plan-hash")]
    [InlineData("0000", HttpStatusCode.Conflict, "plan-changed")]
    public async Task An_approval_of_something_else_is_refused_and_creates_nothing(string? hash, HttpStatusCode status, string code)
    {
        var (brief, action) = await WaitingAsync();

        var problem = await App.PostAsync($"/api/actions/{action["number"]}/approve", new { planHash = hash }, status);

        Assert.Equal(code, (string?)problem["code"]);
        Assert.Empty(await TasksOfAsync(brief));
    }

    [Fact]
    public async Task Approve_refuses_a_plan_that_changed_since_it_was_shown()
    {
        var (brief, action) = await WaitingAsync();
        var plan = (JsonObject)action["plan"]!.DeepClone();
        plan["tasks"]![0]!["title"] = "Ask for three offers";
        await EditAsync(action, plan);

        var problem = await App.PostAsync($"/api/actions/{action["number"]}/approve", new { planHash = (string?)action["planHash"] }, HttpStatusCode.Conflict);

        Assert.Equal("plan-changed", (string?)problem["code"]);
        Assert.Empty(await TasksOfAsync(brief));
    }

    [Fact]
    public async Task An_edit_of_a_plan_that_changed_meanwhile_is_refused()
    {
        var (_, action) = await WaitingAsync();
        var plan = (JsonObject)action["plan"]!.DeepClone();
        plan["riskAssessment"] = "another";
        await EditAsync(action, plan);

        var problem = await App.ReadPutAsync($"/api/actions/{action["number"]}/plan", new { plan, basedOnHash = (string?)action["planHash"] }, HttpStatusCode.Conflict);

        Assert.Equal("plan-changed", (string?)problem["code"]);
    }

    [Theory]
    [InlineData("tasks", "null", HttpStatusCode.BadRequest)]
    [InlineData("scenarioOptions", "null", HttpStatusCode.BadRequest)]
    [InlineData("tasks", "[null]", HttpStatusCode.UnprocessableEntity)]
    [InlineData("killCriteria", "[null]", HttpStatusCode.UnprocessableEntity)]
    [InlineData("conditions", null, HttpStatusCode.BadRequest)]
    public async Task A_plan_with_holes_is_refused_and_changes_nothing(string member, string? value, HttpStatusCode status)
    {
        var (_, action) = await WaitingAsync();
        var plan = (JsonObject)action["plan"]!.DeepClone();
        plan.Remove(member);
        if (value is not null)
            plan[member] = JsonNode.Parse(value);

        await App.ReadPutAsync($"/api/actions/{action["number"]}/plan", new { plan, basedOnHash = (string?)action["planHash"] }, status);

        Assert.Equal((string?)action["planHash"], (string?)(await App.GetAsync($"/api/actions/{action["number"]}"))["planHash"]);
    }

    [Fact]
    public async Task The_settlement_keeps_the_draft_beside_what_the_person_left_of_it()
    {
        var (_, action) = await WaitingAsync();
        var plan = (JsonObject)action["plan"]!.DeepClone();
        plan["tasks"]![0]!["title"] = "Ask for three offers";
        var edited = await EditAsync(action, plan);
        await App.PostAsync($"/api/actions/{action["number"]}/approve", new { planHash = (string?)edited["planHash"] });

        var id = Guid.Parse((string)action["id"]!);
        var settlement = await App.Store.ReadAsync(db => db.Set<Settlement>().SingleAsync(s => s.ActionId == id, TestApp.Stop), TestApp.Stop);
        Assert.Equal("Ask for two offers", settlement.Draft.Tasks[0].Title);
        Assert.Equal("Ask for three offers", settlement.Final.Tasks[0].Title);
        Assert.True(settlement.Approved);
        Assert.Equal("Ada", settlement.DecidedBy);
    }

    [Fact]
    public async Task A_rejection_needs_a_reason_creates_nothing_and_is_final()
    {
        var (brief, action) = await WaitingAsync();
        await App.PostAsync($"/api/actions/{action["number"]}/reject", new { reason = " " }, HttpStatusCode.BadRequest);

        await App.PostAsync($"/api/actions/{action["number"]}/reject", new { reason = "too dear" });
        var problem = await App.PostAsync($"/api/actions/{action["number"]}/approve", new { planHash = (string?)action["planHash"] }, HttpStatusCode.Conflict);

        Assert.Equal("already-decided", (string?)problem["code"]);
        Assert.Empty(await TasksOfAsync(brief));
        Assert.Equal("Rejected", (string?)(await App.GetAsync($"/api/intents/{brief["number"]}"))["status"]);
    }

    [Fact]
    public async Task A_deferred_plan_stays_open_and_may_be_approved_later()
    {
        var (brief, action) = await WaitingAsync();
        await App.PostAsync($"/api/actions/{action["number"]}/defer", new { until = "2001-01-01" }, HttpStatusCode.UnprocessableEntity);

        var deferred = await App.PostAsync($"/api/actions/{action["number"]}/defer", new { until = "2199-01-01" });
        await App.PostAsync($"/api/actions/{action["number"]}/approve", new { planHash = (string?)deferred["planHash"] });

        Assert.Equal(3, (await TasksOfAsync(brief)).Count);
    }

    [Fact]
    public async Task Changes_asked_for_leave_the_plan_open()
    {
        var (_, action) = await WaitingAsync();

        await App.PostAsync($"/api/actions/{action["number"]}/request-changes", new { reason = "name the owner" });

        Assert.Equal("Changes_Requested", (string?)(await App.GetAsync($"/api/actions/{action["number"]}"))["status"]);
        Assert.Contains((JsonArray)(await App.GetAsync("/api/actions?status=Changes_Requested"))["items"]!, a => (string?)a!["id"] == (string?)action["id"]);
    }

    [Fact]
    public async Task A_contested_plan_is_approved_only_after_a_person_has_chosen()
    {
        await using var contested = await TestApp.StartAsync();
        contested.Anthropic.Script = (call, _) => Task.FromResult(call.Asked != Asked.Synthesis ? null : new SimulatedAnswer(SensibleReplies.Synthesis(call.Prompt, call.Options[0]).ToJsonString()));
        var item = await contested.DecideAsync("Buy or rent?");
        var action = (await contested.GetAsync($"/api/intents/{item["intentNumber"]}"))["action"]!;

        var problem = await contested.PostAsync($"/api/actions/{action["number"]}/approve", new { planHash = (string?)action["planHash"] }, HttpStatusCode.Conflict);
        Assert.Equal("no-option-chosen", (string?)problem["code"]);
        await contested.PostAsync($"/api/actions/{action["number"]}/option", new { option = "no-such" }, HttpStatusCode.UnprocessableEntity);
        var chosen = await contested.PostAsync($"/api/actions/{action["number"]}/option", new { option = "second-way" });
        await contested.PostAsync($"/api/actions/{action["number"]}/approve", new { planHash = (string?)chosen["planHash"] });

        var task = Assert.Single((JsonArray)(await contested.GetAsync("/api/tasks"))["items"]!)!;
        Assert.Equal("Carry out: The second way", (string?)task["title"]);
    }

    private async Task<(JsonObject Brief, JsonObject Action)> WaitingAsync()
    {
        var item = await App.DecideAsync($"Hire or wait? Case {Guid.NewGuid()}");
        var brief = await App.GetAsync($"/api/intents/{item["intentNumber"]}");
        return (brief, (JsonObject)brief["action"]!);
    }

    private Task<JsonObject> EditAsync(JsonObject action, JsonObject plan) =>
        App.ReadPutAsync($"/api/actions/{action["number"]}/plan", new { plan, basedOnHash = (string?)action["planHash"] }, HttpStatusCode.OK);

    private Task<List<TaskItem>> TasksOfAsync(JsonObject brief)
    {
        var id = Guid.Parse((string)brief["id"]!);
        return App.Store.ReadAsync(db => db.Tasks.Where(t => t.IntentId == id).OrderBy(t => t.Number).ToListAsync(TestApp.Stop), TestApp.Stop);
    }
}
