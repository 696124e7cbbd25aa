using System.CommandLine;
using Monitor.Commands;
using Monitor.Learning;
using Monitor.Training;

namespace Monitor.Tests.Training;

public class TrainerEnginesTests
{
    static bool HasMlNet => TrainerEngines.Built.Any(choice => choice.Engine == "MlNet");

    [Theory]
    [InlineData("BuiltIn", null)]
    [InlineData("builtin", "LBFGS")]
    public void TheBuiltInTrainerIsFoundByName(string engine, string? trainer) => Assert.IsType<LbfgsTrainer>(TrainerEngines.Named(engine, trainer).Make());

    [Theory]
    [InlineData("BuiltIn", "sdca", "has no trainer 'sdca'; give lbfgs")]
    [InlineData("torch", null, "There is no engine 'torch'; give BuiltIn")]
    public void WhatIsNotThereIsRefusedWithWhatIs(string engine, string? trainer, string message) =>
        Assert.Contains(message, Assert.Throws<InvalidDataException>(() => TrainerEngines.Named(engine, trainer)).Message, StringComparison.Ordinal);

    /// <summary>The message where the engine is not built in; where it is, that it is there.</summary>
    [Fact]
    public async Task TrainingWithAnEngineThatIsNotBuiltInSaysHowToBuildIt()
    {
        if (HasMlNet)
        {
            Assert.StartsWith("ML.NET", TrainerEngines.Named("mlnet", trainer: null).Make().Name, StringComparison.Ordinal);
            return;
        }

        Assert.Contains(
            "is not in this program. Build it with -p:MlNet=true", Assert.Throws<InvalidDataException>(() => TrainerEngines.Named("mlnet", "sdca")).Message, StringComparison.Ordinal);
        Assert.Equal(Cli.Failed, await TrainCommand.Build().Parse(["--engine", "mlnet"]).InvokeAsync(new InvocationConfiguration { Output = new StringWriter() }));
    }
}
