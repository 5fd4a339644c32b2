"""`bilingual explain`: one pair, its surroundings and its checks."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from bilingual.cli.console import put, put_json
from bilingual.cli.dataset import AsJson, Dataset

if TYPE_CHECKING:
    from bilingual.explain import Explanation, Segment
    from bilingual.pairs import Pair
    from bilingual.quality import Measure

SHOWN = 100
Name = Annotated[str, typer.Argument(metavar="ID", help="The id of a pair or skipped segment, or its beginning.")]


def explain_command(
    dataset: Dataset,
    name: Name,
    model: Annotated[
        str | None, typer.Option(help="The model that the dataset was made with, if it is not installed.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Explain one pair: its article and neighbours, what every check measured, and why it was flagged."""
    from bilingual.explain import explain_pair

    found = explain_pair(dataset, name, model)
    if as_json:
        put_json(asdict(found))
        return
    for line in _describe(found):
        put(line)


def _describe(found: "Explanation") -> list[str]:
    from bilingual.pairs import Pair

    segment, place = found.segment, found.place
    lines = [
        f"id         {segment.id}",
        f"article    {place.article_id}" + (f": {_flat(place.title)}" if place.title else ""),
        f"file       {place.path}, line {place.line}; characters {segment.start} to {segment.end}",
        f"segment    {segment.kind}, paragraph {segment.paragraph}, number {segment.sentence}",
    ]
    lines += (
        [*_describe_pair(segment), *_describe_given(found)] if isinstance(segment, Pair) else _describe_skipped(segment)
    )
    lines += [f"before     …{_flat(place.before)}", f"after      {_flat(place.after)}…", "neighbours"]
    for other in found.neighbours:
        lines += [f"  {other.id}  {_short(_french(other))}", f"{'':18}  {_english(other)}"]
    lines += ["checks", *map(_describe_measure, found.measures)] if found.measures else []
    return [*lines, *(f"flagged    {reason}" for reason in found.reasons or _unflagged(segment))]


def _describe_pair(pair: "Pair") -> list[str]:
    lines = [f"French     {_flat(pair.fr)}", f"English    {_flat(pair.en)}"]
    if pair.en != pair.machine_en:
        lines.append(f"machine    {_flat(pair.machine_en)}")
    lines.append(f"status     {pair.status}" + (f": {_flat(pair.comment)}" if pair.comment else ""))
    return [*lines, f"score      {pair.score:.3f} (mean log-probability per token of the model's English)"]


def _describe_given(found: "Explanation") -> list[str]:
    """Return what the model read, where that is not the French as it stands."""
    if not found.given:
        return ["given      the model of this dataset is not at hand; name it with --model"]
    first, *again = (_flat(text) for text in found.given)
    lines = (
        [f"given      {first}"] if first != _flat(_french(found.segment)) else ["given      the French as it stands"]
    )
    return lines + [f"given again, had the English been garbled: {text}" for text in again]


def _describe_skipped(segment: "Segment") -> list[str]:
    from bilingual.pairs import REASONS, Skipped

    if not isinstance(segment, Skipped):
        return []
    meaning = REASONS.get(segment.reason, "a reason of another version")
    return [
        f"text       {_flat(segment.text)}",
        f"language   {segment.lang}",
        f"skipped    {segment.reason}: {meaning}",
    ]


def _unflagged(segment: "Segment") -> list[str]:
    from bilingual.pairs import Pair

    return ["no check fails"] if isinstance(segment, Pair) else []


def _describe_measure(measure: "Measure") -> str:
    mark = "FAILS" if measure.failed else "ok"
    limit = f"fails {measure.direction} {measure.threshold:g}"
    return f"  {measure.check:<13}{mark:<6}{measure.value:>8.3f}  {limit:<18}  {measure.detail}".rstrip()


def _french(segment: "Segment") -> str:
    from bilingual.pairs import Pair

    return segment.fr if isinstance(segment, Pair) else segment.text


def _english(segment: "Segment") -> str:
    from bilingual.pairs import Pair

    return _short(segment.en) if isinstance(segment, Pair) else f"skipped: {segment.reason}"


def _short(text: str) -> str:
    flat = _flat(text)
    return flat if len(flat) <= SHOWN else f"{flat[: SHOWN - 1]}…"


def _flat(text: str) -> str:
    return " ".join(text.split())
