"""French articles in; an aligned, described, reviewable French–English dataset out."""

# As type checkers know it; importing `typing` would take longer than all the rest here.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from bilingual.articles import Article as Article
    from bilingual.articles import read_articles as read_articles
    from bilingual.errors import BilingualError as BilingualError
    from bilingual.models import find_model as find_model
    from bilingual.pairs import Pair as Pair
    from bilingual.pipeline.building import Built as Built
    from bilingual.pipeline.building import build as build
    from bilingual.pipeline.options import BuildOptions as BuildOptions
    from bilingual.pipeline.watching import Watcher as Watcher
    from bilingual.quality import check_pair as check_pair
    from bilingual.segmenter import Segment as Segment
    from bilingual.segmenter import segment as segment
    from bilingual.splits import Splits as Splits
    from bilingual.translator import Translation as Translation
    from bilingual.translator import Translator as Translator

__version__ = "0.1.0"

_HOMES = {
    "Article": "articles",
    "read_articles": "articles",
    "BilingualError": "errors",
    "Segment": "segmenter",
    "segment": "segmenter",
    "find_model": "models",
    "Translation": "translator",
    "Translator": "translator",
    "Pair": "pairs",
    "check_pair": "quality",
    "BuildOptions": "pipeline.options",
    "Splits": "splits",
    "Watcher": "pipeline.watching",
    "Built": "pipeline.building",
    "build": "pipeline.building",
}
__all__ = ["__version__", *_HOMES]


def __getattr__(name: str) -> "Any":  # noqa: ANN401 - a module attribute can be anything
    """Import a public name on first use, so that `bilingual --help` loads neither CTranslate2 nor Arrow."""
    if name not in _HOMES:
        raise AttributeError(f"module 'bilingual' has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(f"bilingual.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
