using Monitor.Learning;

namespace Monitor.Training;

/// <summary>The trainers that this program was built with.</summary>
static partial class TrainerEngines
{
    public const string BuiltIn = "BuiltIn";

    /// <summary>Engines that are built in only when they are asked for, with the property of the build that does it.</summary>
    static readonly Dictionary<string, string> Optional = new(StringComparer.OrdinalIgnoreCase) { ["MlNet"] = "-p:MlNet=true" };

    /// <summary>All, the built-in one first.</summary>
    public static IReadOnlyList<TrainerChoice> Built { get; } = All();

    /// <param name="engine">Such as BuiltIn or MlNet.</param>
    /// <param name="trainer">One of the engine's; its first where none is named.</param>
    /// <exception cref="InvalidDataException">There is no such engine or trainer in this program.</exception>
    public static TrainerChoice Named(string engine, string? trainer)
    {
        var own = Built.Where(choice => choice.Engine.Equals(engine, StringComparison.OrdinalIgnoreCase)).ToList();
        if (own.Count == 0)
        {
            throw new InvalidDataException(Optional.TryGetValue(engine, out var property)
                ? $"The engine '{engine}' is not in this program. Build it with {property} where the public NuGet registry can be reached, or train with {BuiltIn}."
                : $"There is no engine '{engine}'; give {string.Join(" or ", Built.Select(choice => choice.Engine).Distinct(StringComparer.Ordinal))}.");
        }

        return trainer is null
            ? own[0]
            : own.Find(choice => choice.Trainer.Equals(trainer, StringComparison.OrdinalIgnoreCase))
                ?? throw new InvalidDataException($"The engine '{own[0].Engine}' has no trainer '{trainer}'; give {string.Join(" or ", own.Select(choice => choice.Trainer))}.");
    }

    static List<TrainerChoice> All()
    {
        List<TrainerChoice> choices = [new(BuiltIn, "lbfgs", () => new LbfgsTrainer())];
        AddMlNet(choices);
        return choices;
    }

    /// <summary>Its other half is built with ML.NET only; without that it is nothing.</summary>
    static partial void AddMlNet(ICollection<TrainerChoice> choices);
}

/// <param name="Engine">Whose.</param>
/// <param name="Trainer">Which of its trainers.</param>
/// <param name="Make">Makes it.</param>
sealed record TrainerChoice(string Engine, string Trainer, Func<ILinearTrainer> Make);

/// <summary>Which engine trains unless the command says otherwise.</summary>
sealed class TrainerOptions
{
    public const string Section = "Training";

    public string Engine { get; set; } = TrainerEngines.BuiltIn;
}
