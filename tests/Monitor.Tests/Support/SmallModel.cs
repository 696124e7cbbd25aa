using Monitor.Classification;
using Monitor.Learning;
using Monitor.Training;

namespace Monitor.Tests.Support;

/// <summary>A model trained in a moment on a few dozen made-up posts, for tests that need a model and not a good one.</summary>
static class SmallModel
{
    public static readonly Lazy<TrainedModel> Trained = new(() => Train(Language()));

    /// <summary>One that has learned the opposite.</summary>
    public static readonly Lazy<TrainedModel> Wrong = new(() => Train(Language(), wrong: true));

    public static Language Language()
    {
        var language = new Language();
        language.AddSlang(new StringReader("yg\tyang\ngak\ttidak\nmantab\tmantap"));
        language.AddTerms(new StringReader("mantap\tpraise\ncoblos\tvote_act\nbohong\tsmear_topic\njadwal\tofficial_info\ntidak\tnegation\nkata\treporting_verb\nkerja nyata\trecord_claim"));
        language.AddFigures(new StringReader("Person\tPrabowo\nPerson\tAnies Baswedan\nPerson\tGanjar\nParty\tGerindra\nHandSign\t☝\nHandSign\t✌"));
        return language;
    }

    /// <summary>As it lies in a folder of models.</summary>
    public static FinishedModel Finished(TrainedModel trained, string id, double threshold = 0.5)
    {
        using var file = new MemoryStream();
        trained.Model.Save(file);
        var none = new CardInterval(0, 0, 0);
        var card = new ModelCard
        {
            Id = id,
            ModelSha256 = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(file.ToArray())),
            DataSha256 = "",
            Trainer = "test",
            Threshold = threshold,
            Bands = [new CardBand(ConfidenceBand.High, 0.9, 0.9, 0.5), new CardBand(ConfidenceBand.Medium, 0.7, 0.7, 0.3), new CardBand(ConfidenceBand.Low, threshold, 0.5, 0.2)],
            CrossValidation = new CardMeasures(48, 48, none, none, 0, 0, 0, 0, 0),
            CategoryMacroF1 = 0,
            Slices = [],
            Terms = trained.Model.Language.Terms.Count,
        };
        return new FinishedModel(card, file.ToArray());
    }

    public static PostClassifier Classifier(TrainedModel trained, string id, double threshold = 0.5)
    {
        var model = Finished(trained, id, threshold);
        return PostClassifier.Of(model.ModelFile, model.Card, []);
    }

    public static TrainedModel Train(Language language, bool wrong = false, TrainingOptions? options = null, ILinearTrainer? trainer = null)
    {
        string[] partisan =
        [
            "Ayo coblos {0}!", "{0} mantab, kerja nyata", "Pilih {0} demi perubahan", "{0} bohong terus, jangan dipilih", "Bersama {0} kita menang",
            "gak ada yg sebaik {0}", "Relawan {0} kumpul malam ini", "Kami siap menangkan {0} nomor 2",
        ];
        string[] neutral =
        [
            "KPU umumkan jadwal debat {0}", "{0} hadiri rapat di kantor", "Harga cabai naik lagi", "Selamat pagi semua", "{0} kata pengamat unggul di survei",
            "Antre minyak goreng lama banget", "Jadwal imunisasi di posyandu", "Kapan debat {0} dimulai?",
        ];
        string[] names = ["Prabowo", "Anies Baswedan", "Ganjar"];
        var samples = new List<LabelledText>();
        for (var copy = 0; copy < 6; copy++)
        {
            var (group, name) = ($"author-{copy % 3}", names[copy % 3]);
            var kind = LinearModel.Categories[copy % LinearModel.Categories.Count];
            samples.AddRange(partisan.Select((text, i) => new LabelledText($"p{copy}-{i}", Fill(text, name), !wrong, wrong ? null : kind, group)));
            samples.AddRange(neutral.Select((text, i) => new LabelledText($"n{copy}-{i}", Fill(text, name), wrong, wrong ? kind : null, group)));
        }

        return new ModelTraining(trainer ?? new LbfgsTrainer(), options ?? new TrainingOptions()).Train(samples, language);
    }

    static string Fill(string text, string name) => string.Format(System.Globalization.CultureInfo.InvariantCulture, text, name);
}
