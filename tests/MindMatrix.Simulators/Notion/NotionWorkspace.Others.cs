using System.Text.Json.Nodes;

namespace MindMatrix.Simulators;

/// <summary>Comments, uploads, templates and bodies as text.</summary>
internal sealed partial class NotionWorkspace
{
    private readonly Dictionary<Guid, JsonObject> _uploads = [];

    public JsonNode Comments(Guid at) => Paged([.. Block(at).Page.Comments.Where(c => (string?)c!["parent"]!["page_id"] == at.ToString() || (string?)c["parent"]!["block_id"] == at.ToString()).Select(c => c!.DeepClone())], null, 100, "comment");

    public JsonNode Comment(JsonObject body, Guid author)
    {
        var thread = body["discussion_id"] is { } id ? AllComments().FirstOrDefault(c => (string?)c["discussion_id"] == TextIn(id)) ?? throw NotionRefusal.Missing("discussion", id) : null;
        var parent = (thread?["parent"] ?? body["parent"]) as JsonObject ?? throw NotionRefusal.Invalid("body failed validation: body.parent or body.discussion_id should be defined.");
        var page = Block(IdIn(parent["page_id"] ?? parent["block_id"], "body.parent")).Page;
        var comment = new JsonObject
        {
            ["object"] = "comment",
            ["id"] = Guid.CreateVersion7().ToString(),
            ["parent"] = parent.DeepClone(),
            ["discussion_id"] = thread?["discussion_id"]?.DeepClone() ?? Guid.CreateVersion7().ToString(),
            ["created_time"] = Iso(clock.GetUtcNow()),
            ["last_edited_time"] = Iso(clock.GetUtcNow()),
            ["created_by"] = User(author),
            ["rich_text"] = Runs(body["rich_text"], "body.rich_text"),
        };
        page.Comments.Add((JsonNode)comment);
        Tell("comment.created", Guid.Parse((string)comment["id"]!), "comment", author);
        return comment.DeepClone();
    }

    public JsonObject FindComment(Guid id) => AllComments().FirstOrDefault(c => (string?)c["id"] == id.ToString()) ?? throw NotionRefusal.Missing("comment", id);

    public JsonNode UpdateComment(Guid id, JsonObject body)
    {
        var comment = FindComment(id);
        comment["rich_text"] = Runs(body["rich_text"], "body.rich_text");
        return comment.DeepClone();
    }

    public JsonNode DeleteComment(Guid id)
    {
        var comment = FindComment(id);
        ((JsonArray)comment.Parent!).Remove(comment);
        return comment;
    }

    private IEnumerable<JsonObject> AllComments() => _blocks.Values.OfType<SimulatedPage>().SelectMany(p => p.Comments.OfType<JsonObject>());

    public JsonNode CreateUpload(JsonObject body)
    {
        var upload = new JsonObject
        {
            ["object"] = "file_upload",
            ["id"] = Guid.CreateVersion7().ToString(),
            ["status"] = "pending",
            ["filename"] = body["filename"]?.DeepClone(),
            ["content_type"] = body["content_type"]?.DeepClone(),
            ["expiry_time"] = Iso(clock.GetUtcNow().AddHours(1)),
        };
        _uploads[Guid.Parse((string)upload["id"]!)] = upload;
        return upload.DeepClone();
    }

    public JsonNode SetUpload(Guid id, string status)
    {
        var upload = _uploads.GetValueOrDefault(id) ?? throw NotionRefusal.Missing("file_upload", id);
        upload["status"] = status;
        return upload.DeepClone();
    }

    public JsonNode Templates(Guid id) => Source(id) is not null ? new JsonObject { ["templates"] = new JsonArray(), ["has_more"] = false, ["next_cursor"] = null } : throw NotionRefusal.Missing("data_source", id);

    public JsonNode Markdown(Guid id) => new JsonObject
    {
        ["object"] = "page_markdown",
        ["id"] = id.ToString(),
        ["markdown"] = string.Join("\n\n", Page(id).Living.Select(b => Plain(b.Content["rich_text"]))),
        ["truncated"] = false,
    };
}
