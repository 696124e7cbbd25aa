using Monitor.Classification;
using Monitor.Contests;

namespace Monitor.Training;

/// <summary>Puts a fresh model to what training did not look at, and writes the outcome into its card.</summary>
/// <param name="suites">Behaviour suites.</param>
/// <param name="contests">Whose contestants are swapped.</param>
sealed class ModelProof(IReadOnlyList<BehaviourSuite> suites, IReadOnlyList<Contest> contests)
{
    public FinishedModel Of(FinishedModel model)
    {
        var classifier = PostClassifier.Of(model.ModelFile, model.Card, contests);
        return model with
        {
            Card = model.Card with
            {
                Behaviour = BehaviourReport.Of(classifier, suites).ToCard(),
                Fairness = new FairnessReport(classifier, suites).Measure(contests),
            },
        };
    }
}
