using Monitor.Exports;

namespace Monitor.Tests.Exports;

public class MaskedTextTests
{
    [Theory]
    [InlineData("Siti A. 12/10/2024", "Xxxx X. 99/99/9999")]
    [InlineData("@siti_a https://x.com/a", "@xxxx_x xxxxx://x.xxx/x")]
    [InlineData("𝐃ukung ١٢", "XXxxxxx 99")] // mathematical letters take two units, Arabic digits are digits
    [InlineData("✌️👍\u001b[31m", "**** [99x")] // emoji speak, and escapes would colour the screen
    [InlineData("", "")]
    public void OnlyTheShapeIsLeft(string text, string masked)
    {
        Assert.Equal(masked, MaskedText.Of(text));
        Assert.Equal(text.Length, masked.Length);
    }
}
