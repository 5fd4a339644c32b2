"""Network → Argos package: the weights in CTranslate2's layout, in 8-bit integers, with the tokenizer and metadata."""

import json
import shutil
import zipfile
from pathlib import Path
from typing import Any

import numpy.typing as npt

from bilingual.errors import UsageError
from bilingual.models.shortlist import NAME as SHORTLIST
from bilingual.models.shortlist import check_shortlist
from bilingual.models.vocabulary import read_vocabulary
from scripts.training import layout
from scripts.training.network import POSITIONS, Network, sinusoids

MOMENT = (1980, 1, 1, 0, 0, 0)  # a fixed time in the archive, so that the same weights give the same bytes
METADATA = {"argos_version": "1.9", "from_code": "fr", "from_name": "French", "to_code": "en", "to_name": "English"}


def export_package(
    network: Network, tokenizer: Path, out: Path, name: str, version: str,
    *, quantization: str | None = "int8", shortlist: Path | None = None,
) -> Path:  # fmt: skip
    """Write the folder `out`/`name` and `out`/`name`.argosmodel; returns the latter.

    The same weights give the same bytes. An older package of this name in `out` is replaced. `quantization` is one of
    CTranslate2's (None: float32), `shortlist` a vocabulary map (`write_shortlist`). Raises UsageError when the
    tokenizer is not the network's, ModelError when the map is not the tokenizer's.
    """
    specification = _specification(network, tokenizer)
    specification.validate()
    specification.optimize(quantization=quantization)
    folder = out / name
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "model").mkdir(parents=True)
    specification.save(str(folder / "model"))
    shutil.copyfile(tokenizer, folder / "sentencepiece.model")
    if shortlist:
        shutil.copyfile(shortlist, folder / "model" / SHORTLIST)
        check_shortlist(folder / "model", read_vocabulary(folder / "model"))
    metadata = json.dumps({"package_version": version, **METADATA}, indent=2)
    (folder / "metadata.json").write_text(f"{metadata}\n", encoding="utf-8")
    return _zip(folder, out / f"{name}.argosmodel")


def _zip(folder: Path, target: Path) -> Path:
    new = target.with_suffix(".new")
    with zipfile.ZipFile(new, "w") as archive:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                entry = zipfile.ZipInfo(path.relative_to(folder.parent).as_posix(), MOMENT)
                archive.writestr(entry, path.read_bytes(), zipfile.ZIP_DEFLATED)
    return new.replace(target)


def _specification(network: Network, tokenizer: Path) -> Any:  # noqa: ANN401 - ctranslate2's TransformerSpec
    import sentencepiece
    from ctranslate2.specs import common_spec, transformer_spec

    shape = network.shape
    specification = transformer_spec.TransformerSpec.from_config(
        (shape.encoder_layers, shape.decoder_layers), shape.heads, pre_norm=True, activation=common_spec.Activation.RELU
    )
    _place(specification, network)
    pieces = sentencepiece.SentencePieceProcessor(model_file=str(tokenizer))
    if pieces.get_piece_size() != shape.vocabulary:
        raise UsageError(f"{tokenizer}: {pieces.get_piece_size()} pieces, but the network has {shape.vocabulary}")
    vocabulary = [pieces.id_to_piece(index) for index in range(shape.vocabulary)]
    specification.register_source_vocabulary(vocabulary)
    specification.register_target_vocabulary(vocabulary)
    specification.config.add_source_eos = True
    specification.config.decoder_start_token = specification.config.bos_token = "<s>"
    specification.config.eos_token, specification.config.unk_token = "</s>", "<unk>"
    return specification


def _place(specification: Any, network: Network) -> None:  # noqa: ANN401
    """Put every weight where CTranslate2's specification wants it."""
    weights = {name: tensor.detach().cpu().float().numpy() for name, tensor in network.state_dict().items()}
    for side in (specification.encoder, specification.decoder):
        side.scale_embeddings = True
        side.position_encodings.encodings = sinusoids(POSITIONS, network.shape.width)
    for name in (layout.EMBEDDING, *layout.SHARED):
        _at(specification, name).weight = weights["emb.weight"]
    specification.decoder.projection.bias = weights["bias"]
    for theirs, ours in layout.norms(network.shape):
        _set(_at(specification, theirs), ("gamma", "beta"), weights, ours)
    for theirs, ours in layout.linears(network.shape):
        _set(_at(specification, theirs), ("weight", "bias"), weights, ours)


def _set(part: Any, names: tuple[str, str], weights: dict[str, npt.NDArray[Any]], ours: str) -> None:  # noqa: ANN401
    for theirs, our_part in zip(names, ("weight", "bias"), strict=True):
        setattr(part, theirs, weights[f"{ours}.{our_part}"])


def _at(part: Any, path: str) -> Any:  # noqa: ANN401
    """Return the part of a specification with this name; `layer_3` may be item 3 of `layer`."""
    for name in path.split("/"):
        listed, _, index = name.rpartition("_")
        part = getattr(part, name) if hasattr(part, name) else getattr(part, listed)[int(index)]
    return part
