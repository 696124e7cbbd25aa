namespace Monitor.Flags;

/// <summary>What a process may do with a store.</summary>
enum StoreAccess
{
    Write,
    Read,
}
