"""Small SVG bar charts for the dataset card, readable on a light and on a dark page."""

from collections.abc import Mapping
from pathlib import Path
from xml.sax.saxutils import escape

WIDTH, HEIGHT = 640, 220
LEFT, TOP, BOTTOM = 12, 34, 40
STYLE = "text{font:12px system-ui,sans-serif;fill:#57606a}.title{font-size:14px;font-weight:600}.bar{fill:#4c8bd6}"
DARK = "@media(prefers-color-scheme:dark){text{fill:#9da7b3}}"


def write_histogram(path: Path, title: str, axis: str, bins: Mapping[str, int]) -> None:
    """Write a bar chart of `bins` (label → count, in order) as SVG."""
    path.parent.mkdir(parents=True, exist_ok=True)
    step = (WIDTH - 2 * LEFT) / max(1, len(bins))
    most = max(bins.values(), default=1)
    bars = [_bar(index, label, count, step, most) for index, (label, count) in enumerate(bins.items())]
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img">',
        f"<title>{escape(title)}</title>",
        f"<style>{STYLE}{DARK}</style>",
        f'<text class="title" x="{LEFT}" y="18">{escape(title)}</text>',
        *bars,
        f'<text x="{WIDTH / 2:.0f}" y="{HEIGHT - 6}" text-anchor="middle">{escape(axis)}</text>',
        "</svg>",
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _bar(index: int, label: str, count: int, step: float, most: int) -> str:
    room = HEIGHT - TOP - BOTTOM - 14
    height = room * count / most
    x, y = LEFT + index * step, HEIGHT - BOTTOM - height
    middle = x + step / 2
    return (
        f'<rect class="bar" x="{x + 2:.1f}" y="{y:.1f}" width="{step - 4:.1f}" height="{height:.1f}" rx="2"/>'
        f'<text x="{middle:.1f}" y="{y - 4:.1f}" text-anchor="middle">{count}</text>'
        f'<text x="{middle:.1f}" y="{HEIGHT - BOTTOM + 15}" text-anchor="middle">{escape(label)}</text>'
    )
