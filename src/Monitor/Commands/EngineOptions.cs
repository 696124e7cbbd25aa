using System.CommandLine;
using Monitor.Training;

namespace Monitor.Commands;

/// <summary>What finds the weights of a model.</summary>
sealed class EngineOptions
{
    readonly Option<string?> _engine = new("--engine")
    {
        Description = "What finds the weights: builtin, or mlnet where it is built in. Default: Training:Engine in appsettings.json.",
    };

    readonly Option<string?> _trainer = new("--trainer") { Description = "Which trainer of the engine; mlnet has sdca (its default) and lbfgs." };

    /// <param name="command">Gets the options.</param>
    public static EngineOptions In(Command command)
    {
        var options = new EngineOptions();
        command.Options.Add(options._engine);
        command.Options.Add(options._trainer);
        return options;
    }

    public TrainerChoice Of(ParseResult parsed) =>
        TrainerEngines.Named(parsed.GetValue(_engine) ?? Settings.Of<TrainerOptions>(TrainerOptions.Section).Engine, parsed.GetValue(_trainer));
}
