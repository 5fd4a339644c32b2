"""The report's content → HTML. Jinja2 escapes every value, so that no text of a dataset can become markup."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bilingual.dataset.card import known_limits
from bilingual.dataset.figures import Bar, draw_histogram
from bilingual.errors import UsageError
from bilingual.files.exchange import write_whole
from bilingual.files.opening import refuse_tilde
from bilingual.quality.meaning import meaning_of_flags
from bilingual.report.content import Content, gather_content
from bilingual.text.counting import plural
from bilingual.text.visible import HIDDEN

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

FOLDER = Path(__file__).parent
LONGEST_TEXT = 1200
FIGURE_WIDTH = 340
# What a reader cannot see, or what turns the direction of writing, is shown as a mark and does nothing.
PICTURES = {code: chr(0x2400 + code) for code in range(32) if chr(code) not in "\t\n\r"}
MARK = "\ufffd"


def write_report(dataset: Path, out: Path) -> int:
    """Write the report of a dataset as one HTML file and return its size in bytes.

    Raises UsageError when `dataset` is none, or `out` a folder or a place in the dataset; DatasetError when the
    dataset is damaged.
    """
    refuse_tilde(out, "--out")
    if out.is_dir():
        raise UsageError(f"--out {out}: this is a folder; give the name of the HTML file to write")
    if dataset.resolve() in out.resolve().parents:
        raise UsageError(f"--out {out}: this is inside the dataset, whose files its manifest lists; write it elsewhere")
    page = render_page(gather_content(dataset)).encode()
    out.parent.mkdir(parents=True, exist_ok=True)
    with write_whole(out) as stream:
        stream.write(page)
    return len(page)


def render_page(content: Content) -> str:
    """Return the page: HTML that names no other file, runs no script, and is the same for the same content."""
    from markupsafe import Markup

    return _environment().get_template("page.html").render(
        content=content,
        manifest=content.manifest,
        stats=content.stats,
        meaning=meaning_of_flags(),
        limits=list(known_limits(content.manifest)),
        # Our own file, not a text of the dataset.
        css=Markup((FOLDER / "page.css").read_text(encoding="utf-8")),  # noqa: S704
    )  # fmt: skip


def _environment() -> "Environment":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        finalize=_visible,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {
        "number": lambda value: f"{value:,}",
        "plural": plural,
        "score": lambda value: f"{value:.2f}".replace("-", "−"),
        "share": _share,
        "clipped": _clipped,
        "code": _code,
        "figure": _figure,
        "web": _web_address,
    }
    return environment


def _visible(value: Any) -> Any:  # noqa: ANN401 - whatever a template prints
    """Return text as the page prints it: no character of the dataset acts there, and none hides."""
    if type(value) is not str:
        return value
    return HIDDEN.sub(lambda found: found[0] if found[0] in "\t\n\r" else MARK, value.translate(PICTURES))


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.1%}" if whole else "0%"


def _clipped(text: str) -> str:
    """Return the beginning of a segment, said to be that: one may be a megabyte without a blank."""
    if len(text) <= LONGEST_TEXT:
        return text
    return f"{text[:LONGEST_TEXT]} […{plural(len(text) - LONGEST_TEXT, 'more character')}]"


def _code(text: str) -> "Markup":
    """Turn Markdown's back-quoted spans into elements; all else is escaped."""
    from markupsafe import Markup

    parts = text.split("`")
    marked = (Markup("<code>{}</code>").format(part) if index % 2 else part for index, part in enumerate(parts))
    return Markup("").join(marked)


def _figure(bars: Sequence[Bar], title: str, axis: str) -> "Markup":
    from markupsafe import Markup

    return Markup(draw_histogram(title, axis, bars, FIGURE_WIDTH))  # noqa: S704 - draw_histogram escapes


def _web_address(url: str | None) -> str:
    """Only an address of the web becomes a link: `javascript:` and its like do not."""
    return url if url and url.lower().startswith(("https://", "http://")) else ""
