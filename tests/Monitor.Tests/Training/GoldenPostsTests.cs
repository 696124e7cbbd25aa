using Monitor.Classification;
using Monitor.Contests;
using Monitor.Training;
using Monitor.Tests.Support;

namespace Monitor.Tests.Training;

public class GoldenPostsTests
{
    static readonly IReadOnlyList<LabelledPost> Golden = [.. LabelledPost.Read(Samples.Folder("golden/golden-posts.jsonl"))];

    [Fact]
    public void TheChampionIsRightOnEveryOne()
    {
        var champion = PostClassifier.Load(ChampionModel.FolderIn(Samples.Folder("../models")), ContestFiles.Load(Samples.Folder("contests")).Contests);

        Assert.Empty(Golden.Where(post => champion.Classify(SlotFiller.Fill(post.Text, post.Id), []).Probability >= champion.Threshold != post.IsPartisan).Select(post => post.Id));
    }

    [Fact]
    public void BothSidesAndEveryCategoryAreThere()
    {
        Assert.Equal(20, Golden.Count(post => !post.IsPartisan));
        Assert.Equal(Monitor.Learning.LinearModel.Categories.Order(), Golden.Select(post => post.Category).OfType<string>().Distinct().Order());
    }

    [Fact]
    public void NoneOfThemIsTrainedOn()
    {
        var trained = LabelledPost.ReadFolder(Samples.Folder("labelled")).Select(post => post.Text.Trim()).ToHashSet(StringComparer.OrdinalIgnoreCase);

        Assert.Empty(Golden.Where(post => trained.Contains(post.Text)).Select(post => post.Id));
    }
}
