using Monitor.Classification;
using Monitor.Contests;
using Monitor.Learning;
using Monitor.Training;
using Monitor.Tests.Support;

namespace Monitor.Tests.Training;

/// <summary>The model in the repository is what training makes of the samples in the repository.</summary>
/// <remarks>Not beside other tests: some of those measure the memory of the process.</remarks>
[Collection(nameof(CommittedModelTests))]
[CollectionDefinition(nameof(CommittedModelTests), DisableParallelization = true)]
public class CommittedModelTests
{
    static readonly string Models = Samples.Folder("../models");

    [Fact]
    public void TrainingAgainGivesTheCommittedModelAndCard()
    {
        var committed = ModelCard.Read(ChampionModel.FolderIn(Models));
        var name = committed.Id[..committed.Id.LastIndexOf('-')];

        var proof = new ModelProof(BehaviourSuite.ReadFolder(Samples.Folder("behaviour")), ContestFiles.Load(Samples.Folder("contests")).Contests);
        var again = proof.Of(new TrainingRun(new LbfgsTrainer(), new TrainingOptions()).Run(Samples.Folder("labelled"), Samples.Folder("lexicon"), name, seed: 1));

        Assert.Equal(committed.DataSha256, again.Card.DataSha256);
        // Some tables were measured on posts that are not part of the project, or by training without one part after the other.
        var card = again.Card with { LearningCurve = committed.LearningCurve, Street = committed.Street, Ablation = committed.Ablation };
        Assert.Equal(System.Text.Encoding.UTF8.GetString(committed.ToJson()), System.Text.Encoding.UTF8.GetString(card.ToJson()));
        Assert.Equal(File.ReadAllBytes(Path.Combine(ChampionModel.FolderIn(Models), ModelCard.ModelFileName)), again.ModelFile);
    }

    [Fact]
    public void TheCommittedModelIsFair()
    {
        var fairness = ModelCard.Read(ChampionModel.FolderIn(Models)).Fairness!; // The card is compared with a new one above, and that has it.

        Assert.InRange(fairness.KnownMax, 0, FairnessReport.KnownAim);
        Assert.InRange(fairness.UnknownMean, 0, FairnessReport.UnknownAim);
    }

    [Fact]
    public void TheCommittedModelLeavesNeutralSpeechAlone()
    {
        var classifier = PostClassifier.Load(ChampionModel.FolderIn(Models), ContestFiles.Load(Samples.Folder("contests")).Contests);

        Assert.True(BehaviourReport.Of(classifier, BehaviourSuite.ReadFolder(Samples.Folder("behaviour"))).LeavesNeutralSpeechAlone);
    }

    [Fact]
    public void GoldenPostsScoreAsTheyDid()
    {
        var classifier = PostClassifier.Load(ChampionModel.FolderIn(Models), ContestFiles.Load(Samples.Folder("contests")).Contests);

        var scores = LabelledPost.ReadFolder(Samples.Folder("labelled")).Where((_, i) => i % 200 == 0)
            .Select(post => FormattableString.Invariant($"{post.Id} {classifier.Classify(SlotFiller.Fill(post.Text, post.Id), []).Probability:0.0000}"));

        Approved.Matches("golden-posts.approved.txt", string.Join('\n', scores));
    }
}
