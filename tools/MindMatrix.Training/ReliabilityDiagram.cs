using System.Globalization;
using System.Text;

namespace MindMatrix.Training;

/// <summary>How often judgements were right against how sure they were, as SVG: a panel for each subject, a circle for each tenth, as large as it has texts.</summary>
internal static class ReliabilityDiagram
{
    private const int Side = 220;
    private const int Margin = 44;

    public static string Of(IReadOnlyList<Result> results)
    {
        var svg = new StringBuilder();
        var width = results.Count * (Side + Margin) + Margin;
        Add($"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {Side + 96}\" font-family=\"system-ui, sans-serif\" font-size=\"12\" role=\"img\">");
        Add($"<title>How often it was right against how sure it was</title>");
        Add($"<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>");
        for (var i = 0; i < results.Count; i++)
            Panel(results[i], Margin + (i * (Side + Margin)), 34);
        Add($"</svg>");
        return svg.ToString();

        void Panel(Result result, int left, int top)
        {
            Add($"<text x=\"{left + (Side / 2)}\" y=\"20\" text-anchor=\"middle\" font-weight=\"600\" fill=\"#222\">{result.Subject.Title}</text>");
            Add($"<rect x=\"{left}\" y=\"{top}\" width=\"{Side}\" height=\"{Side}\" fill=\"#fafafa\" stroke=\"#999\"/>");
            Add($"<line x1=\"{left}\" y1=\"{top + Side}\" x2=\"{left + Side}\" y2=\"{top}\" stroke=\"#999\" stroke-dasharray=\"4 4\"/>");
            for (var tick = 0; tick <= 10; tick += 5)
            {
                Add($"<text x=\"{left + (Side * tick / 10)}\" y=\"{top + Side + 16}\" text-anchor=\"middle\" fill=\"#555\">{tick / 10.0:0.0}</text>");
                Add($"<text x=\"{left - 6}\" y=\"{top + Side - (Side * tick / 10) + 4}\" text-anchor=\"end\" fill=\"#555\">{tick / 10.0:0.0}</text>");
            }
            Add($"<text x=\"{left + (Side / 2)}\" y=\"{top + Side + 34}\" text-anchor=\"middle\" fill=\"#555\">sure by (right is upwards)</text>");
            var points = result.Bins.Select(b => (X: left + (Side * result.Sureness(b.Judged)), Y: top + (Side * (1 - result.Accuracy(b.Judged))), b.Judged.Count)).ToList();
            Add($"<polyline points=\"{string.Join(' ', points.Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.X:0.0},{p.Y:0.0}")))}\" fill=\"none\" stroke=\"#2457a7\" stroke-width=\"1.5\"/>");
            foreach (var (x, y, count) in points)
                Add($"<circle cx=\"{x:0.0}\" cy=\"{y:0.0}\" r=\"{2 + (Math.Sqrt(count) / 1.6):0.0}\" fill=\"#2457a7\" fill-opacity=\"0.55\"><title>{count} texts</title></circle>");
        }

        void Add(FormattableString line) => svg.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
    }
}
