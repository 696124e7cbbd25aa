namespace Monitor.Learning;

/// <summary>The tokens that stand for what was masked.</summary>
static class MaskToken
{
    public static readonly ulong OtherTag = Hash64.Of("⟨tagarlain⟩");
    public static readonly ulong OtherAccount = Hash64.Of("⟨akunlain⟩");
    public static readonly ulong OtherName = Hash64.Of("⟨namalain⟩");
    public static readonly ulong Link = Hash64.Of("⟨tautan⟩");
    public static readonly ulong Number = Hash64.Of("⟨angka⟩");
    public static readonly ulong LongNumber = Hash64.Of("⟨angkabesar⟩");
    public static readonly ulong Year = Hash64.Of("⟨tahun⟩");
    static readonly string[] Names = ["⟨calon⟩", "⟨partai⟩", "⟨nomor⟩", "⟨tagar⟩", "⟨akun⟩", "⟨slogan⟩", "⟨isyarat⟩", "⟨tagarnetral⟩"];
    static readonly ulong[] Hashes = [.. Names.Select(name => Hash64.Of(name))];
    static readonly ulong NameTag = Hash64.Of("⟨tagarnama⟩");

    public static ulong Of(MaskRole role) => Hashes[(int)role];

    public static ulong Of(MaskRole role, bool nameOnly) => nameOnly ? NameTag : Hashes[(int)role];

    public static string NameOf(MaskRole role, bool nameOnly) => nameOnly ? "⟨tagarnama⟩" : Names[(int)role];
}
