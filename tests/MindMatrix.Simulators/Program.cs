using MindMatrix.Simulators;

// By hand: dotnet run --project tests/MindMatrix.Simulators -- anthropic 9000
// then:    ANTHROPIC_API_KEY=sk-ant-simulated-key ANTHROPIC_BASE_URL=http://127.0.0.1:9000 ./run
switch (args)
{
    case ["anthropic", var port]:
        await using (var simulator = await AnthropicSimulator.StartAsync(int.Parse(port, System.Globalization.CultureInfo.InvariantCulture)))
        {
            Console.WriteLine($"listening {simulator.Address}");
            await Task.Delay(Timeout.Infinite);
        }
        return 0;
    case ["crash-host", var at, var what]:
        return await CrashHost.RunAsync(at, what);
    default:
        Console.Error.WriteLine("Say anthropic PORT, or crash-host before|after STEP-OR-RECORD.");
        return 2;
}
