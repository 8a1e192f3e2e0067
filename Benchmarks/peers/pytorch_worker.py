"""PyTorch's training step: eager, Adam, without augmentation."""

from __future__ import annotations

from typing import Any

import torch
from torch.nn.functional import cross_entropy

from networks.torch_module import module_of
from networks.zoo import ALL
from peers.answering import answer_questions, median_seconds


def answer(
    network: str, batch: int, threads: int, seconds: float, channels_last: bool, flush_denormals: bool
) -> dict[str, Any]:
    torch.set_num_threads(threads)
    torch.set_flush_denormal(flush_denormals)
    torch.manual_seed(1)
    layout = torch.channels_last if channels_last else torch.contiguous_format
    (declaration,) = (known for known in ALL if known.name == network)
    module = module_of(declaration).train().to(memory_format=layout)
    optimizer = torch.optim.Adam(module.parameters(), 1e-3)
    # Enough images that a step has to fetch them from memory, as in an epoch.
    images = torch.randn(100 * batch, 1, 28, 28)
    labels = torch.randint(10, (100 * batch,))

    def step() -> None:
        chosen = torch.randint(len(images), (batch,))
        optimizer.zero_grad(set_to_none=True)
        inputs = images[chosen].to(memory_format=layout)
        cross_entropy(module(inputs), labels[chosen]).backward()
        optimizer.step()

    return {"images_per_second": batch / median_seconds(step, seconds)}


if __name__ == "__main__":
    answer_questions(answer)
