using BenchmarkDotNet.Running;
using MindMatrix.Benchmarks;

// throughput [ITEMS] and startup PATH-OF-mindmatrix.dll measure the whole product; anything else goes to BenchmarkDotNet.
return args switch
{
    ["throughput", .. var rest] => await Throughput.RunAsync(rest is [var items] ? int.Parse(items, System.Globalization.CultureInfo.InvariantCulture) : 500),
    ["startup", var dll] => await Startup.RunAsync(dll),
    _ => BenchmarkSwitcher.FromAssembly(typeof(Throughput).Assembly).Run(args).Any() ? 0 : 1,
};
