namespace Monitor.Tests.Support;

/// <summary>Tests that may not run beside others, because they measure what the whole process shares.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "alone";
}
