"""Small SVG bar charts for the dataset card and the report, readable on a light and on a dark page."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

LEFT, TOP, BOTTOM, HEIGHT = 16, 34, 40, 220
LABEL_ROOM = 30  # units between two labels of the axis
STYLE = (
    "text{font:12px system-ui,sans-serif;fill:#57606a}.title{font-size:14px;font-weight:600}"
    ".bar{fill:#4c8bd6}.marked{fill:#c2571a}.axis{stroke:#8c959f}"
    "@media(prefers-color-scheme:dark){text{fill:#9da7b3}.marked{fill:#e08a4a}}"
)
THOUSANDS = ((1_000_000, "M"), (1_000, "k"))


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a histogram: the lower edge of its bin, how many it counts, and how many of them are marked."""

    edge: str
    count: int
    marked: int = 0


def write_histogram(path: Path, title: str, axis: str, bars: Sequence[Bar]) -> None:
    """Write a bar chart as an SVG file that brings its own colours."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(draw_histogram(title, axis, bars, width=640, style=STYLE) + "\n", encoding="utf-8")


def draw_histogram(title: str, axis: str, bars: Sequence[Bar], width: int, style: str = "") -> str:
    """Return a bar chart as SVG; without `style` the page that holds it colours `text`, `bar`, `marked` and `axis`."""
    step = (width - 2 * LEFT) / max(1, len(bars))
    most = max((bar.count for bar in bars), default=0) or 1
    every = max(1, round(LABEL_ROOM / step + 0.5))
    floor = HEIGHT - BOTTOM
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {HEIGHT}" role="img">',
        f"<title>{escape(title)}</title>",
        f"<style>{style}</style>" if style else "",
        f'<text class="title" x="{LEFT}" y="18">{escape(title)}</text>',
        *(_bar(bar, LEFT + index * step, step, most) for index, bar in enumerate(bars)),
        f'<line class="axis" x1="{LEFT}" y1="{floor}" x2="{width - LEFT}" y2="{floor}"/>',
        *(_label(bar.edge, LEFT + index * step) for index, bar in enumerate(bars) if index % every == 0),
        f'<text x="{width / 2:.0f}" y="{HEIGHT - 6}" text-anchor="middle">{escape(axis)}</text>',
        "</svg>",
    ]
    return "\n".join(line for line in lines if line)


def _bar(bar: Bar, x: float, step: float, most: int) -> str:
    """Draw a bar with the marked part at its foot and the count above it."""
    if not bar.count:
        return ""
    room = HEIGHT - TOP - BOTTOM - 14
    top = HEIGHT - BOTTOM - max(1.0, room * bar.count / most)
    parts = _rectangle("bar", x, step, top)
    if bar.marked:
        parts += _rectangle("marked", x, step, HEIGHT - BOTTOM - max(1.0, room * bar.marked / most))
    return f'{parts}<text x="{x + step / 2:.1f}" y="{top - 4:.1f}" text-anchor="middle">{_short(bar.count)}</text>'


def _rectangle(name: str, x: float, step: float, top: float) -> str:
    height = HEIGHT - BOTTOM - top
    return f'<rect class="{name}" x="{x + 1:.1f}" y="{top:.1f}" width="{step - 2:.1f}" height="{height:.1f}"/>'


def _label(edge: str, x: float) -> str:
    """Return the lower edge of a bin, under the left side of its bar."""
    return f'<text x="{x:.1f}" y="{HEIGHT - BOTTOM + 15}" text-anchor="middle">{escape(edge)}</text>'


def _short(count: int) -> str:
    """Return a count of at most four characters: 980, 9.8k, 98k, 9.8M."""
    for unit, letter in THOUSANDS:
        if count >= unit:
            value = count / unit
            return f"{value:.1f}{letter}" if value < 9.95 else f"{value:.0f}{letter}"
    return str(count)
