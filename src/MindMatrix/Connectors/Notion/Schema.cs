namespace MindMatrix.Connectors.Notion;

/// <summary>A property of one of the ten databases.</summary>
/// <param name="Type">As Notion names it; where there is a choice, the one that bootstrap makes.</param>
internal sealed record PropertySpec(string Name, string Type)
{
    /// <summary>The connector cannot do without it.</summary>
    public bool Required { get; init; }

    /// <summary>Other types that serve as well.</summary>
    public IReadOnlyList<string> OrTypes { get; init; } = [];

    /// <summary>Names it has in other workspaces.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>Of a select, in order.</summary>
    public IReadOnlyList<string> Options { get; init; } = [];

    /// <summary>Of a relation: the database it leads to.</summary>
    public string? To { get; init; }

    /// <summary>Of a relation both ways that is made from this side: its name on the other.</summary>
    public string? Back { get; init; }
}

/// <summary>One of the ten databases: what it holds.</summary>
/// <param name="Key">As the settings and <c>/health</c> name it, for example <c>system_inbox</c>.</param>
internal sealed record DatabaseSpec(string Key, string Title, string Emoji, IReadOnlyList<PropertySpec> Properties)
{
    /// <summary>The property that holds our id: what a lost answer is looked up by.</summary>
    public const string ExternalId = "External_ID";

    public PropertySpec Property(string name) => Properties.Single(p => p.Name == name);
}

/// <summary>The ten databases with Notion's own property names, in the order in which their records refer to each other.</summary>
internal static class Schema
{
    private static readonly string[] AgentNames = ["The Entrepreneur", "The Quant", "The Auditor"];

    public static readonly IReadOnlyList<DatabaseSpec> Databases =
    [
        Of("areas", "Areas", "🧭", Title("Name"), Select("Status", "Active", "Paused"), Text("Vision")),
        Of("agent_registry", "Agent Registry", "🎭", Title("Agent_Name"), Text("System_Prompt", required: true), Checkbox("Active", required: true), Text("Focus_Area"), Select("API_Model"), Select("Risk_Tolerance", "Low", "Medium", "High")),
        Of("nodes", "Nodes", "🧠", Title("Name"), Text("Content", required: true), Required(Select("Node_Type", "Entity_Person", "Entity_Company", "Knowledge_Asset", "System_Component")),
            Relation("Areas", "areas", "Nodes", required: true), Date("Date added"), new PropertySpec("Tags", "multi_select") { Aliases = ["Knowledge_Tags", "Topic"] }, new PropertySpec("URL", "url")),
        Of("system_inbox", "System Inbox", "📥", Title("Input_Title"), Text("Content", required: true),
            Required(Choice("Status", "Unprocessed", "Processing", "Triaged_to_Intent", "Triaged_to_Task", "Triaged_to_Node", "Needs_Review")),
            Required(Select("Source", "Notion", "Web", "Slack", "Email", "Webhook", "Api", "Cli")),
            Required(Select("Triage_Destination", "Strategic (Intent)", "Operational (Task)", "Reference (Node)")),
            new PropertySpec("Received_Date", "date") { OrTypes = ["created_time"], Required = true }, Number("Inbox_ID"), Text("Auto_Tags"), Relation("Routed_to_Node", "nodes", "Inbox Items", required: true)),
        Of("executive_intents", "Executive Intents", "🎯", Title("Name"), Text("Description", required: true),
            Required(Choice("Status", "Ready", "In_Analysis", "Analyzed", "Approved", "Executed", "Done", "Rejected", "Deferred")), Required(Select("Risk_Level", "Low", "Medium", "High")),
            Number("Projected_Impact", required: true), Required(Select("Priority", "P0", "P1", "P2")),
            Relation("Agent_Persona", "agent_registry", "Assigned Intents", required: true), Relation("Area", "areas", "Related Intents", required: true),
            Relation("Related_Nodes", "nodes", "Related_Intents", required: true), Relation("Source", "system_inbox", "Routed_to_Intent", required: true),
            Date("Created_Date", required: true), Number("Intent ID"), Date("Due_Date"), Text("Success_Criteria"), Text("Decision_Made"), Select("Conflict_Level")),
        Of("action_pipes", "Action Pipes", "⚡", Title("Action_Title"), Required(Choice("Approval_Status", "Pending", "Approved", "Rejected", "Changes_Requested", "Deferred")),
            Relation("Intent", "executive_intents", "Related_Actions", required: true), Relation("Agent", "agent_registry", "Generated_Actions", required: true), Checkbox("Diff_Logged", required: true),
            Select("Recommended_Option"), Text("Scenario_Options"), Text("Risk_Assessment"), Text("Required_Resources"), Text("Task_Generation_Template"), Date("Approved_Date"), Checkbox("Consensus"),
            Number("Action_ID"), Select("Entrepreneur_Recommendation"), Select("Auditor_Recommendation"), Select("Final_Decision"), Text("Synthesis_Summary"), Text("User_Notes")),
        Of("projects", "Projects", "📁", Title("Name"), Required(Choice("Status", "Planning", "Active", "Done")),
            new PropertySpec("Source Intent", "relation") { To = "executive_intents", Back = "Spawned Project", Required = true, Aliases = ["Related Intents"] },
            Relation("Area", "areas", "Projects", required: true), Text("Context"), Relation("Nodes", "nodes", "Projects")),
        Of("tasks", "Tasks", "✅", Title("Name"), Required(Choice("Status", "Not started", "In progress", "Done")),
            new PropertySpec("Source Intent", "relation") { To = "executive_intents", Back = "✅ Spawned tasks", Required = true, Aliases = ["Related Intents"] },
            Relation("Projects", "projects", "Tasks", required: true), Relation("Area", "areas", "Tasks", required: true), Checkbox("Auto Generated", required: true),
            Relation("DB_System_Inbox", "system_inbox", "Routed_to_Task"), Select("Priority", "P0", "P1", "P2"), Date("Date"), Checkbox("Done"), Number("Time Estimate"), Relation("Nodes", "nodes", "Tasks")),
        Of("training_data", "Training Data", "📈", Title("Title"), Required(Select("Agent_Name", AgentNames)), Text("Original_Plan", required: true), Text("Final_Plan", required: true),
            Number("Acceptance_Rate", required: true), Text("Intent_ID"), Date("Timestamp"), Text("Modifications"), Number("Modifications_Count")),
        Of("execution_log", "Execution Log", "📜", Title("Log_Entry_Title"), Text("Action_Taken", required: true), Date("Decision_Date", required: true),
            Relation("Intent", "executive_intents", "Execution Record", required: true), Number("Log_ID"), Select("Executor"), Text("Outcome"), Text("Lessons_Learned"), Text("Actual_vs_Projected")),
    ];

    public static DatabaseSpec Of(string key) => Databases.Single(d => d.Key == key);

    /// <summary>The properties that a relation made in another database shows here, which the reference requires as well.</summary>
    public static IEnumerable<(DatabaseSpec From, PropertySpec Relation)> BacksIn(string key) =>
        from database in Databases from property in database.Properties where property.To == key && property.Back is not null select (database, property);

    private static DatabaseSpec Of(string key, string title, string emoji, params PropertySpec[] properties) => new(key, title, emoji, [.. properties, new PropertySpec(DatabaseSpec.ExternalId, "rich_text")]);

    private static PropertySpec Title(string name) => new(name, "title") { Required = true };

    private static PropertySpec Text(string name, bool required = false) => new(name, "rich_text") { Required = required };

    private static PropertySpec Number(string name, bool required = false) => new(name, "number") { Required = required };

    private static PropertySpec Checkbox(string name, bool required = false) => new(name, "checkbox") { Required = required };

    private static PropertySpec Date(string name, bool required = false) => new(name, "date") { Required = required };

    private static PropertySpec Select(string name, params string[] options) => new(name, "select") { Options = options };

    /// <summary>A select, or a status where the workspace has one.</summary>
    private static PropertySpec Choice(string name, params string[] options) => Select(name, options) with { OrTypes = ["status"] };

    private static PropertySpec Relation(string name, string to, string back, bool required = false) => new(name, "relation") { To = to, Back = back, Required = required };

    private static PropertySpec Required(PropertySpec property) => property with { Required = true };
}
