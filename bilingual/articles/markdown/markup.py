"""Blocks of HTML within Markdown → what of them a reader reads."""

import re
from collections import Counter

from bilingual.articles.left_out import CODE, COMMENTS

TEMPLATES = "template tags left out"
# What is not shown, or is code: where it begins, and how it ends.
ELEMENTS = {f"<{name}": f"</{name}>" for name in ("script", "style", "pre", "textarea")} | {
    "<!--": "-->", "<?": "?>", "<![cdata[": "]]>", "<!doctype": ">",
}  # fmt: skip
BEGINS = re.compile("|".join(map(re.escape, ELEMENTS)), re.IGNORECASE)


def without_hidden(content: str, counts: Counter[str]) -> str:
    """Return HTML without comments, scripts, styles and preformatted code, which are counted. Linear in its length.

    What never ends is text, but for the mark that opens it.
    """
    low, pieces, done = content.lower(), [], 0
    if len(low) != len(content):
        low = content  # letters whose lower case is longer: the tags are looked for as they stand
    endless: set[str] = set()
    for found in BEGINS.finditer(low):
        begin = found[0]
        if found.start() < done or begin not in ELEMENTS or begin in endless:
            continue
        end = low.find(ELEMENTS[begin], found.end())
        pieces.append(content[done : found.start()])
        if end < 0:
            endless.add(begin)
            done = found.end()
            continue
        done = end + len(ELEMENTS[begin])
        counts[COMMENTS if begin.startswith(("<!", "<?")) else CODE] += 1
    return "".join((*pieces, content[done:]))
