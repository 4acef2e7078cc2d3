using System.Diagnostics;
using System.Globalization;
using MindMatrix.Dialectic;
using MindMatrix.Knowledge;
using MindMatrix.Offline;
using MindMatrix.Offline.Learned;
using MindMatrix.Training;

// From the root of the repository:
// dotnet run -c Release --project tools/MindMatrix.Training            fits the weights and writes the report
// dotnet run -c Release --project tools/MindMatrix.Training -- check   says whether the weights are those that the examples give
// dotnet run -c Release --project tools/MindMatrix.Training -- time    how long a text takes
var home = Directory.GetCurrentDirectory();
if (args is ["time"])
    return Time();

var examples = Example.ReadAll();
var results = Subject.All.Select(subject => Result.Of(subject, examples)).ToList();
foreach (var result in results)
{
    var table = Trainer.Table(result.Subject.Fit(examples), result.Temperature);
    if (args is ["check"])
    {
        if (LinearClassifier.Table(result.Subject.Name) != table)
        {
            Console.Error.WriteLine($"{result.Subject.Name}.tsv is not what the examples give. Run the training without «check» and review what changed.");
            return 1;
        }
    }
    else
        await File.WriteAllTextAsync(Path.Combine(home, "src", "MindMatrix", "Offline", "Learned", "Weights", result.Subject.Name + ".tsv"), table);
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"{result.Subject.Name}: {result.Accuracy(result.Held):0.000} held out, {result.Accuracy(result.Surest):0.000} of the surest nine tenths, {result.Accuracy(result.Transferred):0.000} without the development set; temperature {result.Temperature:0.##}"));
}
if (args is ["check"])
    return 0;
await File.WriteAllTextAsync(Path.Combine(home, "docs", "images", "reliability.svg"), ReliabilityDiagram.Of(results));
await Report.WriteAsync(Path.Combine(home, "docs", "offline.md"), results, examples);
return 0;

static int Time()
{
    var texts = Example.ReadTexts();
    // Twice: the first round warms up.
    for (var round = 0; round < 2; round++)
    {
        var watch = Stopwatch.StartNew();
        foreach (var text in texts)
        {
            ItemReading.Of(null, text, "", new DateOnly(2026, 1, 1), Areas.Shipped, AgentRegistry.LeadNames);
        }
        if (round == 1)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{watch.Elapsed.TotalMilliseconds / texts.Count:0.000} ms for each of {texts.Count} texts"));
    }
    return 0;
}
