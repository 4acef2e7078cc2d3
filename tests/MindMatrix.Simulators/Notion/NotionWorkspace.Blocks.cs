using System.Text.Json.Nodes;

namespace MindMatrix.Simulators;

internal sealed partial class NotionWorkspace
{
    private const int MostBlocks = 1_000;
    private const int MostNested = 2;

    // What each kind holds beside its text, its colour and its children.
    private static readonly Dictionary<string, string[]> Kinds = new()
    {
        ["paragraph"] = ["rich_text", "color", "children", "icon"],
        ["heading_1"] = ["rich_text", "color", "children", "is_toggleable"],
        ["heading_2"] = ["rich_text", "color", "children", "is_toggleable"],
        ["heading_3"] = ["rich_text", "color", "children", "is_toggleable"],
        ["heading_4"] = ["rich_text", "color", "children", "is_toggleable"],
        ["callout"] = ["rich_text", "color", "children", "icon"],
        ["toggle"] = ["rich_text", "color", "children"],
        ["quote"] = ["rich_text", "color", "children"],
        ["bulleted_list_item"] = ["rich_text", "color", "children"],
        ["numbered_list_item"] = ["rich_text", "color", "children", "list_start_index", "list_format"],
        ["to_do"] = ["rich_text", "color", "children", "checked"],
        ["code"] = ["rich_text", "caption", "language"],
        ["divider"] = [],
        ["breadcrumb"] = [],
        ["table_of_contents"] = ["color"],
        ["bookmark"] = ["url", "caption"],
        ["embed"] = ["url", "caption"],
        ["equation"] = ["expression"],
        ["link_to_page"] = ["type", "page_id", "database_id", "comment_id"],
        ["table"] = ["table_width", "has_column_header", "has_row_header", "children"],
        ["table_row"] = ["cells"],
        ["column_list"] = ["children"],
        ["column"] = ["children", "width_ratio"],
        ["synced_block"] = ["synced_from", "children"],
    };

    private void Spend(int blocks)
    {
        if (BlockAllowance is not { } left)
            return;
        if (blocks > left)
            throw new NotionRefusal(403, "restricted_resource", "This workspace has used its block allowance. Upgrade the plan to create more blocks.");
        BlockAllowance = left - blocks;
    }

    private void Attach(SimulatedBlock block, SimulatedBlock within, int? at = null)
    {
        block.Within?.Children.Remove(block);
        block.Within = within;
        within.Children.Insert(at ?? within.Children.Count, block);
        Register(block);
    }

    private void Register(SimulatedBlock block)
    {
        _blocks[block.Id] = block;
        foreach (var child in block.Children)
            Register(child);
    }

    /// <summary>Checked blocks, not yet in a page, and how many there are with those within.</summary>
    private (List<SimulatedBlock> Blocks, int Count) Blocks(JsonNode given, string where, Guid author)
    {
        var count = 0;
        var blocks = Read(given, where, 0);
        return count <= MostBlocks ? (blocks, count) : throw NotionRefusal.Invalid($"body failed validation: a request holds at most {MostBlocks} blocks, instead was {count}.");

        List<SimulatedBlock> Read(JsonNode? list, string at, int depth)
        {
            if (depth > MostNested)
                throw NotionRefusal.Invalid($"body failed validation: {at} is nested deeper than {MostNested} levels.");
            return [.. Array(list, at, 100).Select((block, i) => One(block as JsonObject ?? throw Wrong($"{at}[{i}]", "an object"), $"{at}[{i}]", depth))];
        }

        SimulatedBlock One(JsonObject block, string at, int depth)
        {
            count++;
            var type = TextIn(block["type"]) ?? block.Select(m => m.Key).FirstOrDefault(k => k != "object") ?? "";
            if (!Kinds.ContainsKey(type) || block[type] is not JsonObject content)
                throw NotionRefusal.Invalid($"body failed validation. Fix one: {at}.{type} should be defined.");
            if (block.FirstOrDefault(m => m.Key is not ("object" or "type") && m.Key != type) is { Key: { } unknown })
                throw NotionRefusal.Invalid($"body failed validation: {at}.{unknown} should be not present.");
            var made = new SimulatedBlock { Id = Guid.CreateVersion7(), Type = type, Content = Content(type, content, $"{at}.{type}"), Created = clock.GetUtcNow(), Edited = clock.GetUtcNow(), CreatedBy = author, EditedBy = author };
            if (content["children"] is { } children)
            {
                if (type.StartsWith("heading_", StringComparison.Ordinal) && !IsTrue(content["is_toggleable"]))
                    throw NotionRefusal.Invalid($"body failed validation: {at}.{type}.children should be not present.");
                foreach (var child in Read(children, $"{at}.{type}.children", depth + 1))
                {
                    child.Within = made;
                    made.Children.Add(child);
                }
            }
            if (type == "table" && (made.Children.Count == 0 || made.Children.Exists(r => r.Type != "table_row" || ((JsonArray)r.Content["cells"]!).Count != (int)content["table_width"]!)))
                throw NotionRefusal.Invalid($"body failed validation: {at}.table.children should hold rows of table_width cells.");
            return made;
        }
    }

    private JsonObject Content(string type, JsonObject given, string where)
    {
        if (given.FirstOrDefault(m => !Kinds[type].Contains(m.Key)) is { Key: { } unknown })
            throw NotionRefusal.Invalid($"body failed validation: {where}.{unknown} should be not present.");
        var content = new JsonObject();
        if (Kinds[type].Contains("rich_text"))
            content["rich_text"] = Runs(given["rich_text"] ?? throw NotionRefusal.Invalid($"body failed validation: {where}.rich_text should be defined."), $"{where}.rich_text");
        if (Kinds[type].Contains("color"))
            content["color"] = "default";
        foreach (var (name, value) in given.Where(m => m.Key is not ("rich_text" or "children")))
            content[name] = name switch
            {
                "caption" => Runs(value, $"{where}.caption"),
                "cells" => new JsonArray([.. Array(value, $"{where}.cells", 100).Select(c => (JsonNode)Runs(c, $"{where}.cells"))]),
                "url" => Text(value, $"{where}.url", 2_000),
                _ => value?.DeepClone(),
            };
        return content;
    }

    public JsonNode Append(Guid id, JsonObject body, Guid author)
    {
        var parent = Block(id);
        if (parent.InTrash)
            throw NotionRefusal.Invalid("Can't edit block that is in the trash. You must restore the block before editing.");
        if (parent is not SimulatedPage && !(Kinds.TryGetValue(parent.Type, out var keys) && keys.Contains("children")))
            throw NotionRefusal.Invalid($"Block type {parent.Type} does not support children.");
        var (blocks, count) = Blocks(body["children"] ?? throw NotionRefusal.Invalid("body failed validation: body.children should be defined."), "body.children", author);
        var at = Place(parent, body["position"]);
        Spend(count);
        foreach (var block in blocks)
            Attach(block, parent, at++);
        Touch(parent, author);
        TellOfPage("page.content_updated", parent.Page, author);
        return new JsonObject
        {
            ["object"] = "list",
            ["results"] = new JsonArray([.. blocks.Select(b => (JsonNode)Show(b))]),
            ["next_cursor"] = null,
            ["has_more"] = false,
            ["type"] = "block",
            ["block"] = new JsonObject(),
        };
    }

    private static int Place(SimulatedBlock parent, JsonNode? position)
    {
        switch (TextIn(position?["type"]))
        {
            case null when position is null:
            case "end":
                return parent.Children.Count;
            case "start":
                return 0;
            case "after_block":
                var id = IdIn(position!["after_block"]?["id"], "body.position.after_block.id");
                var index = parent.Children.FindIndex(c => c.Id == id);
                return index >= 0 ? index + 1 : throw NotionRefusal.Invalid("body failed validation: body.position.after_block.id is no child of this block.");
            default:
                throw NotionRefusal.Invalid("body failed validation: body.position.type should be one of after_block, start, end.");
        }
    }

    public JsonNode Children(Guid id, string? cursor, int size) => Paged([.. Block(id).Living.Select(b => (JsonNode)Show(b))], cursor, size, "block");

    public SimulatedBlock UpdateBlock(Guid id, JsonObject body, Guid author)
    {
        var block = Block(id);
        if (body.FirstOrDefault(m => m.Key is not ("in_trash" or "type") && m.Key != block.Type) is { Key: { } unknown })
            throw NotionRefusal.Invalid($"body failed validation: body.{unknown} should be not present: the block is a {block.Type}.");
        if (block.InTrash && body["in_trash"] is null)
            throw NotionRefusal.Invalid("Can't edit block that is in the trash. You must restore the block before editing.");
        if (body[block.Type] is JsonObject given)
        {
            if (given["children"] is not null)
                throw NotionRefusal.Invalid($"body failed validation: body.{block.Type}.children should be not present.");
            var whole = (JsonObject)given.DeepClone();
            // What is not named stays.
            if (Kinds[block.Type].Contains("rich_text") && whole["rich_text"] is null)
                whole["rich_text"] = Written(block.Content["rich_text"]);
            foreach (var (name, value) in Content(block.Type, whole, $"body.{block.Type}"))
                if (given.ContainsKey(name))
                    block.Content[name] = value?.DeepClone();
        }
        if (body["in_trash"] is { } trash)
            block.InTrash = IsTrue(trash);
        Touch(block, author);
        TellOfPage("page.content_updated", block.Page, author);
        return block;
    }

    private static JsonArray Written(JsonNode? runs) => new([.. ((JsonArray?)runs ?? []).Select(r => (JsonNode)new JsonObject { [(string)r!["type"]!] = r[(string)r["type"]!]!.DeepClone() })]);

    public SimulatedBlock TrashBlock(Guid id, Guid author)
    {
        var block = Block(id);
        if (block.InTrash)
            throw NotionRefusal.Invalid("Can't edit block that is in the trash. You must restore the block before editing.");
        block.InTrash = true;
        Touch(block, author);
        if (block is SimulatedPage page)
            TellOfPage("page.deleted", page, author);
        else
            TellOfPage("page.content_updated", block.Page, author);
        return block;
    }

    public static JsonObject Show(SimulatedBlock block) => new()
    {
        ["object"] = "block",
        ["id"] = block.Id.ToString(),
        ["parent"] = ParentOf(block),
        ["created_time"] = Time(block.Created),
        ["last_edited_time"] = Time(block.Edited),
        ["created_by"] = User(block.CreatedBy),
        ["last_edited_by"] = User(block.EditedBy),
        ["has_children"] = block.Living.Any(),
        ["in_trash"] = block.InTrash,
        ["type"] = block.Type,
        [block.Type] = block is SimulatedPage page ? new JsonObject { ["title"] = Plain(Title(page)) } : block.Content.DeepClone(),
    };
}
