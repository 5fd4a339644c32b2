"""What a build is made of → its manifest."""

import platform
from collections.abc import Mapping
from importlib.metadata import version
from typing import Any

import bilingual
from bilingual.articles import Survey
from bilingual.articles.columns import check_columns
from bilingual.dataset import Manifest
from bilingual.dataset.manifest import sha256_of
from bilingual.files.opening import portable_name
from bilingual.models import Model
from bilingual.pipeline.options import BuildOptions
from bilingual.review.memory import Memory

SOFTWARE = ("ctranslate2", "sentencepiece", "datasets", "pyarrow", "rensa")

Signature = Mapping[str, str | int | float]
"""Everything that decides a translation, as `Translator.signature` has it."""


def describe_build(
    survey: Survey, model: Model, signature: Signature, options: BuildOptions, memory: Memory | None
) -> Manifest:
    """Return the manifest of a build whose options have its name, as far as it is known before its tables are."""
    return Manifest(
        name=options.name or "",
        version=1,
        parent=None,
        license=options.license,
        inputs={
            "files": len(survey.files),
            "articles": survey.articles,
            "characters": survey.characters,
            "sha256": survey.sha256,
            "unread": survey.unread.as_record(),
            **({"columns": check_columns(options.columns)} if options.columns else {}),
            **({"memories": memory.record} if memory else {}),
            **({"published": options.published} if options.published else {}),
        },
        model=model.entry(),
        options=_recorded(options, signature),
        versions=software_versions(),
        counts={},
        files={},
    )


def _recorded(options: BuildOptions, signature: Signature) -> dict[str, Any]:
    decoding = {key: value for key, value in signature.items() if key not in ("model", "ctranslate2")}
    test_sets = [{"name": portable_name(path.name), "sha256": sha256_of(path)} for path in options.exclude]
    return {**decoding, **options.record(), **({"exclude": test_sets} if test_sets else {})}


def software_versions() -> dict[str, str]:
    """Return the versions of everything that has a part in the bytes of a dataset."""
    python = ".".join(platform.python_version_tuple()[:2])  # no release of one has had a part in any byte
    packages = {package: version(package) for package in SOFTWARE}
    return {"bilingual": bilingual.__version__, "python": python, **packages}
