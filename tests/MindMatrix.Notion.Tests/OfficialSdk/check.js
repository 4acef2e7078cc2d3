// Notion's own client against the simulator: what it says here is compared in OfficialSdkTests.
import { APIErrorCode, Client, isFullPage, isNotionClientError, iteratePaginatedAPI } from "@notionhq/client";

const [baseUrl, auth, parent] = process.argv.slice(2);
const notion = new Client({ auth, baseUrl, notionVersion: "2026-03-11", logger: () => {} });
const text = (content) => [{ text: { content } }];
const plain = (runs) => runs.map((r) => r.plain_text).join("");
const said = {};
const code = async (work) => {
  try {
    await work();
    return "no error";
  } catch (error) {
    return isNotionClientError(error) ? error.code : String(error);
  }
};

said.me = (await notion.users.me({})).type;

const made = await notion.databases.create({
  parent: { type: "page_id", page_id: parent },
  title: text("From the SDK"),
  initial_data_source: {
    properties: {
      Name: { title: {} }, Notes: { rich_text: {} }, Kind: { select: { options: [{ name: "one", color: "red" }] } }, State: { status: {} },
      Score: { number: { format: "number" } }, Due: { date: {} }, Done: { checkbox: {} }, Link: { url: {} }, Tags: { multi_select: { options: [] } },
    },
  },
});
const source = (await notion.databases.retrieve({ database_id: made.id })).data_sources[0].id;
const other = await notion.databases.create({
  parent: { type: "page_id", page_id: parent },
  title: text("Others"),
  initial_data_source: { properties: { Name: { title: {} } } },
});
const others = other.data_sources[0].id;
const related = await notion.dataSources.update({
  data_source_id: source,
  properties: { Rel: { relation: { data_source_id: others, type: "dual_property", dual_property: {} } } },
});
said.synced = related.properties.Rel.relation.dual_property.synced_property_name;
await notion.dataSources.update({ data_source_id: others, properties: { [related.properties.Rel.relation.dual_property.synced_property_id]: { name: "Back" } } });
said.columns = Object.keys((await notion.dataSources.retrieve({ data_source_id: others })).properties).sort();

const targets = [];
for (let i = 0; i < 30; i++)
  targets.push((await notion.pages.create({ parent: { type: "data_source_id", data_source_id: others }, properties: { Name: { title: text(`target ${i}`) } } })).id);

const page = await notion.pages.create({
  parent: { type: "data_source_id", data_source_id: source },
  icon: { type: "emoji", emoji: "📥" },
  properties: {
    Name: { title: text("A row") }, Notes: { rich_text: text("notes") }, Kind: { select: { name: "two" } }, State: { status: { name: "Done" } }, Score: { number: 0.85 },
    Due: { date: { start: "2026-11-23" } }, Done: { checkbox: true }, Link: { url: "https://example.org/" }, Tags: { multi_select: [{ name: "a" }] }, Rel: { relation: targets.map((id) => ({ id })) },
  },
  children: [
    { object: "block", type: "heading_2", heading_2: { rich_text: text("Heading") } },
    { object: "block", type: "callout", callout: { rich_text: text("Callout"), icon: { type: "emoji", emoji: "🎯" }, color: "blue_background" } },
    { object: "block", type: "toggle", toggle: { rich_text: text("Toggle"), children: [{ object: "block", type: "to_do", to_do: { rich_text: text("within"), checked: true } }] } },
    { object: "block", type: "divider", divider: {} },
  ],
});
said.full = isFullPage(page);
said.kind = page.properties.Kind.select.name;
said.cut = [page.properties.Rel.relation.length, page.properties.Rel.has_more];
const items = [];
for await (const item of iteratePaginatedAPI(notion.pages.properties.retrieve, { page_id: page.id, property_id: decodeURIComponent(page.properties.Rel.id), page_size: 20 }))
  items.push(item.relation.id);
said.items = items.length === targets.length && items.every((id, i) => id === targets[i]);

const found = await notion.dataSources.query({
  data_source_id: source,
  filter: { and: [{ property: "State", status: { equals: "Done" } }, { timestamp: "last_edited_time", last_edited_time: { on_or_after: "2020-01-01T00:00:00Z" } }] },
  sorts: [{ timestamp: "created_time", direction: "ascending" }],
});
said.found = found.results.map((r) => plain(r.properties.Name.title));
said.pages = [];
for await (const row of iteratePaginatedAPI(notion.dataSources.query, { data_source_id: others, page_size: 7 })) said.pages.push(row.id);
said.pages = new Set(said.pages).size;

const blocks = (await notion.blocks.children.list({ block_id: page.id })).results;
const appended = await notion.blocks.children.append({
  block_id: page.id,
  position: { type: "after_block", after_block: { id: blocks[0].id } },
  children: [{ paragraph: { rich_text: text("after the heading") } }],
});
await notion.blocks.update({ block_id: appended.results[0].id, paragraph: { rich_text: text("changed") } });
await notion.blocks.delete({ block_id: blocks[3].id });
said.body = (await notion.blocks.children.list({ block_id: page.id })).results.map((b) => `${b.type}: ${plain(b[b.type].rich_text ?? [])}`);

await notion.pages.update({ page_id: page.id, properties: { Kind: { select: null }, Link: { url: null } } });
const changed = await notion.pages.retrieve({ page_id: page.id });
said.cleared = [changed.properties.Kind.select, changed.properties.Link.url];
await notion.comments.create({ parent: { page_id: page.id }, rich_text: text("Why?") });
said.comments = (await notion.comments.list({ block_id: page.id })).results.map((c) => plain(c.rich_text));
said.search = (await notion.search({ query: "from the sdk", filter: { property: "object", value: "data_source" } })).results.map((r) => r.id === source);

said.errors = {
  unknown: (await code(() => notion.pages.update({ page_id: page.id, properties: { Nowhere: { number: 1 } } }))) === APIErrorCode.ValidationError,
  status: (await code(() => notion.pages.update({ page_id: page.id, properties: { State: { status: { name: "Nowhere" } } } }))) === APIErrorCode.ValidationError,
  long: (await code(() => notion.pages.update({ page_id: page.id, properties: { Notes: { rich_text: text("x".repeat(2001)) } } }))) === APIErrorCode.ValidationError,
  many: (await code(() => notion.blocks.children.append({ block_id: page.id, children: Array.from({ length: 101 }, () => ({ divider: {} })) }))) === APIErrorCode.ValidationError,
  filter: (await code(() => notion.dataSources.query({ data_source_id: source, filter: { property: "State", select: { equals: "Done" } } }))) === APIErrorCode.ValidationError,
  missing: (await code(() => notion.databases.retrieve({ database_id: source }))) === APIErrorCode.ObjectNotFound,
  key: (await code(() => new Client({ auth: "ntn_wrong", baseUrl, notionVersion: "2026-03-11", logger: () => {} }).users.me({}))) === APIErrorCode.Unauthorized,
};
await notion.pages.update({ page_id: page.id, in_trash: true });
said.trashed = (await notion.dataSources.query({ data_source_id: source })).results.length;
console.log(JSON.stringify(said));
