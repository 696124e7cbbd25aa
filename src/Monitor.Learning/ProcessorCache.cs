using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Monitor.Learning;

/// <summary>What is needed soon and lies far away can be asked for while other work goes on.</summary>
static class ProcessorCache
{
    /// <summary>Brings the place towards the processor; does nothing where the processor cannot.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Ask<T>(ref T place)
        where T : struct
    {
        if (Sse.IsSupported) Sse.Prefetch0(Unsafe.AsPointer(ref place));
    }
}
