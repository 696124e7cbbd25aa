using System.Globalization;
using System.Text;
using Monitor.Classification;
using Monitor.Learning;

namespace Monitor.Training;

/// <summary>The page's tables of what the model was made from and what each part of it brings.</summary>
static class CardTables
{
    public static void Append(StringBuilder page, ModelCard card)
    {
        if (card.Categories.Count > 0) AppendCategories(page, card.Categories);
        AppendCells(page, card.Cells);
        if (card.Street is { } street) AppendStreet(page, street);
        if (card.Ablation is { } ablation) AppendAblation(page, ablation);
    }

    static void AppendCategories(StringBuilder page, IReadOnlyList<CardCategory> categories)
    {
        page.AddLines($"""

            ## By category

            Found: share of the samples at or above the threshold. Named: F1 of telling the kind from the others.

            | category | partisan | found | named |
            |---|---|---|---|
            """);
        foreach (var one in categories)
            page.AddLines($"| {one.Name} | {one.Posts} | {one.Recall.Value:0.00} ({one.Recall.Low:0.00}–{one.Recall.High:0.00}) | {one.F1:0.00} |");
    }

    static void AppendCells(StringBuilder page, IReadOnlyList<CardCell> cells)
    {
        foreach (var cut in cells.GroupBy(cell => cell.By, StringComparer.Ordinal))
        {
            page.AddLines($"""

                ## Samples by {cut.Key}

                | {cut.Key} | {string.Join(" | ", LinearModel.Categories)} | netral |
                |---|{string.Concat(Enumerable.Repeat("---|", LinearModel.Categories.Count + 1))}
                """);
            foreach (var cell in cut) page.AddLines($"| {cell.Name} | {string.Join(" | ", cell.Counts)} |");
        }
    }

    static void AppendStreet(StringBuilder page, CardStreet street)
    {
        page.AddLines($"""

            ## Written and real

            The samples beside {street.Posts} real posts that are not part of the project: shares, and numbers of words.

            | | written, partisan | real, partisan | written, neutral | real, neutral |
            |---|---|---|---|---|
            """);
        foreach (var one in street.Traits)
            page.AddLines($"| {one.Name} | {Show(one, one.WrittenPartisan)} | {Show(one, one.RealPartisan)} | {Show(one, one.WrittenNeutral)} | {Show(one, one.RealNeutral)} |");
    }

    static void AppendAblation(StringBuilder page, IReadOnlyList<CardAblation> steps)
    {
        page.AddLines($"""

            ## What each part brings

            Models trained without it, cross-validated over authors; none of them is kept.

            | trained without | F1 | average precision |
            |---|---|---|
            """);
        foreach (var step in steps) page.AddLines($"| {step.LeftOut} | {step.F1:0.000} | {step.AveragePrecision:0.000} |");
    }

    static string Show(CardTrait trait, double value) => trait.Name.StartsWith("words", StringComparison.Ordinal)
        ? value.ToString("0", CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{100 * value:0} %");
}
