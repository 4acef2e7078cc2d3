using System.Text.Json.Nodes;

namespace MindMatrix.Simulators;

/// <summary>How a workspace of the reference differs from another.</summary>
/// <param name="TaskStatus">select or status.</param>
/// <param name="SourceIntent">What tasks call their intent: «Source Intent», or «Related Intents» elsewhere.</param>
/// <param name="ExternalIds">Each database has the column in which a mirror keeps its ids.</param>
internal sealed record ReferenceShape(string TaskStatus = "status", string SourceIntent = "Source Intent", bool ExternalIds = true);

/// <summary>The ten databases and the Command Center of the reference, as a person would have them.</summary>
/// <param name="Parent">The page they stand in.</param>
/// <param name="Databases">By the end of their setting: SYSTEM_INBOX, EXECUTIVE_INTENTS …</param>
internal sealed record ReferenceWorkspace(Guid Parent, Guid CommandCenter, IReadOnlyDictionary<string, Guid> Databases)
{
    private static readonly (string Setting, string Title)[] Ten =
    [
        ("SYSTEM_INBOX", "System Inbox"), ("EXECUTIVE_INTENTS", "Executive Intents"), ("ACTION_PIPES", "Action Pipes"), ("AGENT_REGISTRY", "Agent Registry"), ("EXECUTION_LOG", "Execution Log"),
        ("TRAINING_DATA", "Training Data"), ("TASKS", "Tasks"), ("PROJECTS", "Projects"), ("AREAS", "Areas"), ("NODES", "Nodes"),
    ];

    // Name: type, and after a slash the options. The first is the title.
    private static readonly Dictionary<string, string[]> Columns = new()
    {
        ["System Inbox"] = ["Input_Title", "Content: rich_text", "Status: select/Unprocessed/Processing/Triaged_to_Intent/Triaged_to_Task/Triaged_to_Node", "Source: select/Notion/Slack/Email/Webhook", "Triage_Destination: select/Strategic (Intent)/Operational (Task)/Reference (Node)", "Received_Date: date", "Inbox_ID: number", "Auto_Tags: rich_text"],
        ["Executive Intents"] = ["Name", "Description: rich_text", "Status: select/Ready/Analyzed", "Risk_Level: select/Low/Medium/High", "Projected_Impact: number", "Priority: select/P0/P1/P2", "Created_Date: date", "Intent ID: number", "Due_Date: date", "Success_Criteria: rich_text", "Decision_Made: rich_text", "Conflict_Level: select", "Age: formula", "Urgency Score: formula"],
        ["Action Pipes"] = ["Action_Title", "Approval_Status: select/Pending/Approved", "Diff_Logged: checkbox", "Recommended_Option: select/Option A/Option B/Option C", "Scenario_Options: rich_text", "Risk_Assessment: rich_text", "Required_Resources: rich_text", "Task_Generation_Template: rich_text", "Approved_Date: date", "Consensus: checkbox", "Action_ID: number", "Entrepreneur_Recommendation: select", "Auditor_Recommendation: select", "Final_Decision: select", "Synthesis_Summary: rich_text", "User_Notes: rich_text", "Analysis_Date: created_time"],
        ["Agent Registry"] = ["Agent_Name", "System_Prompt: rich_text", "Active: checkbox", "API_Model: select", "Auto_Route_Criteria: rich_text", "Focus_Area: rich_text", "Output_Template: rich_text", "Risk_Tolerance: select"],
        ["Execution Log"] = ["Log_Entry_Title", "Action_Taken: rich_text", "Decision_Date: date", "Log_ID: number", "Executor: select", "Outcome: rich_text", "Lessons_Learned: rich_text", "Actual_vs_Projected: rich_text", "Settlement_Date: created_time"],
        ["Training Data"] = ["Title", "Agent_Name: select", "Original_Plan: rich_text", "Final_Plan: rich_text", "Acceptance_Rate: number", "Intent_ID: rich_text", "Timestamp: date", "Modifications: rich_text", "Modifications_Count: number"],
        ["Tasks"] = ["Name", "Auto Generated: checkbox", "Priority: select", "Energy: select", "Date: date", "Done: checkbox", "Time Estimate: number"],
        ["Projects"] = ["Name", "Status: select/Planning/Active/Done", "Context: rich_text", "Timeline: date"],
        ["Areas"] = ["Name", "Status: select", "Vision: rich_text"],
        ["Nodes"] = ["Name", "Content: rich_text", "Node_Type: select/Entity_Person/Entity_Company/Knowledge_Asset/System_Component", "Date added: date", "Knowledge_Tags: multi_select", "Tags: multi_select", "Topic: multi_select", "URL: url"],
    };

    /// <summary>Makes them in an empty workspace, as the integration could; the rows' authors are persons all the same.</summary>
    public static ReferenceWorkspace Build(NotionWorkspace workspace, ReferenceShape? shape = null) => workspace.Do(() =>
    {
        var its = shape ?? new ReferenceShape();
        var parent = workspace.AddTopPage("Executive Mind Matrix");
        var sources = new Dictionary<string, Guid>();
        var databases = new Dictionary<string, Guid>();
        foreach (var (setting, title) in Ten)
        {
            var columns = Columns[title].AsEnumerable();
            if (title == "Tasks")
                columns = columns.Append(its.TaskStatus == "status" ? "Status: status" : "Status: select/Not started/In progress/Done");
            if (its.ExternalIds)
                columns = columns.Append("External_ID: rich_text");
            var made = workspace.CreateDatabase(new JsonObject
            {
                ["parent"] = new JsonObject { ["type"] = "page_id", ["page_id"] = parent.ToString() },
                ["title"] = new JsonArray(new JsonObject { ["text"] = new JsonObject { ["content"] = title } }),
                ["initial_data_source"] = new JsonObject { ["properties"] = new JsonObject(columns.Select(Column)) },
            }, workspace.Person);
            databases[setting] = Guid.Parse((string)made["id"]!);
            sources[title] = Guid.Parse((string)made["data_sources"]![0]!["id"]!);
        }
        foreach (var (one, property, other, back) in Relations(its))
            Relate(workspace, sources[one], property, sources[other], back);
        var center = workspace.CreatePage(new JsonObject
        {
            ["parent"] = new JsonObject { ["page_id"] = parent.ToString() },
            ["properties"] = new JsonObject { ["title"] = new JsonObject { ["title"] = new JsonArray(new JsonObject { ["text"] = new JsonObject { ["content"] = "Command Center" } }) } },
        }, workspace.Person);
        return new ReferenceWorkspace(parent, center.Id, databases);
    });

    /// <summary>The settings of the product for this workspace.</summary>
    public IReadOnlyDictionary<string, string> Settings(string address)
    {
        var settings = Databases.ToDictionary(d => $"NOTION_DB_{d.Key}", d => d.Value.ToString("N"));
        settings["NOTION_API_KEY"] = NotionSimulator.Key;
        settings["NOTION_BASE_URL"] = address;
        settings["NOTION_PAGE_COMMAND_CENTER"] = CommandCenter.ToString("N");
        return settings;
    }

    // Without a name for the way back it is one way only.
    private static IEnumerable<(string One, string Property, string Other, string? Back)> Relations(ReferenceShape shape) =>
    [
        ("System Inbox", "Routed_to_Intent", "Executive Intents", "Source"), ("System Inbox", "Routed_to_Task", "Tasks", "DB_System_Inbox"),
        ("System Inbox", "Routed_to_Node", "Nodes", null), ("System Inbox", "Related_Nodes", "Nodes", null),
        ("Executive Intents", "Agent_Persona", "Agent Registry", "Assigned Intents"), ("Executive Intents", "Area", "Areas", "Related Intents"),
        ("Executive Intents", "Related_Nodes", "Nodes", "Related_Intents"), ("Executive Intents", "Related_Actions", "Action Pipes", "Intent"),
        ("Executive Intents", "Spawned Project", "Projects", "Source Intent"), ("Executive Intents", "✅ Spawned tasks", "Tasks", shape.SourceIntent),
        ("Executive Intents", "Execution Record", "Execution Log", "Intent"), ("Action Pipes", "Agent", "Agent Registry", "Generated_Actions"),
        ("Tasks", "Projects", "Projects", "Tasks"), ("Tasks", "Area", "Areas", "Tasks"), ("Tasks", "Nodes", "Nodes", "Tasks"),
        ("Projects", "Area", "Areas", "Projects"), ("Projects", "Nodes", "Nodes", "Projects"), ("Areas", "Nodes", "Nodes", "Areas"),
    ];

    private static KeyValuePair<string, JsonNode?> Column(string text, int index)
    {
        var parts = text.Split(": ", 2);
        if (index == 0)
            return KeyValuePair.Create(text, (JsonNode?)new JsonObject { ["title"] = new JsonObject() });
        var type = parts[1].Split('/');
        var config = type[0] switch
        {
            "select" or "multi_select" => new JsonObject { ["options"] = new JsonArray([.. type.Skip(1).Select(o => (JsonNode)new JsonObject { ["name"] = o })]) },
            "formula" => new JsonObject { ["expression"] = "1" },
            _ => [],
        };
        return KeyValuePair.Create(parts[0], (JsonNode?)new JsonObject { [type[0]] = config });
    }

    private static void Relate(NotionWorkspace workspace, Guid one, string property, Guid other, string? back)
    {
        var kind = back is null ? "single_property" : "dual_property";
        var changed = workspace.UpdateSource(one, new JsonObject
        {
            ["properties"] = new JsonObject { [property] = new JsonObject { ["relation"] = new JsonObject { ["data_source_id"] = other.ToString(), ["type"] = kind, [kind] = new JsonObject() } } },
        });
        if (back is not null)
            workspace.UpdateSource(other, new JsonObject { ["properties"] = new JsonObject { [(string)changed["properties"]![property]!["relation"]!["dual_property"]!["synced_property_id"]!] = new JsonObject { ["name"] = back } } });
    }
}
