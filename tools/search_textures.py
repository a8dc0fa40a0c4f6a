"""Searches what helps on textures: layer weights, centring, neighbourhood and aggregation, on a seeded half of the test images.

    python tools/search_textures.py DATASET resnet18.onnx [--train-limit 200] [--ratio 0.01] [--weights 0.25 0.35 0.5 0.7 1]

Needs numpy, scipy, pillow and onnxruntime. The half A (of good images and of each defect alike, seed 20261124) is what a choice may
be made on; the half B is printed with --all, after the choice. Coresets are greedy, as in the program.
"""
import argparse
import glob
import os

import numpy as np
import onnxruntime as ort
from PIL import Image
from scipy.ndimage import uniform_filter
from scipy.stats import rankdata

MEAN = np.array([.485, .456, .406], np.float32)
STD = np.array([.229, .224, .225], np.float32)
LAYERS = ["layer2", "layer3"]


def features(files, network, size):
    for file in files:
        image = Image.open(file).convert("RGB").resize((size, size), Image.BILINEAR)
        x = ((np.asarray(image, np.float32) / 255 - MEAN) / STD).transpose(2, 0, 1)[None]
        yield [layer[0] for layer in network.run(LAYERS, {"input": x})]


def enlargement(rows, to):
    matrix = np.zeros((to, rows), np.float32)
    for i in range(to):
        f = max((i + .5) * rows / to - .5, 0)
        low = int(f)
        matrix[i, low] += 1 - (f - low)
        matrix[i, min(low + 1, rows - 1)] += f - low
    return matrix


def embeddings(files, network, size, neighbourhood, centring):
    """[images, patches, channels]; the layers' channels side by side on the finest grid."""
    images = []
    for layers in features(files, network, size):
        grid = layers[0].shape[1]
        fused = []
        for layer in layers:
            layer = uniform_filter(layer, (0, neighbourhood, neighbourhood), mode="constant")
            m = enlargement(layer.shape[1], grid)
            fused.append(np.einsum("ij,cjk,lk->cil", m, layer, m, optimize=True))
        image = np.concatenate(fused).reshape(-1, grid * grid).T.astype(np.float32)
        images.append(image - centring * image.mean(0))
    return np.stack(images), layers[0].shape[0]


def greedy(x, size):
    """The greedy k-center choice from row 0 on."""
    norms = np.einsum("ij,ij->i", x, x)
    nearest = np.full(len(x), np.inf, np.float32)
    chosen = [0]
    while len(chosen) < size:
        row = chosen[-1]
        np.minimum(nearest, norms + norms[row] - 2 * (x @ x[row]), out=nearest)
        nearest[row] = -1
        chosen.append(int(nearest.argmax()))
    return x[chosen]


def nearest_distances(images, bank):
    norms = np.einsum("ij,ij->i", bank, bank)
    squared = [(norms - 2 * (q @ bank.T)).min(1) + np.einsum("ij,ij->i", q, q) for q in images]
    return np.sqrt(np.maximum(np.stack(squared), 0))


def auroc(scores, defective):
    n1, n0 = defective.sum(), (~defective).sum()
    return (rankdata(scores)[defective].sum() - n1 * (n1 + 1) / 2) / (n1 * n0)


def half(kinds):
    rng = np.random.default_rng(20261124)
    chosen = np.zeros(len(kinds), bool)
    for kind in sorted(set(kinds)):
        at = np.flatnonzero(kinds == kind)
        chosen[rng.permutation(at)[: len(at) // 2]] = True
    return chosen


def main():
    p = argparse.ArgumentParser()
    p.add_argument("dataset")
    p.add_argument("backbone")
    p.add_argument("--train-limit", type=int, default=200)
    p.add_argument("--size", type=int, default=224)
    p.add_argument("--neighbourhood", type=int, default=3)
    p.add_argument("--centring", type=float, default=1, help="share of the image's mean that is subtracted")
    p.add_argument("--ratio", type=float, default=.01)
    p.add_argument("--weights", type=float, nargs="+", default=[.25, .35, .5, .7, 1], help="of layer2; layer3 has 1")
    p.add_argument("--all", action="store_true", help="report on the other half and on all, too")
    a = p.parse_args()

    network = ort.InferenceSession(a.backbone, providers=["CPUExecutionProvider"])
    train = sorted(glob.glob(os.path.join(a.dataset, "train", "good", "*")))[: a.train_limit]
    test = sorted(glob.glob(os.path.join(a.dataset, "test", "*", "*")))
    kinds = np.array([os.path.basename(os.path.dirname(file)) for file in test])
    chosen = half(kinds)
    if not a.all:
        test = [file for file, one in zip(test, chosen) if one]
        kinds = kinds[chosen]
        chosen = np.ones(len(test), bool)
    good, fine = embeddings(train, network, a.size, a.neighbourhood, a.centring)
    judged, _ = embeddings(test, network, a.size, a.neighbourhood, a.centring)
    defective = kinds != "good"
    for weight in a.weights:
        scale = np.ones(good.shape[2], np.float32)
        scale[:fine] = weight
        rows = (good * scale).reshape(-1, good.shape[2])
        ordered = np.sort(nearest_distances(judged * scale, greedy(rows, int(a.ratio * len(rows)))), 1)
        for share in (0, .01, .02, .05):
            scores = ordered[:, -max(1, int(np.ceil(share * ordered.shape[1]))):].mean(1)
            line = "weight %.2f, mean of the top %4.1f %%: A %.4f" % (
                weight, 100 * share, auroc(scores[chosen], defective[chosen]))
            if a.all:
                line += ", B %.4f, all %.4f" % (
                    auroc(scores[~chosen], defective[~chosen]), auroc(scores, defective))
            print(line, flush=True)


if __name__ == "__main__":
    main()
