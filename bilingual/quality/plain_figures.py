"""Plain figures, which are read alike whatever stands around them: `12 ans`, `1 234`, `3,5 %`; "12-year-old", "3.5%".

Most numbers are so written. Where both sides have the same ones and no others, none is missing, and nothing need be
read; what may be a time, a date, a range, a scale (`3 millions`) or a part of a name is left to the readers.
"""

import re

_BLANK = " \u00a0\u2009\u202f"
# The first figure is looked for before what stands in front of it: that search is quick.
_FIRST = rf"[0-9](?:(?<=^.)|(?<=[{_BLANK}($€£\"“«].))(?<!p\.[{_BLANK}].)"
_MARKS = r"\Z|[)\]!?;»”\"…%€$£]|[.,:](?![0-9])"
_FRENCH = re.compile(
    rf"({_FIRST}(?:[0-9]{{0,2}}(?:[{_BLANK}][0-9]{{3}})+|[0-9]{{0,5}},[0-9]{{1,2}}|[0-9]{{0,3}}))"
    rf"(?:er|re|e|ère|ème)?(?={_MARKS}|[{_BLANK}](?!\d|[hH]|mill|bill|trill|M|k(?![^\W_])))"
)
_ENGLISH = re.compile(
    rf"({_FIRST}(?:[0-9]{{0,2}}(?:,[0-9]{{3}})+|[0-9]{{0,5}}\.[0-9]{{1,2}}|[0-9]{{0,3}}))"
    rf"(?:st|nd|rd|th|s)?(?={_MARKS}|(?:[{_BLANK}]|-(?=[a-z]))"
    rf"(?!\d|[Tt]hous|[MmBb]illi|[Tt]rill|[BbMmTt][Nn]|[KkMmBb](?![^\W_])|[AaPp]\.?[{_BLANK}]?[Mm]|o['’]))"
)
_FIGURE = re.compile(r"[\d¼-¾⅐-⅞₀-₉]")
_AS_ENGLISH, _BARE = str.maketrans(",", ".", _BLANK), str.maketrans("", "", ",")
LONGEST = 10_000  # no such text is looked at closely


def same_plain_figures(fr: str, en: str) -> bool:
    """Tell whether both sides hold the same figures, all of them plain; False where one must be read to tell."""
    if len(fr) > LONGEST or len(en) > LONGEST:
        return False
    french, english = _FRENCH.findall(fr), _ENGLISH.findall(en)
    if not french or not english:
        return False
    ours, theirs = {text.translate(_AS_ENGLISH) for text in french}, {text.translate(_BARE) for text in english}
    return ours == theirs and _are_all(french, fr) and _are_all(english, en)


def _are_all(figures: list[str], text: str) -> bool:
    """Does a text hold no figure outside of these?"""
    return len(_FIGURE.findall(text)) == len(_FIGURE.findall("".join(figures)))
