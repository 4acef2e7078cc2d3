using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace MindMatrix.Browser.Tests;

/// <summary>Everything is decided by rules, so that every answer is taken in within moments.</summary>
public sealed class OfflineBrowser : Browser;

/// <summary>A decision worked through on its page, from costs alone to expected values that compare.</summary>
public sealed class AnswerPageTests(OfflineBrowser browser) : IClassFixture<OfflineBrowser>
{
    [Theory]
    [InlineData(390, ColorScheme.Dark)]
    [InlineData(1440, ColorScheme.Light)]
    public async Task Answers_turn_outlays_into_a_comparison_and_can_be_taken_back(int width, ColorScheme scheme)
    {
        var complaints = new List<string>();
        var page = await DecideAsync(complaints, width, scheme);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Worth knowing first" })).ToBeVisibleAsync();
        await Expect(page.GetByText("Outlays only in EUR")).ToBeVisibleAsync();
        await Expect(page.Locator("form.question")).ToHaveCountAsync(3);

        // By keyboard alone: the field has a name, Enter sends.
        var gains = page.GetByLabel("What would «Hire a senior engineer at 150k» bring in or save?");
        await gains.FocusAsync();
        await page.Keyboard.TypeAsync("the senior brings in 220k a year");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByText("Understood: «Hire a senior engineer at 150k» brings in or saves 220,000 EUR")).ToBeVisibleAsync();
        await Expect(page.GetByText("The ways are compared in money now")).ToBeVisibleAsync();
        await page.GetByLabel("What would «Hire an agency at 120k a year» bring in or save?").FillAsync("150k a year");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByText("Understood: «Hire an agency at 120k a year» brings in or saves 150,000 EUR")).ToBeVisibleAsync();

        await Expect(page.GetByRole(AriaRole.Columnheader, new() { Name = "P(best)" })).ToBeVisibleAsync();
        await Expect(page.GetByText("It is worth up to").First).ToBeVisibleAsync();
        await Expect(page.Locator("p.heading")).ToHaveTextAsync("Recommended: Hire a senior engineer at 150k");
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"), "The page is wider than the screen.");

        await page.GetByRole(AriaRole.Button, new() { Name = "Take back the answer to: What would «Hire a senior engineer at 150k» bring in or save?" }).ClickAsync();
        await Expect(page.GetByText("Taken back.")).ToBeVisibleAsync();
        await Expect(page.Locator("p.heading")).Not.ToHaveTextAsync("Recommended: Hire a senior engineer at 150k");
        Assert.Empty(complaints);
    }

    [Fact]
    public async Task What_cannot_be_read_is_kept_and_the_form_is_said()
    {
        var complaints = new List<string>();
        var page = await DecideAsync(complaints, 390, ColorScheme.Light);

        await page.GetByLabel("What would «Hire a senior engineer at 150k» bring in or save?").FillAsync("a lot");
        await page.GetByRole(AriaRole.Button, new() { Name = "Answer" }).First.ClickAsync();

        await Expect(page.GetByRole(AriaRole.Status).GetByText("Kept as a note. Give an amount with its period")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Show all" }).ClickAsync();
        await Expect(page.Locator("form.question").Nth(5)).ToBeVisibleAsync();
        Assert.Empty(complaints);
    }

    private async Task<IPage> DecideAsync(List<string> complaints, int width, ColorScheme scheme)
    {
        var page = await browser.OpenAsync("/inbox", complaints, width, 900, scheme);
        var words = $"Should we hire a senior engineer at 150k or an agency at 120k a year? Case {Guid.NewGuid()}.";
        await page.GetByLabel("A thought, a task, a decision").FillAsync(words);
        await page.GetByRole(AriaRole.Button, new() { Name = "Capture" }).ClickAsync();
        var item = page.Locator("li").Filter(new() { HasText = words });
        await Expect(item).ToHaveAttributeAsync("data-status", "Triaged_to_Intent");
        await item.GetByRole(AriaRole.Link).ClickAsync();
        await Expect(page.Locator("h2#plan")).ToBeVisibleAsync();
        // What is typed before the page is alive would be lost with its first answer.
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Answer" }).First).ToBeEnabledAsync();
        return page;
    }
}
