"""Writes the network that `patchbank benchmark search` compares with: nearest rows by one full product.

For queries [n, d], a transposed bank [d, m] and half the squared norms of its rows [m] it gives, for each query, the
largest value of q.b - |b|^2 / 2 and its row. The squared distance to that row is |q|^2 - 2 * best.

Needs `pip install onnx`. Usage: python tools/brute_force_onnx.py OUT.onnx
"""

import sys

import onnx
from onnx import TensorProto, helper

FLOAT = TensorProto.FLOAT
graph = helper.make_graph(
    [
        helper.make_node("MatMul", ["queries", "bank"], ["products"]),
        helper.make_node("Sub", ["products", "half_norms"], ["scores"]),
        helper.make_node("ReduceMax", ["scores"], ["best"], axes=[1], keepdims=0),
        helper.make_node("ArgMax", ["scores"], ["row"], axis=1, keepdims=0),
    ],
    "brute_force",
    [
        helper.make_tensor_value_info("queries", FLOAT, ["n", "d"]),
        helper.make_tensor_value_info("bank", FLOAT, ["d", "m"]),
        helper.make_tensor_value_info("half_norms", FLOAT, ["m"]),
    ],
    [
        helper.make_tensor_value_info("best", FLOAT, ["n"]),
        helper.make_tensor_value_info("row", TensorProto.INT64, ["n"]),
    ],
)
model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], producer_name="patchbank")
model.ir_version = 8
onnx.checker.check_model(model)
onnx.save(model, sys.argv[1])
