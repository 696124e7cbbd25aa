using System.Runtime.CompilerServices;

namespace Monitor.Learning;

/// <summary>Any of the flags set; plain bit tests, since these run for every word.</summary>
static class FlagTests
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Has(this ItemFlags flags, ItemFlags any) => (flags & any) != ItemFlags.None;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Has(this WordFlags flags, WordFlags any) => (flags & any) != WordFlags.None;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Has(this TokenFlags flags, TokenFlags any) => (flags & any) != TokenFlags.None;
}
