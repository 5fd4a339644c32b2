"""`bilingual explain`: one pair, its surroundings and its checks."""

import re
from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from bilingual.cli.console import put_json, put_marked
from bilingual.cli.dataset import AsJson, Dataset, refuse_swapped
from bilingual.cli.layout import labelled

if TYPE_CHECKING:
    from bilingual.dataset.locating import Segment
    from bilingual.explain import Explanation
    from bilingual.pairs import Pair

WRONG = re.compile(r"^(  \w+ +FAILS|flagged(?! +by no check))")
Name = Annotated[str, typer.Argument(metavar="ID", help="The id of a pair or skipped segment, or how it begins.")]


def explain_command(
    dataset: Dataset,
    name: Name,
    model: Annotated[
        str | None,
        typer.Option(metavar="MODEL", help="The model that the dataset was made with, if it is not installed."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Explain one pair: its neighbours, its checks, its flags."""
    from bilingual.explain import explain_pair

    refuse_swapped(dataset, name, f"explain {name} {dataset}")
    found = explain_pair(dataset, name, model)
    if as_json:
        put_json(asdict(found))
        return
    for line in _describe(found):
        put_marked(line, WRONG)


def _describe(found: "Explanation") -> Iterator[str]:
    from bilingual.pairs import Pair

    segment, place = found.segment, found.place
    yield from labelled("id", segment.id)
    yield from labelled("article", place.article_id + (f": {place.title}" if place.title else ""))
    line = f"line {place.line}, " if place.line else ""
    yield from labelled("place", f"{place.path}, {line}characters {segment.start} to {segment.end}")
    yield from labelled("segment", f"{segment.kind}, number {segment.sentence} of paragraph {segment.paragraph}")
    if isinstance(segment, Pair):
        yield from _describe_standing(segment)
        yield from _describe_pair(segment)
        yield from _describe_given(found)
    else:
        yield from _describe_skipped(segment)
    yield from _describe_neighbours(found)
    yield from _describe_measures(found)
    for reason in found.reasons:
        yield from labelled("flagged", reason)
    if isinstance(segment, Pair) and not found.reasons:
        yield from labelled("flagged", "by no check")


def _describe_standing(pair: "Pair") -> Iterator[str]:
    """Say what the document itself says of the place: whose words, below which heading, on which page, when shown."""
    if pair.author:
        yield from labelled("author", pair.author)
    if pair.section:
        yield from labelled("section", pair.section)
    if pair.page is not None:
        yield from labelled("page", str(pair.page))
    if pair.first_cue is not None and pair.start_ms is not None and pair.end_ms is not None:
        several = f"s {pair.first_cue} to {pair.last_cue}" if pair.last_cue != pair.first_cue else f" {pair.first_cue}"
        yield from labelled("shown", f"in cue{several}, {_clock(pair.start_ms)} to {_clock(pair.end_ms)}")


def _clock(milliseconds: int) -> str:
    seconds, thousandths = divmod(milliseconds, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.{thousandths:03}"


def _describe_pair(pair: "Pair") -> Iterator[str]:
    yield from labelled("French", pair.fr)
    yield from labelled("English", pair.en)
    if pair.en != pair.machine_en:
        yield from labelled("machine", pair.machine_en)
    yield from labelled("status", pair.status + (f": {pair.comment}" if pair.comment else ""))
    yield from labelled("score", f"{pair.score:.3f} (mean log-probability per token of the model's English)")


def _describe_given(found: "Explanation") -> Iterator[str]:
    """Say what the model read, where that is not the French as it stands."""
    if not found.given:
        yield from labelled("given", "the model of this dataset is not at hand; name it with --model")
        return
    first, *again = (_flat(text) for text in found.given)
    yield from labelled("given", first if first != _flat(_french(found.segment)) else "the French as it stands")
    for text in again:
        yield from labelled("again", f"{text} (given had the English been garbled)")


def _describe_skipped(segment: "Segment") -> Iterator[str]:
    from bilingual.pairs import REASONS, Skipped

    if isinstance(segment, Skipped):
        yield from labelled("text", segment.text)
        yield from labelled("language", segment.lang)
        yield from labelled(
            "skipped", f"{segment.reason}: {REASONS.get(segment.reason, 'a reason of another version')}"
        )


def _describe_neighbours(found: "Explanation") -> Iterator[str]:
    """Say what stands before and after in the article, each with its English or why it has none."""
    for other in found.neighbours:
        yield from labelled("before" if other.start < found.segment.start else "after", other.id)
        yield from labelled("", _french(other))
        yield from labelled("", _english(other))


def _describe_measures(found: "Explanation") -> Iterator[str]:
    """Show the checks as a table: what failed first, what each saw under the last heading."""
    if found.measures:
        yield f"{'checks':<23}{'value':>8}  {'fails':<13}{'saw'}"
    for measure in sorted(found.measures, key=lambda measure: not measure.failed):
        name, mark = f"  {measure.check}", "FAILS" if measure.failed else "ok"
        limit = f"{measure.direction} {measure.threshold:g}"
        head = f"{name:<16}{mark:<7}{measure.value:>8.3f}  {limit:<13}"
        yield from labelled(head, measure.detail, len(head))


def _french(segment: "Segment") -> str:
    from bilingual.pairs import Pair

    return segment.fr if isinstance(segment, Pair) else segment.text


def _english(segment: "Segment") -> str:
    from bilingual.pairs import Pair

    return segment.en if isinstance(segment, Pair) else f"skipped: {segment.reason}"


def _flat(text: str) -> str:
    return " ".join(text.split())
