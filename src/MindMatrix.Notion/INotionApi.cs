using System.Text.Json;
using System.Text.Json.Nodes;
using Refit;

namespace MindMatrix.Notion;

/// <summary>
/// Notion's API, version 2026-03-11, one method for each endpoint. What takes several requests is in <see cref="Reading"/> and
/// <see cref="Writing"/>. Every method throws a <see cref="NotionException"/> when Notion refuses, is not reached or does not answer.
/// </summary>
public interface INotionApi
{
    /// <summary>The integration itself.</summary>
    [Get("/v1/users/me")]
    Task<Bot> MeAsync(CancellationToken cancellationToken = default);

    /// <summary>Finds by title. Not for exhaustive lists: the index lags.</summary>
    [Post("/v1/search")]
    Task<ListOf<SearchHit>> SearchAsync([Body] Search search, CancellationToken cancellationToken = default);

    /// <summary>A database and its data sources. Given a data source's id it throws <see cref="NotionNotFoundException"/>.</summary>
    [Get("/v1/databases/{id}")]
    Task<NotionDatabase> GetDatabaseAsync(NotionId id, CancellationToken cancellationToken = default);

    /// <summary>Makes a database. Not repeated when the answer is lost.</summary>
    [Post("/v1/databases")]
    Task<NotionDatabase> CreateDatabaseAsync([Body] NewDatabase database, CancellationToken cancellationToken = default);

    /// <summary>Changes a database, its columns aside.</summary>
    [Patch("/v1/databases/{id}")]
    Task<NotionDatabase> UpdateDatabaseAsync(NotionId id, [Body] DatabaseChanges changes, CancellationToken cancellationToken = default);

    /// <summary>The schema of a table.</summary>
    [Get("/v1/data_sources/{id}")]
    Task<DataSource> GetDataSourceAsync(NotionId id, CancellationToken cancellationToken = default);

    /// <summary>Adds a table to a database that exists. Not repeated when the answer is lost.</summary>
    [Post("/v1/data_sources")]
    Task<DataSource> CreateDataSourceAsync([Body] NewDataSource dataSource, CancellationToken cancellationToken = default);

    /// <summary>Changes title or columns.</summary>
    [Patch("/v1/data_sources/{id}")]
    Task<DataSource> UpdateDataSourceAsync(NotionId id, [Body] DataSourceChanges changes, CancellationToken cancellationToken = default);

    /// <summary>One page of rows.</summary>
    /// <param name="filterProperties">Ids of the properties to answer with, not escaped; null for all.</param>
    [Post("/v1/data_sources/{id}/query")]
    Task<ListOf<Page>> QueryAsync(NotionId id, [Body] Query query, [AliasAs("filter_properties"), Query(CollectionFormat.Multi)] IReadOnlyList<string>? filterProperties = null, CancellationToken cancellationToken = default);

    /// <summary>The templates of a table, as Notion tells them.</summary>
    [Get("/v1/data_sources/{id}/templates")]
    Task<JsonElement> GetTemplatesAsync(NotionId id, [AliasAs("start_cursor")] string? startCursor = null, [AliasAs("page_size")] int? pageSize = null, CancellationToken cancellationToken = default);

    /// <summary>A page without its body, with at most 25 references in each property; see <see cref="Reading.ReadPageAsync"/>.</summary>
    [Get("/v1/pages/{id}")]
    Task<Page> GetPageAsync(NotionId id, [AliasAs("filter_properties"), Query(CollectionFormat.Multi)] IReadOnlyList<string>? filterProperties = null, CancellationToken cancellationToken = default);

    /// <summary>Makes a page, in one request. Not repeated when the answer is lost: look it up before you make it again.</summary>
    [Post("/v1/pages")]
    Task<Page> CreatePageAsync([Body] NewPage page, CancellationToken cancellationToken = default);

    /// <summary>Changes a page. Repeating it changes nothing more.</summary>
    [Patch("/v1/pages/{id}")]
    Task<Page> UpdatePageAsync(NotionId id, [Body] PageChanges changes, CancellationToken cancellationToken = default);

    /// <summary>Puts a page elsewhere.</summary>
    [Post("/v1/pages/{id}/move")]
    Task<Page> MovePageAsync(NotionId id, [Body] PageMove move, CancellationToken cancellationToken = default);

    /// <summary>The members of one property, 100 at a time.</summary>
    /// <param name="propertyId">Not escaped; <see cref="Reading.PropertyItemsAsync"/> takes it as it was answered.</param>
    [Get("/v1/pages/{id}/properties/{propertyId}")]
    Task<PropertyItems> GetPropertyAsync(NotionId id, string propertyId, [AliasAs("start_cursor")] string? startCursor = null, [AliasAs("page_size")] int? pageSize = null, CancellationToken cancellationToken = default);

    /// <summary>A page's body as text.</summary>
    [Get("/v1/pages/{id}/markdown")]
    Task<PageMarkdown> GetMarkdownAsync(NotionId id, CancellationToken cancellationToken = default);

    /// <summary>Changes a page's body as text. Not repeated when the answer is lost.</summary>
    [Patch("/v1/pages/{id}/markdown")]
    Task<JsonElement> UpdateMarkdownAsync(NotionId id, [Body] JsonObject changes, CancellationToken cancellationToken = default);

    /// <summary>How far a task is that Notion does on its own.</summary>
    [Get("/v1/async_tasks/{id}")]
    Task<JsonElement> GetTaskAsync(string id, CancellationToken cancellationToken = default);

    /// <summary>One block.</summary>
    [Get("/v1/blocks/{id}")]
    Task<Block> GetBlockAsync(NotionId id, CancellationToken cancellationToken = default);

    /// <summary>Changes a block's content; see <see cref="Block.ToUpdate"/>. <c>{"in_trash":false}</c> restores it.</summary>
    [Patch("/v1/blocks/{id}")]
    Task<Block> UpdateBlockAsync(NotionId id, [Body] JsonObject changes, CancellationToken cancellationToken = default);

    /// <summary>Puts a block into the trash.</summary>
    [Delete("/v1/blocks/{id}")]
    Task<Block> DeleteBlockAsync(NotionId id, CancellationToken cancellationToken = default);

    /// <summary>One page of the blocks right under a page or block.</summary>
    [Get("/v1/blocks/{id}/children")]
    Task<ListOf<Block>> GetChildrenAsync(NotionId id, [AliasAs("start_cursor")] string? startCursor = null, [AliasAs("page_size")] int? pageSize = null, CancellationToken cancellationToken = default);

    /// <summary>Puts blocks under a page or block, in one request; answers those of the first level. Not repeated when the answer is lost.</summary>
    [Patch("/v1/blocks/{id}/children")]
    Task<ListOf<Block>> AppendChildrenAsync(NotionId id, [Body] NewChildren children, CancellationToken cancellationToken = default);

    /// <summary>Comments at a page or block that are not resolved.</summary>
    [Get("/v1/comments")]
    Task<ListOf<Comment>> GetCommentsAsync([AliasAs("block_id"), Query(TreatAsString = true)] NotionId blockId, [AliasAs("start_cursor")] string? startCursor = null, [AliasAs("page_size")] int? pageSize = null, CancellationToken cancellationToken = default);

    /// <summary>Comments. Not repeated when the answer is lost.</summary>
    [Post("/v1/comments")]
    Task<Comment> CreateCommentAsync([Body] NewComment comment, CancellationToken cancellationToken = default);

    /// <summary>One comment.</summary>
    [Get("/v1/comments/{id}")]
    Task<Comment> GetCommentAsync(NotionId id, CancellationToken cancellationToken = default);

    /// <summary>Changes a comment.</summary>
    [Patch("/v1/comments/{id}")]
    Task<Comment> UpdateCommentAsync(NotionId id, [Body] CommentChanges changes, CancellationToken cancellationToken = default);

    /// <summary>Deletes a comment.</summary>
    [Delete("/v1/comments/{id}")]
    Task<JsonElement> DeleteCommentAsync(NotionId id, CancellationToken cancellationToken = default);

    /// <summary>Announces a file.</summary>
    [Post("/v1/file_uploads")]
    Task<FileUpload> CreateFileUploadAsync([Body] NewFileUpload upload, CancellationToken cancellationToken = default);

    /// <summary>Sends a file, or a part of it: 20 MB at most.</summary>
    /// <param name="partNumber">From 1; null when the file has one part.</param>
    [Multipart]
    [Post("/v1/file_uploads/{id}/send")]
    Task<FileUpload> SendFileAsync(NotionId id, [AliasAs("file")] ByteArrayPart file, [AliasAs("part_number")] string? partNumber = null, CancellationToken cancellationToken = default);

    /// <summary>Ends an upload in parts.</summary>
    [Post("/v1/file_uploads/{id}/complete")]
    Task<FileUpload> CompleteFileUploadAsync(NotionId id, CancellationToken cancellationToken = default);
}
