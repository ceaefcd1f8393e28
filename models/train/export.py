"""Writes the trained network as ONNX with int8 weights, and beside it the checksum that loading verifies."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from pathlib import Path

import torch

from models.components.ner_features import WordPieces, arrays
from models.train.network import Tagger

# products that lose most by int8 and weigh least: attention itself, the layers above and below the encoder
_KEPT = ("self/MatMul", "head", "inject", "mix")
_INPUTS = ("ids", "mask", "word", "letters", "cues", "first")


def export(model: Tagger, tokenizer: Path, folder: Path, *, int8: bool = True) -> None:
    """Writes `ner.onnx`, `tokenizer.json` and `ner.sha256` into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(tokenizer, folder / "tokenizer.json")
    with tempfile.TemporaryDirectory() as scratch:
        plain = Path(scratch) / "plain.onnx"
        _export(model, WordPieces(tokenizer), plain)
        if int8:
            _quantize(plain, folder / "ner.onnx")
        else:
            shutil.copyfile(plain, folder / "ner.onnx")
    digest = hashlib.sha256((folder / "ner.onnx").read_bytes()).hexdigest()
    (folder / "ner.sha256").write_text(f"{digest}  ner.onnx\n", encoding="utf-8")


def _export(model: Tagger, pieces: WordPieces, path: Path) -> None:
    example = arrays([[["Elzara", "Islyamova", "was", "fined", "."]], [["In", "Sudak", "."]]], pieces)
    axes = {
        name: {0: "batch", 1: "words" if name in ("letters", "cues", "first") else "pieces"}
        for name in _INPUTS
    }
    model.eval()
    torch.onnx.export(
        model, tuple(torch.from_numpy(example[name]) for name in _INPUTS), str(path), dynamo=False,
        input_names=list(_INPUTS), output_names=["scores"], opset_version=17,
        dynamic_axes={**axes, "scores": {0: "batch", 1: "words"}},
    )  # fmt: skip


def _quantize(plain: Path, path: Path) -> None:
    import onnx  # noqa: PLC0415 - only for training
    from onnxruntime.quantization import QuantType, quantize_dynamic  # noqa: PLC0415

    names = [node.name for node in onnx.load(str(plain)).graph.node if node.op_type == "MatMul"]
    kept = [name for name in names if any(part in name for part in _KEPT)]
    quantize_dynamic(
        str(plain),
        str(path),
        weight_type=QuantType.QInt8,
        per_channel=True,
        op_types_to_quantize=["MatMul", "Gather"],  # the letters' convolution is slower in int8
        nodes_to_exclude=kept,
    )
