using System.Text.Json;

namespace MindMatrix.Notion.Tests;

public sealed class NotionIdTests
{
    private const string Dashed = "1f2e3d4c-5b6a-4978-8695-a4b3c2d1e0f9";
    private const string Bare = "1f2e3d4c5b6a49788695a4b3c2d1e0f9";

    [Theory]
    [InlineData(Bare)]
    [InlineData(Dashed)]
    [InlineData("1F2E3D4C5B6A49788695A4B3C2D1E0F9")]
    [InlineData($"  {Bare}\n")]
    [InlineData($"https://www.notion.so/team/System-Inbox-{Bare}")]
    [InlineData($"https://www.notion.so/{Bare}?v=00000000000000000000000000000001")]
    [InlineData($"https://www.notion.so/{Dashed}/")]
    public void All_forms_of_an_id_are_the_same_id(string text) => Assert.Equal(Dashed, NotionId.Parse(text).ToString());

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")]
    [InlineData("1f2e3d4c5b6a49788695a4b3c2d1e0f")]
    [InlineData("{1f2e3d4c-5b6a-4978-8695-a4b3c2d1e0f9}")]
    [InlineData("1f2e-3d4c5b6a49788695a4b3c2d1e0f9")]
    [InlineData("https://www.notion.so/Home?p=1f2e3d4c5b6a49788695a4b3c2d1e0f9")]
    public void What_is_no_id_is_refused(string? text) => Assert.False(NotionId.TryParse(text, out _));

    [Fact]
    public void An_id_without_dashes_is_read_and_written_with_them() =>
        Assert.Equal($"\"{Dashed}\"", JsonSerializer.Serialize(JsonSerializer.Deserialize<NotionId>($"\"{Bare}\"")));
}
