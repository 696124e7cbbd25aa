using System.Text;
using Monitor.Classification;

namespace Monitor.Training;

/// <summary>The page's parts on calibration, fairness and behaviour.</summary>
static class CardProofs
{
    public static void Append(StringBuilder page, ModelCard card)
    {
        if (card.Calibration.Count > 0) page.AddLines($"""

            ## Calibration

            Cross-validated; the larger the dot, the more posts.

            ![Share of partisan posts over the model's probability]({CalibrationPlot.FileName})
            """);
        if (card.Fairness is { } fairness) AppendFairness(page, fairness);
        if (card.Behaviour is { } behaviour) AppendBehaviour(page, behaviour);
    }

    static void AppendFairness(StringBuilder page, CardFairness fairness)
    {
        page.AddLines($"""

            ## Fairness

            Contestants of the contest data exchanged for one another in the texts of the behaviour suites, {fairness.KnownSwaps} texts in all: the probability moves by at
            most {fairness.KnownMax:0.#########} (allowed: {FairnessReport.KnownAim:0.######}). For names, parties and numbers that no contest knows it moves by {fairness.UnknownMean:0.000} on average (aim: {FairnessReport.UnknownAim:0.00}):

            | drawn | texts | mean change between two draws | pairs with another decision |
            |---|---|---|---|
            """);
        foreach (var one in fairness.Unknown) page.AddLines($"| {one.What} | {one.Texts} | {one.Mean:0.000} | {100 * one.Decisions:0.0} % |");
    }

    static void AppendBehaviour(StringBuilder page, CardBehaviour behaviour)
    {
        page.AddLines($"""

            ## Behaviour

            Suites of posts made for one purpose, never trained on (`samples/behaviour`): {behaviour.Passed} of {behaviour.Cases} cases pass.

            | area | passed | of | share |
            |---|---|---|---|
            """);
        foreach (var area in behaviour.Areas) page.AddLines($"| {area.Name} | {area.Passed} | {area.Cases} | {area.Share:0.000} |");
        page.AddLines($"""

            | suite | passed | of |
            |---|---|---|
            """);
        foreach (var suite in behaviour.Suites) page.AddLines($"| {suite.Name} | {suite.Passed} | {suite.Cases} |");
    }
}
