using System.Globalization;
using System.Text;
using Monitor.Classification;

namespace Monitor.Training;

/// <summary>The card's calibration as a picture: on the diagonal, a probability of 0.7 means seven posts in ten. Same card, same bytes.</summary>
static class CalibrationPlot
{
    public const string FileName = "calibration.svg";

    const int Left = 56;
    const int Top = 20;
    const int Side = 320;

    public static string Write(ModelCard card)
    {
        var svg = new StringBuilder();
        Add(svg, $"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 400" font-family="sans-serif" font-size="12" role="img">
            <title>Calibration of {card.Id}: share of partisan posts over the model's probability, cross-validated</title>
            <rect width="400" height="400" fill="#ffffff"/>
            """);
        AppendAxes(svg);
        Add(svg, $"""<line x1="{X(0)}" y1="{Y(0)}" x2="{X(1)}" y2="{Y(1)}" stroke="#888888" stroke-dasharray="4 4"/>""");
        Add(svg, $"""<line x1="{X(card.Threshold)}" y1="{Y(0)}" x2="{X(card.Threshold)}" y2="{Y(1)}" stroke="#b45309" stroke-dasharray="2 3"><title>threshold {card.Threshold:0.###}</title></line>""");
        Add(svg, $"""<polyline fill="none" stroke="#1d4ed8" stroke-width="2" points="{Points(card)}"/>""");
        var most = Math.Max(1, card.Calibration.Select(bin => bin.Posts).DefaultIfEmpty(1).Max());
        foreach (var bin in card.Calibration)
            Add(svg, $"""<circle cx="{X(bin.Mean)}" cy="{Y(bin.Partisan)}" r="{3 + 7 * Math.Sqrt(bin.Posts / (double)most):0.0}" fill="#1d4ed8"><title>{bin.Posts} posts: said {bin.Mean:0.00}, were {bin.Partisan:0.00}</title></circle>""");

        Add(svg, $"</svg>");
        return svg.ToString();
    }

    static void AppendAxes(StringBuilder svg)
    {
        for (var tick = 0; tick <= 10; tick += 2)
        {
            var at = tick / 10.0;
            Add(svg, $"""
                <line x1="{X(at)}" y1="{Y(0)}" x2="{X(at)}" y2="{Y(1)}" stroke="#e5e5e5"/>
                <line x1="{X(0)}" y1="{Y(at)}" x2="{X(1)}" y2="{Y(at)}" stroke="#e5e5e5"/>
                <text x="{X(at)}" y="{Top + Side + 18}" text-anchor="middle">{at:0.0}</text>
                <text x="{Left - 8}" y="{Top + Side - tick * Side / 10 + 4}" text-anchor="end">{at:0.0}</text>
                """);
        }

        Add(svg, $"""
            <text x="{Left + Side / 2}" y="{Top + Side + 40}" text-anchor="middle">probability that the model gave</text>
            <text x="16" y="{Top + Side / 2}" text-anchor="middle" transform="rotate(-90 16 {Top + Side / 2})">share that was partisan</text>
            """);
    }

    static string Points(ModelCard card) => string.Join(' ', card.Calibration.Select(bin => $"{X(bin.Mean)},{Y(bin.Partisan)}"));

    static string X(double share) => (Left + share * Side).ToString("0.0", CultureInfo.InvariantCulture);

    static string Y(double share) => (Top + Side - share * Side).ToString("0.0", CultureInfo.InvariantCulture);

    static void Add(StringBuilder svg, FormattableString lines) =>
        svg.Append(lines.ToString(CultureInfo.InvariantCulture).ReplaceLineEndings("\n")).Append('\n');
}
