#!/usr/bin/env python3
"""Trains Patchbank's built-in backbone: a small network that reproduces layer2 and layer3 of a larger one.

The student starts from random weights and sees photographs (crops of many sizes, as they are and with changed light and
noise) and pictures made on the fly (noise, overlapping shapes, weaves). Its targets are the teacher's feature maps,
standardised by channel; the exported network puts them back on the teacher's scale.

    pip install torch numpy pillow onnx onnxruntime
    python tools/distill.py --teacher resnet18.onnx --photos FOLDER --minutes 30 --out student

writes student.onnx and student.pt. 30 minutes on 2 processor cores gave the backbone that ships.
"""

import argparse
import glob
import os
import queue
import threading
import time

import numpy as np
import onnxruntime as ort
import torch
import torch.nn.functional as F
from PIL import Image, ImageDraw
from torch import nn

LAYERS = ["layer2", "layer3"]
CHANNELS = [128, 256]
MEAN = torch.tensor([0.485, 0.456, 0.406]).view(1, 3, 1, 1)
STD = torch.tensor([0.229, 0.224, 0.225]).view(1, 3, 1, 1)
PEAK_RATE = 2e-3


def noise(rng, size):
    """Noise whose spectrum falls with a power of the frequency, stretched along one axis, sometimes grey."""
    f = np.fft.fftfreq(size)
    power, stretch = rng.uniform(0.6, 2.2), rng.uniform(0.2, 5)
    radius = np.sqrt((f[:, None] * stretch) ** 2 + f[None] ** 2)
    radius[0, 0] = 1
    planes = [np.fft.ifft2(np.fft.fft2(rng.standard_normal((size, size))) / radius**power).real for _ in range(3)]
    x = np.stack(planes, 2)
    if rng.random() < 0.6:
        x = x.mean(2, keepdims=True).repeat(3, 2)
    return (x - x.min()) / (np.ptp(x) + 1e-6) * 255


def shapes(rng, size):
    """Overlapping ellipses and polygons ("dead leaves")."""
    image = Image.new("RGB", (size, size), tuple(rng.integers(0, 256, 3).tolist()))
    draw = ImageDraw.Draw(image)
    for _ in range(int(rng.integers(20, 200))):
        radius = float(np.clip(rng.pareto(1.5) * 4 + 2, 2, 60))
        cx, cy = rng.uniform(0, size, 2)
        colour = tuple(rng.integers(0, 256, 3).tolist())
        if rng.random() < 0.5:
            flat = radius * rng.uniform(0.3, 1)
            draw.ellipse([cx - radius, cy - flat - 1, cx + radius, cy + flat], fill=colour)
        else:
            angles = np.sort(rng.uniform(0, 2 * np.pi, int(rng.integers(3, 6))))
            draw.polygon([(float(cx + radius * np.cos(a)), float(cy + radius * np.sin(a))) for a in angles], fill=colour)
    return np.asarray(image, np.float32)


def weave(rng, size):
    """One to three gratings with some noise, between two colours."""
    yy, xx = np.mgrid[0:size, 0:size]
    x = np.zeros((size, size))
    for _ in range(int(rng.integers(1, 4))):
        angle, frequency = rng.uniform(0, np.pi), rng.uniform(0.05, 1.2)
        phase = rng.uniform(0, 2 * np.pi)
        x = x + np.sin(frequency * (xx * np.cos(angle) + yy * np.sin(angle)) + phase) * rng.uniform(0.2, 1)
    x = x + rng.standard_normal((size, size)) * rng.uniform(0, 0.5)
    x = (x - x.min()) / (np.ptp(x) + 1e-6)
    first, second = rng.uniform(0, 255, (2, 3))
    return first + (second - first) * x[..., None]


def crop(rng, photos, size):
    photo = photos[rng.integers(len(photos))]
    height, width = photo.shape[:2]
    side = int(np.clip(size * np.exp(rng.uniform(np.log(0.6), np.log(2.4))), min(48, height, width), min(height, width)))
    top, left = rng.integers(height - side + 1), rng.integers(width - side + 1)
    part = Image.fromarray(photo[top : top + side, left : left + side])
    return np.asarray(part.resize((size, size), Image.BILINEAR))


def sample(rng, photos, size):
    if rng.random() < 0.25:
        made = [noise, shapes, weave][rng.integers(3)](rng, size)
        x = np.clip(made, 0, 255).astype(np.uint8)
    else:
        x = crop(rng, photos, size)
    if rng.random() < 0.5:
        x = x[:, ::-1]
    if rng.random() < 0.3:
        x = x.transpose(1, 0, 2)
    if rng.random() < 0.3:
        x = x.mean(2, keepdims=True).repeat(3, 2)
    x = x.astype(np.float32)
    if rng.random() < 0.5:
        x = (x - 128) * rng.uniform(0.5, 1.4) + 128 + rng.uniform(-30, 30)
    if rng.random() < 0.2:
        x = x + rng.standard_normal(x.shape) * rng.uniform(0, 12)
    return np.clip(x, 0, 255)


def load_photos(folder, size):
    photos = []
    for file in sorted(glob.glob(os.path.join(folder, "*"))):
        try:
            image = Image.open(file).convert("RGB")
        except OSError as e:
            print("left out", file, e)
            continue
        scale = 320 / min(image.size)
        target = tuple(max(size, int(side * scale)) for side in image.size)
        photos.append(np.asarray(image.resize(target, Image.BILINEAR)))
    if not photos:
        raise SystemExit(f"no photographs in {folder}")
    print(len(photos), "photographs", flush=True)
    return photos


def batches(photos, size, count, seed):
    """A queue that a thread keeps filled with normalised batches [count, 3, size, size]."""
    filled = queue.Queue(8)

    def work():
        rng = np.random.default_rng(seed)
        while True:
            x = torch.from_numpy(np.stack([sample(rng, photos, size) for _ in range(count)])).permute(0, 3, 1, 2) / 255
            filled.put(((x - MEAN) / STD).float())

    threading.Thread(target=work, daemon=True).start()
    return filled


def conv(inputs, outputs, stride=1):
    return [nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False), nn.BatchNorm2d(outputs)]


class Block(nn.Module):
    def __init__(self, inputs, outputs, stride):
        super().__init__()
        self.first = nn.Sequential(*conv(inputs, outputs, stride), nn.ReLU(True))
        self.second = nn.Sequential(*conv(outputs, outputs))
        same = inputs == outputs and stride == 1
        self.side = (
            nn.Identity()
            if same
            else nn.Sequential(nn.Conv2d(inputs, outputs, 1, stride, bias=False), nn.BatchNorm2d(outputs))
        )

    def forward(self, x):
        return F.relu(self.second(self.first(x)) + self.side(x))


class Student(nn.Module):
    def __init__(self, stem=32, width1=48, width2=96, width3=192):
        super().__init__()
        self.stem = nn.Sequential(*conv(3, stem, 2), nn.ReLU(True), *conv(stem, width1, 2), nn.ReLU(True))
        self.stage1 = Block(width1, width1, 1)
        self.stage2 = nn.Sequential(Block(width1, width2, 2), Block(width2, width2, 1))
        self.stage3 = nn.Sequential(Block(width2, width3, 2), Block(width3, width3, 1))
        self.head2 = nn.Conv2d(width2, CHANNELS[0], 1)
        self.head3 = nn.Conv2d(width3, CHANNELS[1], 1)

    def forward(self, x):
        fine = self.stage2(self.stage1(self.stem(x)))
        return self.head2(fine), self.head3(self.stage3(fine))


class OnTeachersScale(nn.Module):
    def __init__(self, student, means, deviations):
        super().__init__()
        self.student, self.means, self.deviations = student, means, deviations

    def forward(self, x):
        maps = self.student(x)
        return tuple(F.relu(m * d + mean) for m, mean, d in zip(maps, self.means, self.deviations))


def statistics(teach, filled, rounds=12):
    """Mean and deviation of every teacher channel."""
    seen = [[] for _ in LAYERS]
    for _ in range(rounds):
        for layer, features in enumerate(teach(filled.get())):
            seen[layer].append(features.permute(1, 0, 2, 3).flatten(1))
    joined = [torch.cat(s, 1) for s in seen]
    return [s.mean(1).view(1, -1, 1, 1) for s in joined], [(s.std(1) + 1e-3).view(1, -1, 1, 1) for s in joined]


def train(student, teach, filled, means, deviations, minutes):
    optimiser = torch.optim.AdamW(student.parameters(), lr=PEAK_RATE, weight_decay=1e-4)
    start, step, losses = time.time(), 0, []
    while (done := (time.time() - start) / 60 / minutes) < 1:
        for group in optimiser.param_groups:
            group["lr"] = PEAK_RATE * min(1, (step + 1) / 100) * (0.5 * (1 + np.cos(np.pi * done)) + 0.005)
        x = filled.get()
        targets = [(t - m) / d for t, m, d in zip(teach(x), means, deviations)]
        parts = [F.mse_loss(y, t) for y, t in zip(student(x), targets)]
        sum(parts).backward()
        optimiser.step()
        optimiser.zero_grad()
        step += 1
        losses.append([float(p.detach()) for p in parts])
        if step % 200 == 0:
            print(step, f"{time.time() - start:.0f}s", "loss", np.mean(losses[-200:], 0).round(4), flush=True)
    print("steps:", step)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--teacher", required=True, help="ONNX file with outputs layer2 and layer3, input as torchvision's")
    parser.add_argument("--photos", required=True, help="folder of photographs")
    parser.add_argument("--size", type=int, default=128, help="side of the training pictures in pixels")
    parser.add_argument("--batch", type=int, default=32)
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", default="student", help="name of the files to write, without ending")
    return parser.parse_args()


def main():
    args = arguments()
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    options = ort.SessionOptions()
    options.intra_op_num_threads = args.threads
    session = ort.InferenceSession(args.teacher, options, providers=["CPUExecutionProvider"])
    entry = session.get_inputs()[0].name

    def teach(x):
        return [torch.from_numpy(y) for y in session.run(LAYERS, {entry: x.numpy()})]

    filled = batches(load_photos(args.photos, args.size), args.size, args.batch, args.seed)
    student = Student()
    print("parameters:", sum(p.numel() for p in student.parameters()))
    means, deviations = statistics(teach, filled)
    train(student, teach, filled, means, deviations, args.minutes)
    student.eval()
    torch.save(student.state_dict(), args.out + ".pt")
    torch.onnx.export(
        OnTeachersScale(student, means, deviations).eval(),
        torch.zeros(1, 3, 224, 224),
        args.out + ".onnx",
        input_names=["input"],
        output_names=LAYERS,
        dynamic_axes={"input": {0: "n", 2: "h", 3: "w"}},
        opset_version=17,
        dynamo=False,
    )


if __name__ == "__main__":
    main()
