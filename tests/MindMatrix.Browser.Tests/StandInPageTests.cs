using Microsoft.Playwright;
using MindMatrix.Simulators;
using static Microsoft.Playwright.Assertions;

namespace MindMatrix.Browser.Tests;

/// <summary>A simulated Anthropic advises.</summary>
public sealed class AdvisedBrowser : Browser
{
    internal AnthropicSimulator Anthropic { get; private set; } = null!;

    protected override string? Setting(string name) => name switch
    {
        "MODEL_PROVIDER" => "anthropic",
        "ANTHROPIC_API_KEY" => AnthropicSimulator.Key,
        "ANTHROPIC_BASE_URL" => Anthropic.Address,
        _ => null,
    };

    public override async ValueTask InitializeAsync()
    {
        Anthropic = await AnthropicSimulator.StartAsync();
        await base.InitializeAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Anthropic.DisposeAsync();
    }
}

/// <summary>A brief that offline rules had to finish, on its page.</summary>
public sealed class StandInPageTests(AdvisedBrowser browser) : IClassFixture<AdvisedBrowser>
{
    [Fact]
    public async Task What_rules_stood_in_for_is_marked_and_a_click_asks_for_it_again()
    {
        var complaints = new List<string>();
        browser.Anthropic.Script = (call, _) => Task.FromResult(call is { Asked: Asked.Assessment, Adviser: "The Auditor" } ? new SimulatedAnswer("no", 401, "authentication_error") : null);
        var page = await browser.OpenAsync("/inbox", complaints, 390, 900, ColorScheme.Dark);
        await page.GetByLabel("A thought, a task, a decision").FillAsync("Buy the boat or rent it?");
        await page.GetByRole(AriaRole.Button, new() { Name = "Capture" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "INT-1" }).ClickAsync();

        await Expect(page.Locator("p.heading.degraded")).ToContainTextAsync("offline rules, no language model, stand in for The Auditor's assessment");
        await Expect(page.Locator("p.stand-in")).ToContainTextAsync("Offline rules, no language model: The Auditor's assessment. Anthropic refused the request (401)");
        await Expect(page.GetByText("The Auditor (offline rules, no language model)").First).ToBeVisibleAsync();
        await Expect(page.GetByText("The Quant (offline rules")).ToHaveCountAsync(0);
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"), "The page is wider than the screen.");
        var asked = browser.Anthropic.Calls.Count;
        browser.Anthropic.Script = (_, _) => Task.FromResult<SimulatedAnswer?>(null);
        await page.GetByRole(AriaRole.Button, new() { Name = "Ask for the missing parts again" }).ClickAsync();

        await Expect(page.Locator("p.heading")).ToContainTextAsync("Recommended: ");
        await Expect(page.Locator("p.stand-in")).ToHaveCountAsync(0);
        Assert.Equal(asked + 3, browser.Anthropic.Calls.Count);
        Assert.Empty(complaints);
    }
}
