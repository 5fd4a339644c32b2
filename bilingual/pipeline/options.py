"""What a build can be told: the one place that names every option, its default and what it means."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from bilingual.errors import UsageError
from bilingual.splits import Splits
from bilingual.text.nearest import advise

BEAMS = range(1, 65)
WORKERS = range(1, 257)
DEVICES = ("auto", "cpu", "cuda")
ENGINES = ("local", "ray")
PUBLISHED_KINDS = ("sentence", "title", "caption")  # what a reader reads; the others are published when asked for
UNKNOWN_LICENCE = "unknown"
WRAPPING = {"auto": None, "yes": True, "no": False}  # what users say, and what `segment` takes


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildOptions:
    """How a dataset is built from its sources. Raises UsageError for a value that cannot be."""

    model: str = "auto"  # auto, a name that `bilingual model list` shows, or the path of a model
    beam: int = 4  # hypotheses kept while decoding; 1 is greedy and fastest
    raw: bool = False  # give the model every text as it is, with what it cannot read
    device: str = "auto"  # auto, cpu or cuda
    compute_type: str = (
        "default"  # number format of the engine: default, as the model is saved, auto or one of CTranslate2
    )
    workers: int | None = None  # cores to translate on, None: all; changes the speed, not a byte of the result
    kinds: frozenset[str] = frozenset(PUBLISHED_KINDS)  # kinds of segment that are published; others are skipped
    exclude: tuple[Path, ...] = ()  # test sets whose sentences, either side, exact or near, are not published
    memory: tuple[Path, ...] = ()  # datasets whose reviewed English is taken for the same French
    splits: Splits = field(default_factory=Splits)  # shares of the pairs; an article is in one split
    allow_leaks: bool = False  # publish sentences of the test or validation split in the others too
    articles: bool = True  # publish the articles' full texts
    license: str = UNKNOWN_LICENCE  # of the articles, for the card
    name: str | None = None  # of the dataset, for its card; None: its folder's
    published: str | None = None  # date of publication, YYYY-MM-DD, for the metadata; None: no file holds a date
    arrow: bool = True  # write the copy for load_from_disk too
    wrapped: bool | None = None  # whether lines between blank ones are one paragraph; None: where they look so
    columns: Mapping[str, str] = field(default_factory=dict)  # field of an article → its column in tables
    strict: bool = False  # build nothing when an input cannot be read, instead of listing it
    engine: str = "local"  # local, or ray: on all nodes of a cluster; changes the speed, not a byte of the result
    shared: str | None = None  # where Ray's nodes meet: a folder, or an address for fsspec; None: the work folder
    fresh: bool = False  # translate everything again, whatever earlier builds kept

    def __post_init__(self) -> None:
        _check_number("--beam", self.beam, BEAMS)
        if self.device not in DEVICES:
            raise UsageError(f"--device {self.device}: choose auto, cpu or cuda")
        if self.compute_type != "default":
            from bilingual.translator.devices import refuse_unknown_type  # nor for the translator

            refuse_unknown_type(self.compute_type)
        if self.engine not in ENGINES:
            raise UsageError(f"--engine {self.engine}: choose local or ray")
        if self.shared is not None and self.engine != "ray":
            raise UsageError(f"--shared {self.shared}: only --engine ray has another place for its work")
        if self.workers is not None:
            _check_number("--workers", self.workers, WORKERS)
        if not any(self.wrapped is value for value in WRAPPING.values()):
            raise UsageError(f"wrapped={self.wrapped!r}: choose True, False or None")
        if self.license != UNKNOWN_LICENCE:
            from bilingual.dataset.licences import check_licence  # the command's start waits for no Arrow

            check_licence(self.license)
        if self.published is not None:
            _check_date(self.published)
        if self.kinds != frozenset(PUBLISHED_KINDS):
            check_kinds(self.kinds)
        if self.columns:
            from bilingual.articles.columns import check_columns  # nor for the readers

            check_columns(self.columns)

    def record(self) -> dict[str, Any]:
        """Return what a manifest keeps: the options that decide which pairs are published, as JSON takes them.

        The model, the licence and the name have places of their own there, the beam is among the decoding options.
        """
        return {
            "kinds": sorted(self.kinds),
            "wrapped": next(said for said, value in WRAPPING.items() if value is self.wrapped),
            "splits": dict(self.splits.shares),
            **({"leaks": "allowed" if self.allow_leaks else "left out"} if len(self.splits.names) > 1 else {}),
            **({} if self.articles else {"articles": "without texts"}),
        }


def _check_number(option: str, number: int, choice: range) -> None:
    if not isinstance(number, int) or number not in choice:
        raise UsageError(f"{option} {number}: choose from {choice[0]} to {choice[-1]}")


def _check_date(text: str) -> None:
    try:
        is_date = date.fromisoformat(text).isoformat() == text
    except ValueError:
        is_date = False
    if not is_date:
        raise UsageError(f"--published {text}: not a date; write one such as 2026-03-01")


def check_kinds(kinds: Collection[str], given: str | None = None) -> frozenset[str]:
    """Return kinds of segment. Raises UsageError, quoting what was given, for none or one that does not exist."""
    from bilingual.segmenter import KINDS  # the command's start waits for no rules of French

    if not kinds:
        raise UsageError(f"--kinds names nothing; choose from {', '.join(KINDS)}")
    if unknown := sorted(set(kinds) - set(KINDS)):
        given = given or ",".join(sorted(kinds))
        raise UsageError(f"--kinds {given}: no kind `{unknown[0]}`; {advise(unknown[0], KINDS)}")
    return frozenset(kinds)
