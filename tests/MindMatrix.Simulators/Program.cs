using MindMatrix.Simulators;

// By hand: ./run simulate 9000, ./run simulate notion 9001
switch (args)
{
    case ["anthropic", var port, .. var rest]:
        await using (var simulator = await AnthropicSimulator.StartAsync(int.Parse(port, System.Globalization.CultureInfo.InvariantCulture)))
        {
            simulator.Latency = rest is [var seconds, ..] ? TimeSpan.FromSeconds(double.Parse(seconds, System.Globalization.CultureInfo.InvariantCulture)) : TimeSpan.Zero;
            Console.WriteLine($"""
                A simulated Anthropic listens on {simulator.Address}
                Its answers are canned, to try the product and not to decide by. In another terminal:
                  ANTHROPIC_API_KEY={AnthropicSimulator.Key} ANTHROPIC_BASE_URL={simulator.Address} ./run
                """);
            await simulator.EndAsync();
        }
        return 0;
    case ["notion", var port]:
        await using (var simulator = await NotionSimulator.StartAsync(int.Parse(port, System.Globalization.CultureInfo.InvariantCulture)))
        {
            var workspace = ReferenceWorkspace.Build(simulator.Workspace);
            Console.WriteLine($"""
                A simulated Notion listens on {simulator.Address}. It has the ten databases, empty, in memory. In another terminal, or in .env:
                {string.Join('\n', workspace.Settings(simulator.Address).OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => $"  {s.Key}={s.Value}"))}
                """);
            await Task.Delay(Timeout.Infinite);
        }
        return 0;
    case ["crash-host", var at, var what]:
        return await CrashHost.RunAsync(at, what);
    default:
        Console.Error.WriteLine("Say anthropic PORT [SECONDS-AN-ANSWER-TAKES], notion PORT, or crash-host before|after STEP-OR-RECORD.");
        return 2;
}
