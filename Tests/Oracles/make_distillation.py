#!/usr/bin/env python3
"""Writes what PyTorch says of distillation losses, for the Swift test `DistillationLossTests` to compute again.

    python3 Tests/Oracles/make_distillation.py Tests/Oracles/distillation.safetensors

needs PyTorch and safetensors. Case i has the tensors `i.logits` (B, 10), `i.teachers` (teachers, B, 10; logits),
`i.labels` (B), `i.loss` (1) and `i.gradient` (B, 10), the last two for the mean over the batch; the metadata has
`i.settings`: temperature, weight and label smoothing.
"""

import argparse

import torch
from safetensors.torch import save_file
from torch.nn import functional

# Temperature, weight, label smoothing, teachers.
CASES = [(1, 0.5, 0, 1), (4, 0.9, 0.05, 1), (2.5, 1, 0, 3), (20, 0.3, 0.1, 2), (0.5, 0.7, 0, 2), (3, 0, 0.05, 1)]


def case(temperature, weight, smoothing, teachers, batch=6):
    """The tensors of one case."""
    logits = (4 * torch.randn(batch, 10)).requires_grad_()
    taught = 4 * torch.randn(teachers, batch, 10)
    labels = torch.randint(10, (batch,))
    target = (taught / temperature).softmax(2).mean(0)
    divergence = functional.kl_div((logits / temperature).log_softmax(1), target, reduction="batchmean")
    labelled = functional.cross_entropy(logits, labels, label_smoothing=smoothing)
    loss = (1 - weight) * labelled + weight * temperature**2 * divergence
    loss.backward()
    return {
        "logits": logits.detach(), "teachers": taught, "labels": labels.float(), "loss": loss.detach().reshape(1),
        "gradient": logits.grad}


def expectations(seed):
    """Every tensor of the file, and its metadata."""
    torch.manual_seed(seed)
    tensors, metadata = {}, {"made_by": f"make_distillation.py --seed {seed}, PyTorch {torch.__version__}"}
    for index, settings in enumerate(CASES):
        tensors |= {f"{index}.{name}": tensor for name, tensor in case(*settings).items()}
        metadata[f"{index}.settings"] = ",".join(map(str, settings[:3]))
    return tensors, metadata


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("output")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    tensors, metadata = expectations(arguments.seed)
    save_file(tensors, arguments.output, metadata=metadata)
    print(f"{arguments.output}: {len(tensors)} tensors; {metadata['made_by']}")


if __name__ == "__main__":
    main()
