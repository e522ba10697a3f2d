"""The training loop: AdamW, a learning rate that rises shortly and falls as half a cosine, a moving average of the weights."""

from __future__ import annotations

import copy
import time
from collections.abc import Callable
from typing import TypeVar

import numpy as np
import torch
from torch import Tensor, nn

Net = TypeVar("Net", bound=nn.Module)


def pace(step: int, steps: int, rise: int) -> float:
    """Share of the learning rate."""
    return min(step / rise, 0.5 * (1 + np.cos(np.pi * step / steps)))


def descend(
    net: Net,
    loss_of: Callable[[], Tensor],
    *,
    steps: int,
    rate: float,
    decay: float,
    rise: int = 200,
    watch: Callable[[Net], object] | None = None,
) -> Net:
    """
    @param loss_of: of the next batch @param decay: of the weights @param watch: tells every 1000 steps how good the average is
    @returns the moving average of the weights
    """
    optimizer = torch.optim.AdamW(net.parameters(), rate, weight_decay=decay)
    average = copy.deepcopy(net).eval()
    start, running = time.time(), 0.0
    net.train()
    for step in range(1, steps + 1):
        loss = loss_of()
        for group in optimizer.param_groups:
            group["lr"] = rate * pace(step, steps, rise)
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), 5.0)
        optimizer.step()
        keep = min(0.998, step / (step + 10))
        with torch.no_grad():
            for slow, fast in zip(average.state_dict().values(), net.state_dict().values()):
                if slow.is_floating_point():
                    slow.lerp_(fast, 1 - keep)
        running += loss.item()
        if step % 100 == 0:
            told = f"  {watch(average)}" if watch and step % 1000 == 0 else ""
            print(f"{step:6d}  {time.time() - start:6.0f} s  loss {running / 100:.4f}{told}", flush=True)
            running = 0.0
    return average
