"""What the dialects of Markdown add (pandoc, kramdown, Obsidian, Hugo, Jekyll) → CommonMark with the same words.

Marks that no Markdown parser knows go, as they do for a reader; what they hide is left out and counted. A pattern's
reach is bounded, so that none looks at the rest of a text again and again.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from bilingual.articles.left_out import COMMENTS
from bilingual.articles.markdown.markup import TEMPLATES

EMBEDDED, FORMULAS, CITATIONS = "embedded files left out", "formulas left out", "citations left out"
DEFINED = re.compile(r"^[ \t]{0,3}\[\^([^\]\[\s]{1,60})\]:", re.MULTILINE)
FOOTNOTE = re.compile(r"(^[ \t]{0,3})?\[\^([^\]\[\s]{1,60})\](?:(:)[ \t]*)?", re.MULTILINE)
NOTE_INSIDE = re.compile(r"\^\[([^\[\]\n]{1,1000})\]")
PRINTED = re.compile(r'\b(?:caption|title)\s?=\s?"([^"\[\]\n]{1,300})"')
DELIMITER_ROW = re.compile(r"[ \t]{0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*+(?::?-++:?[ \t]*+)?)++")
DEFINITION = re.compile(r"[ \t]{0,3}:[ \t]+(?=\S)")
VERSE_MARK = re.compile(r"[ \t]{0,3}\|[ \t]+(?=\S)")
LONGEST_TERM = 40  # characters of a term that is defined; a wrapped line before ` : Paris` is longer


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark of a dialect: `sign` is in every text that has it, `counted` the name of what is left out with it."""

    sign: str
    pattern: re.Pattern[str]
    words: str | Callable[[re.Match[str]], str] = ""
    counted: str | None = None


def _wiki_words(link: re.Match[str]) -> str:
    """`[[Page|words]]`, `[[Page#Part]]`, `[[#Part]]`: the words, else the page, else the part."""
    if link["words"]:
        return link["words"]
    page, _, part = link["page"].partition("#")
    return page.strip() or part.lstrip("#^")


def _caption_in(tag: re.Match[str]) -> str:
    """Return the pictures' captions and titles that a template tag prints, as pictures."""
    return "".join(f"\n![{words}]()\n" for words in PRINTED.findall(tag[0]))


def _delimiter_row(rule: re.Match[str]) -> str:
    """Return the rule below the head of a table that is drawn with `+---+`, as tables with `|` have it."""
    return "|" + "---|" * (rule[0].count("+") - 1)


def _loose_emphasis(strong: re.Match[str]) -> str:
    """Emphasis that CommonMark does not see, as in `**« mot »**suivi`: its words; any other as it stands."""
    text, whole = strong["text"], strong.string
    before, after = whole[strong.start() - 1 : strong.start()], whole[strong.end() : strong.end() + 1]
    opens = before.isalnum() and not text[0].isalnum()
    closes = after.isalnum() and not text[-1].isalnum()
    return text if opens or closes else strong[0]


_ADMONITIONS = (
    "note|abstract|info|tip|success|question|warning|failure|danger|bug|example|quote|summary|important|caution"
    "|attention|hint"
)
MARKS = (
    Mark("{", re.compile(r"\{%[^{}]{0,400}%\}|\{\{[<%][^{}]{0,400}[>%]\}\}"), _caption_in, TEMPLATES),
    Mark("{{", re.compile(r"^[ \t]*+\{\{[^{}\n]{1,400}\}\}[ \t]*$", re.M), counted=TEMPLATES),
    Mark("\\", re.compile(r"^\\[a-z]{3,20}(?:\{[^{}\n]{0,100}\})?[ \t]*$", re.M), counted=TEMPLATES),
    Mark("[", re.compile(r"^[ \t]{0,3}\[\[?_?[Tt][Oo][Cc]_?\]?\][ \t]*$", re.M), counted=TEMPLATES),
    Mark("{:", re.compile(r"\{:[^{}\n]{0,200}\}")),
    Mark("]{", re.compile(r"(?<!!)\[([^\[\]\n]{0,300})\]\{[.#][^{}\n]{0,200}\}"), r"\1"),
    Mark("{", re.compile(r"(?<=[\])])\{[.#\w][^{}\n]{0,200}\}")),
    Mark("[!", re.compile(r"^([ \t>]{0,200}>[ \t]{0,20})\[![\w-]{1,40}\][+-]?[ \t]*([^\n]*)$", re.M), r"\1\2\n\1"),
    Mark(":::", re.compile(r"^[ \t]{0,3}:{3,}+[ \t]*(?:\{[^{}\n]{0,200}\}|[a-z-]{0,40})[ \t]*\[?([^\n:\]]*)\]?[^\n]*$",
                           re.M), r"\n\1\n"),
    Mark('"', re.compile(rf'^[ \t]{{0,3}}(?:!!!|\?\?\?\+?)[ \t]+(?:{_ADMONITIONS})\b[^"\n]{{0,60}}"([^"\n]{{0,200}})"'
                         r"[ \t]*$", re.M), r"\n\1\n"),
    Mark("!!! ", re.compile(rf"^[ \t]{{0,3}}!!![ \t]+(?:{_ADMONITIONS})[ \t]*$", re.M), "\n"),
    Mark("](", re.compile(r"\[(?:\\?\[\d{1,3}\\?\]|\*{0,2}[¹²³⁰⁴-⁹]{1,3}\*{0,2})\]\([^()\s]{1,200}\)")),
    Mark("![[", re.compile(r"!\[\[[^\[\]\n]{1,300}\]\]"), counted=EMBEDDED),
    Mark("[[", re.compile(r"\[\[(?=\S)(?P<page>[^\[\]\n|]{1,200}?)(?<=\S)"
                          r"(?:\\?\|(?P<words>[^\[\]\n|]{0,200}))?\]\](?!\()"), _wiki_words),
    Mark("%%", re.compile(r"^%%[ \t]*\n(?:(?!%%)[^\n]{0,2000}\n){1,50}%%[ \t]*$"
                          r"|(?<!\d)(?<!\d\s)%%[^%\n]{1,1000}%%", re.M), counted=COMMENTS),
    Mark("==", re.compile(r"(?<![\w=])==(?=[^\s=])([^=\n]{1,500})(?<=\S)==(?![\w=])"), r"\1"),
    Mark("$$", re.compile(r"^[ \t]{0,3}\$\$(?:[^$\n]{1,1000}|[ \t]*\n(?:[^$\n]{0,1000}\n){1,50})[ \t]{0,3}\$\$[ \t]*$",
                          re.M), counted=FORMULAS),
    Mark("@", re.compile(r" ?\[(?:[^\[\]\n@]{0,60}[ -])?@[\w:.-]{1,60}[^\[\]\n]{0,300}\](?![\[(:])"),
         counted=CITATIONS),
    Mark(" ^", re.compile(r"[ \t]\^[A-Za-z0-9-]{1,40}[ \t]*$", re.M)),
    Mark("^", re.compile(r"(?<=\w)\^([^\W_]{1,20})\^(?!\w*\^)"), r"\1"),
    Mark("~", re.compile(r"(?<=[^\W_])~([^\W_]{1,20})~(?!~)"), r"\1"),
    Mark("*", re.compile(r"(?<![*\\])(\*{1,3})(?=[^\s*])(?P<text>[^*`\n]{1,300})(?<=[^\s\\])\1(?!\*)"),
         _loose_emphasis),
    Mark("](", re.compile(r"\]\([ \t]*+((?:https?://|\.{0,2}/)[^()<>\n\"'= ]{0,300} [^()<>\n\"'=]{0,300}"
                          r"|[^()<>\n\"']{1,300}\.[a-z0-9]{2,4})(?: =\d{0,5}x\d{0,5})?[ \t]*\)"), r"](<\1>)"),
    Mark("+=", re.compile(r"^[ \t]{0,3}\+(?:[=:]{2,}+\+)++[ \t]*$", re.M), _delimiter_row),
    Mark("-+", re.compile(r"^[ \t]{0,3}\+(?:[-:]{2,}+\+)++[ \t]*\n", re.M)),
    Mark("*[", re.compile(r"^\*\[[^\[\]\n]{1,100}\]:[^\n]*$", re.M)),
)  # fmt: skip


def to_commonmark(source: str, counts: Counter[str]) -> str:
    """Return Markdown of any dialect, lines ended by a newline, as CommonMark; `counts` learns of what is left out."""
    for mark in MARKS:
        if mark.sign in source:
            source, number = mark.pattern.subn(mark.words, source)
            if number and mark.counted:
                counts[mark.counted] += number
    if "[^" in source:
        source = _without_footnote_marks(source)
    if "^[" in source:
        notes = NOTE_INSIDE.findall(source)
        source = "\n\n".join((NOTE_INSIDE.sub("", source), *notes))
    return "\n".join(_parted(source.split("\n")))


def _without_footnote_marks(source: str) -> str:
    defined = set(DEFINED.findall(source))

    def replaced(found: re.Match[str]) -> str:
        if found[2] not in defined and not found[2].isdigit():
            return found[0]
        return "\n" if found[1] is not None and found[3] else (found[1] or "") + (found[3] or "")

    return FOOTNOTE.sub(replaced, source)


def _parted(lines: Iterable[str]) -> Iterator[str]:
    """Yield the lines, with a blank one before a table, and definitions and lines of verse as lines of their own."""
    before, term = "", True  # the line before; whether it may be a term, or a definition, that one follows
    for line, after in pairwise((*lines, "")):
        if mark := DEFINITION.match(line) if term else None:
            yield from ("", line[mark.end() :])
        elif (mark := VERSE_MARK.match(line)) and line.count("|") == 1:
            yield f"{line[mark.end() :]}  "
        elif "|" in line and "-" in after and before.strip() and DELIMITER_ROW.fullmatch(after.rstrip()):
            yield from ("", line)
        else:
            yield line
            term = not line.strip() or (not before.strip() and len(line) <= LONGEST_TERM)
        before = line
