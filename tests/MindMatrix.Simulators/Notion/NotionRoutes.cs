using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace MindMatrix.Simulators;

/// <summary>Answers one call; runs alone.</summary>
internal delegate JsonNode NotionAnswer(NotionWorkspace workspace, NotionCall call);

/// <summary>What was asked.</summary>
internal sealed class NotionCall(HttpRequest request, JsonObject body)
{
    public JsonObject Body => body;

    public Guid Id => Guid.TryParse(Text("id"), out var id) ? id : throw NotionRefusal.Invalid($"path failed validation: path.id should be a valid uuid, instead was `\"{Text("id")}\"`.");

    public string Text(string route) => (string?)request.RouteValues[route] ?? "";

    public string? Query(string name) => request.Query[name].FirstOrDefault();

    public IReadOnlyList<string> QueryAll(string name) => [.. request.Query[name].OfType<string>()];

    public int PageSize => Size(Query("page_size") is { } text ? int.TryParse(text, CultureInfo.InvariantCulture, out var n) ? n : 0 : (int?)body["page_size"]);

    /// <summary>Other keys than these are refused.</summary>
    public NotionCall Only(params string[] keys)
    {
        if (body.FirstOrDefault(m => !keys.Contains(m.Key)) is { Key: { } unknown })
            throw NotionRefusal.Invalid($"body failed validation: body.{unknown} should be not present, instead was `{body[unknown]?.ToJsonString() ?? "null"}`.");
        return this;
    }

    private static int Size(int? asked) => asked is null ? 100 : asked is >= 1 and <= 100 ? asked.Value
        : throw NotionRefusal.Invalid($"body failed validation: body.page_size should be ≤ `100`, instead was `{asked}`.");
}

/// <summary>Every endpoint that the client knows.</summary>
internal static class NotionRoutes
{
    public static readonly IReadOnlyList<(string Method, string Route, NotionAnswer Answer)> All =
    [
        ("GET", "/v1/users/me", (w, _) => w.Me()),
        ("POST", "/v1/search", (w, c) => w.Search(c.Only("query", "filter", "sort", "start_cursor", "page_size"))),
        ("POST", "/v1/databases", (w, c) => w.CreateDatabase(c.Only("parent", "title", "description", "is_inline", "icon", "cover", "initial_data_source").Body, w.Bot)),
        ("GET", "/v1/databases/{id}", (w, c) => w.Show(w.Database(c.Id))),
        ("PATCH", "/v1/databases/{id}", (w, c) => w.UpdateDatabase(c.Id, c.Only("parent", "title", "description", "is_inline", "icon", "cover", "in_trash", "is_locked").Body)),
        ("POST", "/v1/data_sources", (w, c) => w.AddSource(c.Only("parent", "title", "properties", "icon").Body)),
        ("GET", "/v1/data_sources/{id}", (w, c) => w.Show(w.Source(c.Id))),
        ("PATCH", "/v1/data_sources/{id}", (w, c) => w.UpdateSource(c.Id, c.Only("title", "icon", "properties", "in_trash", "parent").Body)),
        ("POST", "/v1/data_sources/{id}/query", (w, c) => w.Query(c.Id, c.Only("filter", "sorts", "start_cursor", "page_size", "in_trash", "result_type"))),
        ("GET", "/v1/data_sources/{id}/templates", (w, c) => w.Templates(c.Id)),
        ("POST", "/v1/pages", (w, c) => NotionWorkspace.Show(w.CreatePage(c.Only("parent", "properties", "icon", "cover", "children", "content", "markdown", "template", "position", "allow_async").Body, w.Bot))),
        ("GET", "/v1/pages/{id}", (w, c) => NotionWorkspace.Show(w.Page(c.Id), c.QueryAll("filter_properties"))),
        ("PATCH", "/v1/pages/{id}", (w, c) => NotionWorkspace.Show(w.UpdatePage(c.Id, c.Only("properties", "icon", "cover", "is_locked", "template", "erase_content", "in_trash", "is_archived").Body, w.Bot))),
        ("POST", "/v1/pages/{id}/move", (w, c) => NotionWorkspace.Show(w.Move(c.Id, c.Only("parent").Body, w.Bot))),
        ("GET", "/v1/pages/{id}/properties/{property}", (w, c) => w.PropertyItems(c.Id, c.Text("property"), c.Query("start_cursor"), c.PageSize)),
        ("GET", "/v1/pages/{id}/markdown", (w, c) => w.Markdown(c.Id)),
        ("GET", "/v1/blocks/{id}", (w, c) => NotionWorkspace.Show(w.Block(c.Id))),
        ("PATCH", "/v1/blocks/{id}", (w, c) => NotionWorkspace.Show(w.UpdateBlock(c.Id, c.Body, w.Bot))),
        ("DELETE", "/v1/blocks/{id}", (w, c) => NotionWorkspace.Show(w.TrashBlock(c.Id, w.Bot))),
        ("GET", "/v1/blocks/{id}/children", (w, c) => w.Children(c.Id, c.Query("start_cursor"), c.PageSize)),
        ("PATCH", "/v1/blocks/{id}/children", (w, c) => w.Append(c.Id, c.Only("children", "position").Body, w.Bot)),
        ("GET", "/v1/comments", (w, c) => w.Comments(Guid.TryParse(c.Query("block_id"), out var id) ? id : throw NotionRefusal.Invalid("query failed validation: query.block_id should be a valid uuid."))),
        ("POST", "/v1/comments", (w, c) => w.Comment(c.Only("parent", "discussion_id", "rich_text", "markdown", "attachments", "display_name").Body, w.Bot)),
        ("GET", "/v1/comments/{id}", (w, c) => w.FindComment(c.Id).DeepClone()),
        ("PATCH", "/v1/comments/{id}", (w, c) => w.UpdateComment(c.Id, c.Only("rich_text", "markdown").Body)),
        ("DELETE", "/v1/comments/{id}", (w, c) => w.DeleteComment(c.Id)),
        ("POST", "/v1/file_uploads", (w, c) => w.CreateUpload(c.Body)),
        ("POST", "/v1/file_uploads/{id}/send", (w, c) => w.SetUpload(c.Id, "uploaded")),
        ("POST", "/v1/file_uploads/{id}/complete", (w, c) => w.SetUpload(c.Id, "uploaded")),
    ];
}
