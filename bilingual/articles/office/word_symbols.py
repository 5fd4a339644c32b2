"""Signs that Word takes from fonts of signs → characters: the encodings of Symbol and of parts of Wingdings."""

_GREEK = dict(
    zip(
        "ABCDEFGHIKLMNOPQRSTUWXYZabcdefghijklmnopqrstuvwxyz",
        "ΑΒΧΔΕΦΓΗΙΚΛΜΝΟΠΘΡΣΤΥΩΞΨΖαβχδεφγηιϕκλμνοπθρστυϖωξψζ",
        strict=True,
    )
)
_MATHEMATICAL = {
    0x2B: "+", 0x2D: "−", 0x3C: "<", 0x3D: "=", 0x3E: ">", 0xA2: "′", 0xA3: "≤", 0xA5: "∞", 0xAC: "←", 0xAD: "↑",
    0xAE: "→", 0xAF: "↓", 0xB0: "°", 0xB1: "±", 0xB2: "″", 0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xB8: "÷", 0xB9: "≠",
    0xBA: "≡", 0xBB: "≈", 0xBC: "…", 0xC6: "∅", 0xCE: "∈", 0xD1: "∇", 0xD2: "®", 0xD3: "©", 0xD4: "™", 0xD6: "√",
    0xE5: "∑", 0xF2: "∫",
}  # fmt: skip
_WINGDINGS = {
    0x28: "☎", 0x2A: "✉", 0x4A: "☺", 0x6C: "●", 0x6E: "■", 0x6F: "□", 0x76: "❖", 0x9F: "•", 0xA7: "▪", 0xA8: "◻",
    0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE8: "➔", 0xF0: "⇨", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
_FONTS = {
    "symbol": {ord(latin): greek for latin, greek in _GREEK.items()} | _MATHEMATICAL,
    "wingdings": _WINGDINGS,
}
PRIVATE = 0xF000  # Word adds it to the place of a sign in its font


def is_of_signs(font: str) -> bool:
    """Return whether a font has signs in the places of letters."""
    return font.strip().lower() in _FONTS


def with_signs(text: str, font: str) -> str:
    """Return a text in a font of signs with the characters that it shows, where they are known."""
    return "".join(symbol(font, f"{ord(char):x}") or char if ord(char) >= PRIVATE else char for char in text)


def symbol(font: str, code: str) -> str:
    """Return the character of a sign, `code` its place in hexadecimal; "" where it is not known."""
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    table = _FONTS.get(font.strip().lower())
    if table is not None:
        return table.get(number - PRIVATE if number >= PRIVATE else number, "")
    private = 0xE000 <= number < 0xF900
    return chr(number) if 0x20 < number < 0xD800 or (0xF900 <= number < 0xFFFE and not private) else ""
