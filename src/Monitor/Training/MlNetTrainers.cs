using Monitor.MlNet;

namespace Monitor.Training;

/// <summary>Makes ML.NET's trainers known; compiled with -p:MlNet=true only.</summary>
static partial class TrainerEngines
{
    static partial void AddMlNet(ICollection<TrainerChoice> choices)
    {
        choices.Add(new TrainerChoice("MlNet", "sdca", () => new MlNetTrainer(MlNetAlgorithm.Sdca)));
        choices.Add(new TrainerChoice("MlNet", "lbfgs", () => new MlNetTrainer(MlNetAlgorithm.Lbfgs)));
    }
}
