"""all-MiniLM-L6-v2 as an ONNX graph with 8-bit weights, written out layer by layer: no torch is needed.

Run by `build` in a process of its own, because `onnx` and `safetensors` are there for the build only.
The graph takes one text's token ids and gives its sentence vector: mean over the tokens, length 1.
There is no attention mask, since texts are never padded: 8-bit ranges depend on what else is in a batch.
"""

from __future__ import annotations

import logging
import sys
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from safetensors.numpy import load_file

LAYERS, HEADS, DIM = 6, 12, 384
HEAD_DIM = DIM // HEADS
OPSET = helper.make_opsetid("", 20)
Weights = dict[str, NDArray[Any]]


class Graph:
    """Nodes and constants in the order they are made; each method gives back the name of its output."""

    def __init__(self, weights: Weights) -> None:
        self.weights = weights
        self.nodes: list[Any] = []
        self.constants: list[Any] = []

    def const(self, name: str, values: Any) -> str:
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def op(self, kind: str, *inputs: str, **attributes: Any) -> str:
        output = f"{kind}_{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, list(inputs), [output], **attributes))
        return output

    def norm(self, x: str, part: str) -> str:
        scale = self.const(f"{part}.w", self.weights[f"{part}.weight"])
        shift = self.const(f"{part}.b", self.weights[f"{part}.bias"])
        return self.op("LayerNormalization", x, scale, shift, axis=-1, epsilon=1e-12)

    def dense(self, x: str, part: str) -> str:
        y = self.op("MatMul", x, self.const(f"{part}.w", self.weights[f"{part}.weight"].T))
        return self.op("Add", y, self.const(f"{part}.b", self.weights[f"{part}.bias"]))


def embedded(g: Graph) -> str:
    """Token and position vectors added up. Every text is segment 0, so its vector is folded into the positions."""
    positions = (
        g.weights["embeddings.position_embeddings.weight"]
        + g.weights["embeddings.token_type_embeddings.weight"][0]
    )
    zero, one, two = (g.const(f"i{k}", np.array([k], np.int64)) for k in range(3))
    words = g.op("Gather", g.const("words", g.weights["embeddings.word_embeddings.weight"]), "input_ids")
    length = g.op("Slice", g.op("Shape", "input_ids"), one, two)
    places = g.op("Slice", g.const("positions", positions), zero, length)
    return g.norm(g.op("Add", words, places), "embeddings.LayerNorm")


def attended(g: Graph, x: str, part: str, split: str, merge: str, scale: str) -> str:
    """One layer's multi-head attention, added to what came in."""
    heads = {}
    for name, order in (("query", [0, 2, 1, 3]), ("key", [0, 2, 3, 1]), ("value", [0, 2, 1, 3])):
        y = g.op("Reshape", g.dense(x, f"{part}.self.{name}"), split)
        heads[name] = g.op("Transpose", y, perm=order)
    scores = g.op("Mul", g.op("MatMul", heads["query"], heads["key"]), scale)
    mixed = g.op("MatMul", g.op("Softmax", scores, axis=-1), heads["value"])
    mixed = g.op("Reshape", g.op("Transpose", mixed, perm=[0, 2, 1, 3]), merge)
    return g.norm(g.op("Add", g.dense(mixed, f"{part}.output.dense"), x), f"{part}.output.LayerNorm")


def sentence_graph(weights: Weights) -> Any:
    """The whole model, in 32 bits."""
    g = Graph({name.removeprefix("bert."): values for name, values in weights.items()})
    split = g.const("split", np.array([0, 0, HEADS, HEAD_DIM], np.int64))
    merge = g.const("merge", np.array([0, 0, DIM], np.int64))
    scale = g.const("scale", np.float32(1 / np.sqrt(HEAD_DIM)))
    x = embedded(g)
    for layer in range(LAYERS):
        part = f"encoder.layer.{layer}"
        x = attended(g, x, f"{part}.attention", split, merge, scale)
        y = g.op("Gelu", g.dense(x, f"{part}.intermediate.dense"))
        x = g.norm(g.op("Add", g.dense(y, f"{part}.output.dense"), x), f"{part}.output.LayerNorm")
    mean = g.op("ReduceMean", x, "i1", keepdims=0)
    g.nodes.append(helper.make_node("LpNormalization", [mean], ["embedding"], axis=-1, p=2))
    taken = [helper.make_tensor_value_info("input_ids", TensorProto.INT64, ["text", "token"])]
    given = [helper.make_tensor_value_info("embedding", TensorProto.FLOAT, ["text", DIM])]
    graph = helper.make_graph(g.nodes, "minilm", taken, given, g.constants)
    model = helper.make_model(graph, opset_imports=[OPSET], ir_version=9)
    onnx.checker.check_model(model)
    return model


def main(weights: Path, out: Path) -> None:
    """Write the 8-bit model of `weights` (safetensors) to `out`."""
    whole = out.with_suffix(".fp32")
    logging.disable(logging.WARNING)  # advice about pictures, not sentences
    onnx.save(sentence_graph(load_file(weights)), whole)
    quantize_dynamic(
        whole, out, weight_type=QuantType.QInt8, per_channel=True, op_types_to_quantize=["MatMul", "Gather"]
    )
    whole.unlink()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
