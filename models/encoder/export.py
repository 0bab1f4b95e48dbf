"""Writes an encoder as ONNX: `ids` int64 [1, n] to `logits` float [1, heads]."""
import torch
from torch import nn


class Single(nn.Module):
    """One text at a time needs no mask."""

    def __init__(self, encoder):
        super().__init__()
        self.encoder = encoder

    def forward(self, ids):
        return self.encoder(ids, torch.ones_like(ids, dtype=torch.float32))


def export(encoder, path):
    encoder.eval()
    torch.onnx.export(
        Single(encoder), torch.zeros(1, 7, dtype=torch.int64), str(path), opset_version=17,
        input_names=["ids"], output_names=["logits"], dynamic_axes={"ids": {1: "n"}}, do_constant_folding=True,
    )
