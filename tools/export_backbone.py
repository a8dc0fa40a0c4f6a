#!/usr/bin/env python3
"""Exports a torchvision or timm network as a Patchbank backbone: NAME.onnx and its descriptor NAME.yaml.

    pip install torch torchvision timm onnx
    python tools/export_backbone.py torchvision:wide_resnet50_2 --layers layer2 layer3 --out backbones/
    python tools/export_backbone.py timm:convnext_tiny.fb_in22k --layers 1 2 --licence Apache-2.0 --out backbones/

For torchvision, layers are the names of the network's modules (--list prints them). For timm they are the numbers of its
feature stages, 0 the finest. Channels and strides are measured, not asked for. Then start Patchbank with
patchbank.embedding.backbones=FOLDER, or name the .onnx file itself.
"""

import argparse
import hashlib
import json
import pathlib

import torch
from torch import nn

SIZE = 224


class Features(nn.Module):
    """A network whose only outputs are the wanted feature maps, in order."""

    def __init__(self, net, names):
        super().__init__()
        self.net, self.names = net, names

    def forward(self, x):
        maps = self.net(x)
        return tuple(maps[name] for name in self.names) if isinstance(maps, dict) else tuple(maps)


def from_torchvision(name, layers, show):
    import torchvision
    from torchvision.models import feature_extraction

    weights = torchvision.models.get_model_weights(name).DEFAULT
    net = torchvision.models.get_model(name, weights=weights).eval()
    if show:
        print("\n".join(feature_extraction.get_graph_node_names(net)[1]))
        raise SystemExit
    nodes = {layer: layer for layer in layers}
    extractor = feature_extraction.create_feature_extractor(net, return_nodes=nodes)
    # Every torchvision classification network is trained on this scale; its preset states the numbers.
    preset = weights.transforms()
    return Features(extractor, layers), list(preset.mean), list(preset.std), f"torchvision {torchvision.__version__}, {weights}"


def from_timm(name, layers, show):
    import timm

    net = timm.create_model(name, pretrained=True, features_only=True)
    if show:
        for i, info in enumerate(net.feature_info.get_dicts()):
            print(i, info)
        raise SystemExit
    net = timm.create_model(name, pretrained=True, features_only=True, out_indices=[int(i) for i in layers]).eval()
    config = net.pretrained_cfg
    source = f"timm {timm.__version__}, {name}"
    return Features(net, None), list(config["mean"]), list(config["std"]), source


def output_name(layer):
    """A name that is good in a spec: layer2 stays, features.4 becomes features_4, timm's stage 1 becomes stage1."""
    return f"stage{layer}" if layer.isdigit() else layer.replace(".", "_")


def measured(features, names):
    with torch.no_grad():
        maps = features(torch.zeros(1, 3, SIZE, SIZE))
    outputs = []
    for name, features_map in zip(names, maps):
        if features_map.dim() != 4:
            raise SystemExit(f"{name} is no feature map [1, channels, height, width] but {list(features_map.shape)}")
        outputs.append({"name": name, "channels": features_map.shape[1], "stride": round(SIZE / features_map.shape[2])})
    return outputs


def write(args, features, mean, std, source):
    names = [output_name(layer) for layer in args.layers]
    outputs = measured(features, names)
    stem = args.name or args.network.split(":", 1)[1].replace("/", "-")
    folder = pathlib.Path(args.out)
    folder.mkdir(parents=True, exist_ok=True)
    model = folder / f"{stem}.onnx"
    torch.onnx.export(
        features,
        torch.zeros(1, 3, SIZE, SIZE),
        str(model),
        input_names=["input"],
        output_names=names,
        dynamic_axes={"input": {0: "n", 2: "h", 3: "w"}, **{name: {0: "n", 2: "h", 3: "w"} for name in names}},
        opset_version=17,
        dynamo=False,
    )
    descriptor = {
        "name": stem,
        "version": args.version,
        "sha256": hashlib.sha256(model.read_bytes()).hexdigest(),
        "input": {
            "name": "input",
            "layout": "nchw",
            "colour_order": "rgb",
            "scale": 1 / 255,
            "mean": mean,
            "std": std,
        },
        "outputs": outputs,
        "default_layers": names,
        "licence": args.licence,
        "source": source,
    }
    # JSON is YAML, and needs no further package here.
    (folder / f"{stem}.yaml").write_text(json.dumps(descriptor, indent=2) + "\n")
    print(f"wrote {model} and {stem}.yaml")


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("network", help="torchvision:NAME or timm:NAME")
    parser.add_argument("--layers", nargs="+", default=["layer2", "layer3"], help="fine to coarse")
    parser.add_argument("--list", action="store_true", help="print the layers that there are, and stop")
    parser.add_argument("--name", help="name of the backbone; that of the network by default")
    parser.add_argument("--version", default="1")
    parser.add_argument("--licence", default="unknown", help="of the weights, as their makers state it")
    parser.add_argument("--out", default=".", help="folder to write to")
    return parser.parse_args()


def main():
    args = arguments()
    kind, _, name = args.network.partition(":")
    makers = {"torchvision": from_torchvision, "timm": from_timm}
    if kind not in makers or not name:
        raise SystemExit("name the network as torchvision:NAME or timm:NAME")
    write(args, *makers[kind](name, args.layers, args.list))


if __name__ == "__main__":
    main()
