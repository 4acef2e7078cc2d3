using Anthropic;
using Anthropic.Exceptions;
using Anthropic.Models.Messages;
using Microsoft.Extensions.AI;
using MindMatrix.Simulators;

namespace MindMatrix.Tests.Integration;

/// <summary>The simulated Anthropic, driven by the official SDK: the SDK cannot tell.</summary>
public sealed class SimulatorTests : IAsyncLifetime
{
    private AnthropicSimulator _simulator = null!;

    public async ValueTask InitializeAsync()
    {
        _simulator = await AnthropicSimulator.StartAsync();
        _simulator.Script = (_, _) => Task.FromResult<SimulatedAnswer?>(new SimulatedAnswer("Hello there."));
    }

    public ValueTask DisposeAsync() => _simulator.DisposeAsync();

    [Fact]
    public async Task It_answers_with_text_and_usage()
    {
        var message = await Client().Messages.Create(Ask("Hello"), TestApp.Stop);

        Assert.Equal("Hello there.", TextOf(message));
        Assert.Equal("end_turn", message.StopReason?.Raw());
        Assert.True(message.Usage.OutputTokens > 0);
    }

    [Fact]
    public async Task It_streams()
    {
        _simulator.Script = (_, _) => Task.FromResult<SimulatedAnswer?>(new SimulatedAnswer(string.Concat(Enumerable.Repeat("Hello there. ", 100))));
        var (text, stopped) = ("", false);
        await foreach (var happened in Client().Messages.CreateStreaming(Ask("Hello"), TestApp.Stop))
        {
            if (happened.TryPickContentBlockDelta(out var delta) && delta.Delta.TryPickText(out var part))
                text += part.Text;
            stopped |= happened.TryPickStop(out _);
        }

        Assert.Equal(1_300, text.Length);
        Assert.True(stopped);
    }

    [Fact]
    public async Task It_streams_its_thinking_first_and_its_usage_last()
    {
        _simulator.Script = (_, _) => Task.FromResult<SimulatedAnswer?>(new SimulatedAnswer("Hello there.", ThinkFirst: true));

        var response = await Client().AsIChatClient("claude-sonnet-5-5", 4_096).GetStreamingResponseAsync("Hello", cancellationToken: TestApp.Stop).ToChatResponseAsync(TestApp.Stop);

        Assert.Equal("Hello there.", response.Text);
        Assert.Equal(ChatFinishReason.Stop, response.FinishReason);
        Assert.True(response.Usage!.OutputTokenCount > 500);
    }

    [Fact]
    public async Task A_stream_can_fail_after_it_began()
    {
        _simulator.Script = (_, _) => Task.FromResult<SimulatedAnswer?>(new SimulatedAnswer("Hello there.") { FailsInStream = "overloaded_error" });

        await Assert.ThrowsAnyAsync<AnthropicException>(async () =>
        {
            await foreach (var _ in Client().Messages.CreateStreaming(Ask("Hello"), TestApp.Stop))
            {
            }
        });
    }

    [Fact]
    public async Task A_long_answer_is_cut_at_the_limit()
    {
        _simulator.Script = (_, _) => Task.FromResult<SimulatedAnswer?>(new SimulatedAnswer(new string('x', 1_000)));

        var message = await Client().Messages.Create(Ask("Hello", maxTokens: 100), TestApp.Stop);

        Assert.Equal(("max_tokens", 400), (message.StopReason?.Raw(), TextOf(message).Length));
    }

    [Theory]
    [InlineData(400, typeof(AnthropicBadRequestException))]
    [InlineData(401, typeof(AnthropicUnauthorizedException))]
    [InlineData(404, typeof(AnthropicNotFoundException))]
    [InlineData(413, typeof(AnthropicContentTooLargeException))]
    [InlineData(429, typeof(AnthropicRateLimitException))]
    [InlineData(500, typeof(Anthropic5xxException))]
    [InlineData(529, typeof(AnthropicOverloadedException))]
    public async Task Each_error_is_the_one_the_SDK_knows(int status, System.Type type)
    {
        _simulator.Script = (_, _) => Task.FromResult<SimulatedAnswer?>(new SimulatedAnswer("no", status, status switch { 429 => "rate_limit_error", 529 => "overloaded_error", 400 => "invalid_request_error", _ => "api_error" }));

        var error = await Assert.ThrowsAnyAsync<AnthropicApiException>(() => Client().Messages.Create(Ask("Hello"), TestApp.Stop));

        Assert.True(type.IsInstanceOfType(error), error.GetType().Name);
        Assert.Equal(status, (int)error.StatusCode);
    }

    [Fact]
    public async Task A_prefix_that_was_marked_is_written_to_the_cache_and_read_from_it()
    {
        var shared = string.Concat(Enumerable.Repeat("The frame of the decision. ", 200));
        MessageCreateParams Marked(string task) => new()
        {
            Model = "claude-sonnet-5-5",
            MaxTokens = 4_096,
            Messages = [new UserMessageParam(new List<ContentBlockParam> { new TextBlockParam(shared) { CacheControl = new CacheControlEphemeral() }, new TextBlockParam(task) })],
        };

        var first = await Client().Messages.Create(Marked("One"), TestApp.Stop);
        var second = await Client().Messages.Create(Marked("Two"), TestApp.Stop);
        var small = await Client().Messages.Create(Ask("Hello"), TestApp.Stop);

        Assert.Equal((shared.Length / 4, 0), (first.Usage.CacheCreationInputTokens, first.Usage.CacheReadInputTokens));
        Assert.Equal((0, shared.Length / 4), (second.Usage.CacheCreationInputTokens, second.Usage.CacheReadInputTokens));
        Assert.Equal((0, 0), (small.Usage.CacheCreationInputTokens, small.Usage.CacheReadInputTokens));
    }

    [Fact]
    public async Task Thinking_counts_towards_the_limit()
    {
        _simulator.Script = (_, _) => Task.FromResult<SimulatedAnswer?>(new SimulatedAnswer("Hello there.", ThinkFirst: true));

        var short_ = await Client().Messages.Create(Ask("Hello", maxTokens: 256), TestApp.Stop);
        var enough = await Client().Messages.Create(Ask("Hello"), TestApp.Stop);

        Assert.Equal(("max_tokens", ""), (short_.StopReason?.Raw(), TextOf(short_)));
        Assert.Equal("Hello there.", TextOf(enough));
    }

    [Fact]
    public async Task What_the_API_refuses_is_refused()
    {
        await Assert.ThrowsAsync<AnthropicBadRequestException>(() => Client().Messages.Create(Ask("Hello") with { Messages = [new UserMessageParam("Hi"), new AssistantMessageParam("{")] }, TestApp.Stop));
        await Assert.ThrowsAsync<AnthropicNotFoundException>(() => Client().Messages.Create(Ask("Hello") with { Model = "claude-3-5-sonnet-20241022" }, TestApp.Stop));
    }

    [Fact]
    public async Task Tokens_are_counted_and_models_listed()
    {
        var count = await Client().Messages.CountTokens(new MessageCountTokensParams { Model = "claude-sonnet-5-5", Messages = [new UserMessageParam("Four by four.")] }, TestApp.Stop);
        var models = await Client().Models.List(cancellationToken: TestApp.Stop);

        Assert.Equal(3, count.InputTokens);
        Assert.Contains(models.Items, m => m.ID == "claude-haiku-5-5");
        Assert.Equal("claude-opus-5-5", (await Client().Models.Retrieve("claude-opus-5-5", cancellationToken: TestApp.Stop)).ID);
    }

    [Fact]
    public async Task By_hand_it_answers_until_it_is_told_to_stop()
    {
        using var byHand = ProductProcess.StartSimulator("0", "0");
        using var http = await byHand.ListeningAsync();
        var client = new AnthropicClient { ApiKey = AnthropicSimulator.Key, BaseUrl = http.BaseAddress!.ToString(), MaxRetries = 0 };

        Assert.Equal("{}", TextOf(await client.Messages.Create(Ask("Hello"), TestApp.Stop)));

        await byHand.TerminateAsync();
        Assert.Equal(0, (await byHand.EndAsync()).ExitCode);
    }

    [Fact]
    public async Task Every_so_many_calls_it_is_overloaded()
    {
        _simulator.Every = 3;
        var statuses = new List<int>();
        for (var i = 0; i < 6; i++)
        {
            try
            {
                await Client().Messages.Create(Ask("Hello"), TestApp.Stop);
                statuses.Add(200);
            }
            catch (AnthropicApiException error)
            {
                statuses.Add((int)error.StatusCode);
            }
        }

        Assert.Equal([200, 200, 529, 200, 200, 529], statuses);
    }

    private AnthropicClient Client() => new() { ApiKey = AnthropicSimulator.Key, BaseUrl = _simulator.Address, MaxRetries = 0 };

    private static MessageCreateParams Ask(string text, long maxTokens = 4_096) => new() { Model = "claude-sonnet-5-5", MaxTokens = maxTokens, Messages = [new UserMessageParam(text)] };

    private static string TextOf(Message message)
    {
        var text = "";
        foreach (var block in message.Content)
        {
            if (block.TryPickText(out var part))
                text += part.Text;
        }
        return text;
    }
}
