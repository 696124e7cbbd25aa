using Monitor.Classification;
using Monitor.Learning;

namespace Monitor.Training;

/// <summary>How a model does on labelled posts.</summary>
/// <param name="Model">Its id.</param>
/// <param name="Threshold">From its card.</param>
/// <param name="Measures">On the posts labelled partisan or neutral.</param>
/// <param name="CategoryMacroF1">Mean F1 over the categories of partisan posts.</param>
/// <param name="Categories">F1 of each category.</param>
/// <param name="Unsure">Posts labelled unsure.</param>
/// <param name="UnsureFlagged">Of those, how many the model flags.</param>
sealed record ModelReport(
    string Model, double Threshold, CardMeasures Measures, double CategoryMacroF1, IReadOnlyDictionary<string, double> Categories, int Unsure, int UnsureFlagged)
{
    public static ModelReport Of(PostClassifier classifier, IReadOnlyList<LabelledPost> posts, int draws)
    {
        var sure = posts.Where(post => !post.IsUnsure).ToList();
        var texts = sure.Select(post => SlotFiller.Fill(post.Text, post.Id)).ToList();
        var scores = texts.Select(text => classifier.Classify(text, [])).ToList();
        var kinds = texts.Select(text => classifier.LikeliestCategory(text)).ToList();
        var (probabilities, partisan) = (scores.Select(score => score.Probability).ToList(), sure.Select(post => post.IsPartisan).ToList());
        var all = Evaluation.Of(probabilities, partisan, classifier.Threshold);
        var categories = LinearModel.Categories.Select((name, kind) => (name, kind)).ToDictionary(pair => pair.name, pair => F1Of(pair.name, pair.kind));
        var unsure = posts.Where(post => post.IsUnsure).ToList();
        return new ModelReport(
            classifier.ModelId,
            classifier.Threshold,
            new CardMeasures(all.Partisan, all.Neutral, Interval(one => one.F1), Interval(one => one.AveragePrecision),
                all.Precision, all.Recall, all.Auc, all.RecallAtPrecision90, all.CalibrationError),
            categories.Values.Average(),
            categories,
            unsure.Count,
            unsure.Count(post => classifier.Classify(SlotFiller.Fill(post.Text, post.Id), []).Probability >= classifier.Threshold));

        CardInterval Interval(Func<Evaluation, double> measure)
        {
            var (low, high) = Evaluation.Interval(probabilities, partisan, classifier.Threshold, measure, draws, seed: 1);
            return new CardInterval(measure(all), low, high);
        }

        double F1Of(string name, int kind)
        {
            var category = Category.Ajakan + kind;
            var right = Enumerable.Range(0, sure.Count).Count(i => partisan[i] && sure[i].Category == name && kinds[i] == category);
            var said = Enumerable.Range(0, sure.Count).Count(i => partisan[i] && kinds[i] == category);
            var are = sure.Count(post => post.IsPartisan && post.Category == name);
            return 2.0 * right / Math.Max(1, said + are);
        }
    }
}
