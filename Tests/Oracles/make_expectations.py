#!/usr/bin/env python3
"""Writes what PyTorch computes for one training step, for the Swift test `ExpectationTests` to compute again.

    python3 Tests/Oracles/make_expectations.py Tests/Oracles/expectations.safetensors

needs PyTorch, NumPy and safetensors. The file declares its network in the metadata (`layers`, one a line, and `input`
as height,width,channels), so that any network can be tried: `--network inkling` is the shipped one, `tiny` has every
layer kind that PyTorch can repeat in a file small enough to be kept, the others are the well-known networks.
"""

import argparse

import numpy as np
import torch
from safetensors.torch import save_file
from torch import nn

SMOOTHING = 0.05
LEARNING_RATE = 0.003
WEIGHT_DECAY = 0.01

TINY = """
convolution conv1 outputs=5 kernel=5 padding=1 bias=0
batchNorm bn1
relu
maxPool size=2
convolution conv2 outputs=6 kernel=3 padding=2 bias=1
relu
convolution conv3 outputs=7 kernel=1 padding=0 bias=0
batchNorm bn3
relu
globalAveragePool
dense fc1 outputs=8
relu
dense fc2 outputs=10
"""


def unit(index, outputs, padding=1, bias=1):
    """A 3 x 3 convolution, batch norm, ReLU."""
    return [f"convolution conv{index} outputs={outputs} kernel=3 padding={padding} bias={bias}",
            f"batchNorm bn{index}", "relu"]


def inkling():
    """The default architecture, as DigitModel declares it: five convolutions on three sizes of plane."""
    lines = []
    for index, width in enumerate([24, 48, 48, 96, 96], start=1):
        if index in (2, 4):
            lines.append("maxPool size=2")
        lines += unit(index, width, bias=0)
    return lines + ["globalAveragePool", "dense fc outputs=10"]


def mnist_net():
    return (unit(1, 32, padding=0) + unit(2, 64, padding=0)
            + ["maxPool size=2", "dense fc1 outputs=128", "relu", "dense fc2 outputs=10"])


def mlp_improved():
    lines = []
    for index, width in enumerate([1024, 512, 256, 128], start=1):
        lines += [f"dense fc{index} outputs={width}", f"batchNorm bn{index}", "relu"]
    return lines + ["dense fc5 outputs=10"]


def cnn_small():
    return ["convolution conv1 outputs=10 kernel=5 padding=0 bias=1", "maxPool size=2", "relu",
            "convolution conv2 outputs=20 kernel=5 padding=0 bias=1", "maxPool size=2", "relu",
            "dense fc1 outputs=50", "relu", "dense fc2 outputs=10"]


def cnn_blocks():
    return (unit(1, 32) + unit(2, 32) + ["maxPool size=2"] + unit(3, 64) + unit(4, 64) + ["maxPool size=2"]
            + unit(5, 128) + ["globalAveragePool", "dense fc1 outputs=512", "batchNorm bn6", "relu",
                              "dense fc2 outputs=10"])


# Each without its dropout, which PyTorch's random numbers cannot repeat; large ones on a smaller image.
NETWORKS = {
    "tiny": (TINY.strip().splitlines(), (12, 15, 2)),
    "inkling": (inkling(), (28, 28, 1)),
    "mnist-net": (mnist_net(), (10, 12, 1)),
    "mlp-improved": (mlp_improved(), (6, 5, 1)),
    "cnn-small": (cnn_small(), (20, 24, 1)),
    "cnn-blocks": (cnn_blocks(), (12, 12, 1)),
}


def build(layers, height, width, channels):
    """An nn.Sequential of the declared layers; its state_dict has the declaration's names."""
    network = nn.Sequential()
    is_flat = False
    for place, line in enumerate(layers):
        kind, *words = line.split()
        options = {key: int(value) for key, value in (word.split("=") for word in words if "=" in word)}
        name = words[0] if words and "=" not in words[0] else f"{kind}-{place}"
        if kind == "convolution":
            module = nn.Conv2d(
                channels, options["outputs"], options["kernel"], padding=options["padding"],
                bias=bool(options["bias"]))
            channels = options["outputs"]
            lost = options["kernel"] - 1 - 2 * options["padding"]
            height, width = height - lost, width - lost
        elif kind == "batchNorm":
            module = nn.BatchNorm1d(channels) if is_flat else nn.BatchNorm2d(channels)
        elif kind == "relu":
            module = nn.ReLU()
        elif kind == "maxPool":
            module = nn.MaxPool2d(options["size"])
            height, width = height // options["size"], width // options["size"]
        elif kind == "globalAveragePool":
            module = nn.AdaptiveAvgPool2d(1)
            height, width = 1, 1
        elif kind == "dense":
            if not is_flat:
                network.add_module(name + "-flat", nn.Flatten())
            module = nn.Linear(channels * height * width, options["outputs"])
            height, width, channels, is_flat = 1, 1, options["outputs"], True
        else:
            raise ValueError(f"what is {line!r}?")
        network.add_module(name, module)
    return network


def state(network):
    """The tensors of a checkpoint: all but the counters of batch norm."""
    return {k: v.detach().clone() for k, v in network.state_dict().items() if not k.endswith("num_batches_tracked")}


def randomize(network):
    """Random everything, running statistics included: nothing may be right because it is 0 or 1."""
    with torch.no_grad():
        for name, tensor in state(network).items():
            value = torch.randn_like(tensor) * (0.3 if tensor.dim() < 2 else (2 / tensor[0].numel()) ** 0.5)
            if name.endswith("running_var"):
                value = 0.5 + torch.rand_like(tensor)
            elif tensor.dim() == 1 and name.endswith(".weight"):
                value = 1 + value
            network.state_dict()[name].copy_(value)


def adamw(network):
    """AdamW that decays kernels and matrices, not biases and scales, as the trainer does."""
    decayed = [p for p in network.parameters() if p.dim() > 1]
    others = [p for p in network.parameters() if p.dim() <= 1]
    groups = [{"params": decayed, "weight_decay": WEIGHT_DECAY}, {"params": others, "weight_decay": 0.0}]
    return torch.optim.AdamW(groups, lr=LEARNING_RATE)


def one_cycle(steps):
    """PyTorch's learning rates of a whole run."""
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=1.0)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, max_lr=LEARNING_RATE, total_steps=steps)
    rates = []
    for _ in range(steps):
        rates.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        if len(rates) < steps:
            schedule.step()
    return torch.tensor(rates, dtype=torch.float64).float()


def optimizers(parameters):
    """Every optimiser that `ExpectationTests` has a twin of, by name, with the settings that are given there."""
    decayed = [p for p in parameters if p.dim() > 1]
    others = [p for p in parameters if p.dim() <= 1]

    def groups(decay):
        return [{"params": decayed, "weight_decay": decay}, {"params": others, "weight_decay": 0.0}]

    return {
        "sgd": lambda: torch.optim.SGD(groups(0.02), lr=LEARNING_RATE),
        "momentum": lambda: torch.optim.SGD(groups(0.02), lr=LEARNING_RATE, momentum=0.8),
        "nesterov": lambda: torch.optim.SGD(groups(0.02), lr=LEARNING_RATE, momentum=0.8, nesterov=True),
        "adam": lambda: torch.optim.Adam(groups(0.02), lr=LEARNING_RATE),
        "adam, own moments": lambda: torch.optim.Adam(groups(0.0), lr=LEARNING_RATE, betas=(0.7, 0.95), eps=1e-3),
        "adamw": lambda: torch.optim.AdamW(groups(0.02), lr=LEARNING_RATE, betas=(0.7, 0.95), eps=1e-3),
    }


def descents(start, gradients):
    """Where each optimiser gets from `start`, down gradients (steps, ...) that are given."""
    found = {}
    for name in optimizers([]):
        parameters = {k: nn.Parameter(v.clone()) for k, v in start.items()}
        optimizer = optimizers(list(parameters.values()))[name]()
        for step in range(3):
            for k, parameter in parameters.items():
                parameter.grad = gradients[k][step].clone()
            optimizer.step()
        found |= {f"optimizer.{name}.{k}": v.detach().clone() for k, v in parameters.items()}
    return found


def clipped(gradients):
    """The first step's gradients cut down by clip_grad_norm_, to a norm that is shorter and to one that is longer."""
    found = {}
    for norm in (0.5, 1000.0):
        parameters = {k: nn.Parameter(torch.zeros_like(v[0])) for k, v in gradients.items()}
        for k, parameter in parameters.items():
            parameter.grad = gradients[k][0].clone()
        nn.utils.clip_grad_norm_(parameters.values(), norm)
        found |= {f"clipped.{norm}.{k}": p.grad.clone() for k, p in parameters.items()}
    return found


def cosine(steps, warm_up):
    """PyTorch's rates of a linear warm-up from a tenth and a half cosine down to a fiftieth."""
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=LEARNING_RATE)
    decay = torch.optim.lr_scheduler.CosineAnnealingLR(
        optimizer, T_max=steps - warm_up, eta_min=LEARNING_RATE / 50)
    schedule = decay
    if warm_up:
        linear = torch.optim.lr_scheduler.LinearLR(optimizer, start_factor=0.1, total_iters=warm_up)
        schedule = torch.optim.lr_scheduler.SequentialLR(optimizer, [linear, decay], milestones=[warm_up])
    rates = []
    for _ in range(steps):
        rates.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        schedule.step()
    return torch.tensor(rates, dtype=torch.float64).float()


def plateau():
    """Validation losses, and PyTorch's rate after each: sinking, standing, rising, then standing for long."""
    losses = [1.0, 0.9, 0.8, 0.8, 0.79999, 0.81, 0.82, 0.7, 0.75, 0.7, 0.7] + 12 * [0.72]
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=LEARNING_RATE)
    schedule = torch.optim.lr_scheduler.ReduceLROnPlateau(
        optimizer, factor=0.3, patience=2, min_lr=LEARNING_RATE / 40)
    rates = []
    for loss in losses:
        schedule.step(loss)
        rates.append(optimizer.param_groups[0]["lr"])
    return torch.tensor(losses), torch.tensor(rates, dtype=torch.float64).float()


def expectations(network_name, seed, batch):
    """Every tensor of the file, and its metadata."""
    torch.manual_seed(seed)
    layers, (height, width, channels) = NETWORKS[network_name]
    network = build(layers, height, width, channels)
    randomize(network)
    images = torch.randn(batch, channels, height, width)
    labels = torch.from_numpy(np.random.default_rng(seed).integers(0, 10, batch))
    tensors = {"images": images, "labels": labels.float()}
    tensors |= {f"before.{k}": v for k, v in state(network).items()}

    network.eval()
    tensors["evaluated_logits"] = network(images).detach()

    network.train()
    optimizer = adamw(network)
    logits = network(images)
    loss = nn.CrossEntropyLoss(label_smoothing=SMOOTHING)(logits, labels)
    loss.backward()
    tensors["logits"] = logits.detach()
    tensors["loss"] = loss.detach().reshape(1)
    tensors |= {f"gradient.{k}": p.grad.clone() for k, p in network.named_parameters()}
    optimizer.step()
    tensors |= {f"after.{k}": v for k, v in state(network).items()}

    # More steps of the optimiser alone, down gradients that are given.
    given = {k: torch.randn(3, *p.shape) for k, p in network.named_parameters() if k.startswith("fc")}
    for step in range(3):
        for name, parameter in network.named_parameters():
            parameter.grad = given[name][step].clone() if name in given else torch.zeros_like(parameter)
        optimizer.step()
    for name in given:
        tensors[f"given.{name}"] = given[name]
        tensors[f"last.{name}"] = network.get_parameter(name).detach().clone()
    for steps in (1, 2, 3, 7, 40):
        tensors[f"one_cycle.{steps}"] = one_cycle(steps)
    tensors |= descents({name: tensors[f"before.{name}"] for name in given}, given)
    tensors |= clipped(given)
    for steps, warm_up in ((1, 0), (2, 1), (9, 0), (40, 12)):
        tensors[f"cosine.{steps}.{warm_up}"] = cosine(steps, warm_up)
    tensors["plateau.losses"], tensors["plateau.rates"] = plateau()
    metadata = {
        "layers": "\n".join(layers), "input": f"{height},{width},{channels}", "label_smoothing": str(SMOOTHING),
        "learning_rate": str(LEARNING_RATE), "weight_decay": str(WEIGHT_DECAY),
        "made_by": f"make_expectations.py --network {network_name} --seed {seed} --batch {batch}, "
                   f"PyTorch {torch.__version__}",
    }
    return {k: v.contiguous() for k, v in tensors.items()}, metadata


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("output")
    parser.add_argument("--network", choices=NETWORKS, default="tiny")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--batch", type=int, default=11)
    arguments = parser.parse_args()
    tensors, metadata = expectations(arguments.network, arguments.seed, arguments.batch)
    save_file(tensors, arguments.output, metadata=metadata)
    print(f"{arguments.output}: {len(tensors)} tensors; {metadata['made_by']}")


if __name__ == "__main__":
    main()
