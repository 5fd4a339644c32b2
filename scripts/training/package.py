"""Network → Argos package: the weights in CTranslate2's layout, in 8-bit integers, with the tokenizer and metadata."""

import json
import shutil
import zipfile
from pathlib import Path
from typing import Any

import numpy.typing as npt

from scripts.training.network import POSITIONS, Network, Shape, sinusoids

MOMENT = (1980, 1, 1, 0, 0, 0)


def export_package(network: Network, tokenizer: Path, out: Path, name: str, version: str) -> Path:
    """Write the folder `out`/`name` and `out`/`name`.argosmodel; returns the latter.

    The same weights give the same bytes.
    """
    folder = out / name
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "model").mkdir(parents=True)
    specification = _specification(network, tokenizer)
    specification.validate()
    specification.optimize(quantization="int8")
    specification.save(str(folder / "model"))
    shutil.copyfile(tokenizer, folder / "sentencepiece.model")
    metadata = {
        "package_version": version, "argos_version": "1.9", "from_code": "fr", "from_name": "French",
        "to_code": "en", "to_name": "English",
    }  # fmt: skip
    (folder / "metadata.json").write_text(json.dumps(metadata, indent=2) + "\n", encoding="utf-8")
    return _zip(folder, out / f"{name}.argosmodel")


def _zip(folder: Path, target: Path) -> Path:
    with zipfile.ZipFile(target, "w") as archive:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                entry = zipfile.ZipInfo(path.relative_to(folder.parent).as_posix(), MOMENT)
                archive.writestr(entry, path.read_bytes(), zipfile.ZIP_DEFLATED)
    return target


def _specification(network: Network, tokenizer: Path) -> Any:  # noqa: ANN401 - ctranslate2's TransformerSpec
    import sentencepiece
    from ctranslate2.specs import common_spec, transformer_spec

    shape = network.shape
    weights = {name: tensor.detach().cpu().float().numpy() for name, tensor in network.state_dict().items()}
    specification = transformer_spec.TransformerSpec.from_config(
        (shape.encoder_layers, shape.decoder_layers), shape.heads, pre_norm=True, activation=common_spec.Activation.RELU
    )
    _place(specification, weights, shape)
    pieces = sentencepiece.SentencePieceProcessor(model_file=str(tokenizer))
    vocabulary = [pieces.id_to_piece(index) for index in range(pieces.get_piece_size())]
    specification.register_source_vocabulary(vocabulary)
    specification.register_target_vocabulary(vocabulary)
    specification.config.add_source_eos = True
    specification.config.decoder_start_token = specification.config.bos_token = "<s>"
    specification.config.eos_token, specification.config.unk_token = "</s>", "<unk>"
    return specification


def _place(specification: Any, weights: dict[str, npt.NDArray[Any]], shape: Shape) -> None:  # noqa: ANN401
    """Put every weight where CTranslate2's specification wants it."""
    encoder, decoder = specification.encoder, specification.decoder
    for side in (encoder, decoder):
        side.scale_embeddings = True
        side.position_encodings.encodings = sinusoids(POSITIONS, shape.width)
    encoder.embeddings[0].weight = decoder.embeddings.weight = decoder.projection.weight = weights["emb.weight"]
    decoder.projection.bias = weights["bias"]
    _norm(encoder.layer_norm, weights, "en")
    _norm(decoder.layer_norm, weights, "dn")
    for index, layer in enumerate(encoder.layer):
        _attention(layer.self_attention, weights, f"enc.{index}.sa", ("qkv", "o"))
        _feed_forward(layer.ffn, weights, f"enc.{index}.ff")
    for index, layer in enumerate(decoder.layer):
        _attention(layer.self_attention, weights, f"dec.{index}.sa", ("qkv", "o"))
        _attention(layer.attention, weights, f"dec.{index}.ca", ("q", "kv", "o"))
        _feed_forward(layer.ffn, weights, f"dec.{index}.ff")


def _norm(target: Any, weights: dict[str, npt.NDArray[Any]], name: str) -> None:  # noqa: ANN401
    target.gamma, target.beta = weights[f"{name}.weight"], weights[f"{name}.bias"]


def _linear(target: Any, weights: dict[str, npt.NDArray[Any]], name: str) -> None:  # noqa: ANN401
    target.weight, target.bias = weights[f"{name}.weight"], weights[f"{name}.bias"]


def _attention(target: Any, weights: dict[str, npt.NDArray[Any]], name: str, parts: tuple[str, ...]) -> None:  # noqa: ANN401
    _norm(target.layer_norm, weights, f"{name}.norm")
    for linear, part in zip(target.linear, parts, strict=True):
        _linear(linear, weights, f"{name}.{part}")


def _feed_forward(target: Any, weights: dict[str, npt.NDArray[Any]], name: str) -> None:  # noqa: ANN401
    _norm(target.layer_norm, weights, f"{name}.norm")
    _linear(target.linear_0, weights, f"{name}.a")
    _linear(target.linear_1, weights, f"{name}.b")
