using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace MindMatrix.Browser.Tests;

/// <summary>The page with the box and the live list, and the brief behind it.</summary>
public sealed partial class InboxPageTests(Browser browser) : IClassFixture<Browser>
{
    public static TheoryData<int, int, ColorScheme> Screens => new()
    {
        { 390, 844, ColorScheme.Light }, { 390, 844, ColorScheme.Dark }, { 1440, 900, ColorScheme.Light }, { 1440, 900, ColorScheme.Dark },
    };

    [Theory]
    [MemberData(nameof(Screens))]
    public async Task A_thought_goes_from_the_box_to_an_approved_plan(int width, int height, ColorScheme scheme)
    {
        var complaints = new List<string>();
        var page = await browser.OpenAsync("/inbox", complaints, width, height, scheme);
        var words = $"Should we hire a senior engineer at 150k or an agency at 120k a year? Case {Guid.NewGuid()}";

        await page.GetByLabel("A thought, a task, a decision").FillAsync(words);
        await page.GetByRole(AriaRole.Button, new() { Name = "Capture" }).ClickAsync();
        var item = page.Locator("li").Filter(new() { HasText = words });
        await Expect(item).ToHaveAttributeAsync("data-status", "Triaged_to_Intent");
        await Expect(page.GetByLabel("A thought, a task, a decision")).ToHaveValueAsync("");
        await item.GetByRole(AriaRole.Link).ClickAsync();

        await Expect(page.GetByText("Recommended: ")).ToBeVisibleAsync();
        await Expect(page.GetByText("Offline rules, no language model.")).ToBeVisibleAsync();
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"), "The page is wider than the screen.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Approve" }).ClickAsync();
        await Expect(page.GetByText(ApprovedByAda())).ToBeVisibleAsync();
        Assert.Empty(complaints);
    }

    [Fact]
    public async Task What_one_browser_captures_the_other_sees_without_loading_again()
    {
        var complaints = new List<string>();
        var (writer, reader) = (await browser.OpenAsync("/inbox", complaints), await browser.OpenAsync("/inbox", complaints));
        var words = $"Please call the plumber {Guid.NewGuid()}";
        await Expect(reader.Locator("[data-live]")).ToHaveCountAsync(1);

        await writer.GetByLabel("A thought, a task, a decision").FillAsync(words);
        await writer.GetByRole(AriaRole.Button, new() { Name = "Capture" }).ClickAsync();

        await Expect(reader.Locator("li").Filter(new() { HasText = words })).ToHaveAttributeAsync("data-status", "Triaged_to_Task");
        Assert.Empty(complaints);
    }

    [Fact]
    public async Task The_longest_text_goes_in_whatever_its_letters()
    {
        var complaints = new List<string>();
        var page = await browser.OpenAsync("/inbox", complaints);
        var words = $"请记住 {Guid.NewGuid()} ";

        await page.GetByLabel("A thought, a task, a decision").FillAsync(words + new string('請', 200_000 - words.Length));
        await page.GetByRole(AriaRole.Button, new() { Name = "Capture" }).ClickAsync();

        await Expect(page.Locator("li").Filter(new() { HasText = words.Trim() })).ToBeVisibleAsync();
        Assert.Empty(complaints);
    }

    [Fact]
    public async Task An_address_that_is_none_leads_back_to_the_inbox()
    {
        var page = await browser.OpenAsync("/inbocks", []);

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "There is no such page" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Go to the inbox" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "What is on your mind?" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task An_empty_box_is_refused_in_words()
    {
        var complaints = new List<string>();
        var page = await browser.OpenAsync("/inbox", complaints);

        await page.GetByRole(AriaRole.Button, new() { Name = "Capture" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("There is no text to capture.");
    }

    [Fact]
    public async Task An_unsure_thought_is_settled_with_one_click()
    {
        var page = await browser.OpenAsync("/inbox", []);
        var words = $"hmm {Guid.NewGuid().ToString("N")[..4]}";

        await page.GetByLabel("A thought, a task, a decision").FillAsync(words);
        await page.GetByRole(AriaRole.Button, new() { Name = "Capture" }).ClickAsync();
        var item = page.Locator("li").Filter(new() { HasText = words });
        await Expect(item).ToHaveAttributeAsync("data-status", "Needs_Review");
        await item.GetByRole(AriaRole.Button, new() { Name = "It is operational" }).ClickAsync();

        await Expect(item).ToHaveAttributeAsync("data-status", "Triaged_to_Task");
    }

    [Fact]
    public async Task Text_from_outside_is_shown_as_text()
    {
        var complaints = new List<string>();
        var page = await browser.OpenAsync("/inbox", complaints);
        var words = $"Please note <img src=x onerror=alert(1)> <script>document.title='owned'</script> {Guid.NewGuid()}";

        await page.GetByLabel("A thought, a task, a decision").FillAsync(words);
        await page.GetByRole(AriaRole.Button, new() { Name = "Capture" }).ClickAsync();

        await Expect(page.Locator("li").Filter(new() { HasText = "<img src=x onerror=alert(1)>" })).ToBeVisibleAsync();
        Assert.StartsWith("Inbox", await page.TitleAsync(), StringComparison.Ordinal);
        Assert.Empty(complaints);
    }

    [Fact]
    public async Task The_keyboard_alone_captures_a_thought()
    {
        var page = await browser.OpenAsync("/inbox", []);
        var words = $"Please order chairs {Guid.NewGuid()}";

        await page.GetByLabel("A thought, a task, a decision").FocusAsync();
        await page.Keyboard.TypeAsync(words);
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.Locator("li").Filter(new() { HasText = words })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_decision_that_is_not_there_is_said()
    {
        var page = await browser.OpenAsync("/intents/INT-4711", []);

        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("There is no intent «INT-4711».");
    }

    [Fact]
    public async Task The_API_page_shows_the_operations_without_outside_hosts()
    {
        var complaints = new List<string>();
        var page = await browser.OpenAsync("/docs", complaints);

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Executive Mind Matrix API" }).Or(page.GetByText("What runs here; a browser is led to the inbox.")).First).ToBeVisibleAsync();
        Assert.DoesNotContain(complaints, c => c.StartsWith("loads", StringComparison.Ordinal));
    }

    [GeneratedRegex("Approved by Ada\\. Created: TSK-[0-9]+")]
    private static partial Regex ApprovedByAda();
}
