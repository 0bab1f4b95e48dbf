"""The encoder: two pre-normalised transformer layers over word pieces, a mean, and one logit a head.

Same shape as the Universal Sentence Encoder (lite), whose published weights it starts from.
"""
import json
from pathlib import Path

import numpy
import torch
from torch import nn
from torch.nn import functional as F

ATTENTION_HEADS = 4


class Norm(nn.LayerNorm):
    """Layer norm in full precision, also where matrices are multiplied in half."""

    def forward(self, x):
        return super().forward(x.float())


class Layer(nn.Module):
    def __init__(self, wide_in, wide, inner):
        super().__init__()
        self.lift = nn.Linear(wide_in, wide) if wide_in != wide else None
        self.norm_attention = Norm(wide_in, eps=1e-6)
        self.qkv = nn.Linear(wide_in, 3 * wide_in)
        self.mix = nn.Linear(wide_in, wide)
        self.norm_inner = Norm(wide, eps=1e-6)
        self.grow = nn.Linear(wide, inner)
        self.shrink = nn.Linear(inner, wide)

    def forward(self, x, bias, drop):
        batch, length, wide_in = x.shape
        each = wide_in // ATTENTION_HEADS
        q, k, v = (
            part.reshape(batch, length, ATTENTION_HEADS, each).transpose(1, 2)
            for part in self.qkv(self.norm_attention(x)).split(wide_in, 2)
        )
        weight = ((q * each**-0.5) @ k.transpose(2, 3) + bias).softmax(-1)
        mixed = self.mix((weight @ v).transpose(1, 2).reshape(batch, length, wide_in))
        x = (x if self.lift is None else self.lift(x)) + F.dropout(mixed, drop, self.training)
        inner = self.shrink(F.dropout(self.grow(self.norm_inner(x)).relu(), drop, self.training))
        return x + F.dropout(inner, drop, self.training)


class Encoder(nn.Module):
    """ids [batch, length] and keep [batch, length] (1 where there is a piece) to logits [batch, heads]."""

    def __init__(self, heads, pieces=8002, embedding=256, wide=512, inner=1536, drop=0.1):
        super().__init__()
        self.embedding = nn.Embedding(pieces, embedding)
        self.register_buffer("scale", torch.zeros(embedding // 2))
        self.layers = nn.ModuleList([Layer(embedding, wide, inner), Layer(wide, wide, inner)])
        # The published body ends without a norm; trained on, its states grow until whatever reads them saturates.
        self.norm = Norm(wide, eps=1e-6)
        self.hidden = nn.Linear(2 * wide, wide)
        self.heads = nn.Linear(wide, heads)
        self.drop = drop

    def states(self, ids, keep):
        place = torch.arange(ids.shape[1], dtype=torch.float32)[:, None] * self.scale
        # The published weights were trained with the embedding counted twice.
        x = 2 * self.embedding(ids) + torch.cat([place.sin(), place.cos()], 1)
        x = F.dropout(x, self.drop, self.training)
        bias = (1 - keep)[:, None, None, :] * -1e9
        for layer in self.layers:
            x = layer(x, bias, self.drop)
        return self.norm(x)

    def pooled(self, ids, keep):
        """Mean and maximum over the pieces: the mean carries the gist, the maximum a single word."""
        x = self.states(ids, keep)
        mean = (x * keep[:, :, None]).sum(1) / keep.sum(1, keepdim=True)
        peak = (x + (keep[:, :, None] - 1) * 1e9).amax(1)
        return mean, peak

    def forward(self, ids, keep):
        mean, peak = self.pooled(ids, keep)
        hidden = self.hidden(F.dropout(torch.cat([mean, peak], 1), self.drop, self.training)).relu()
        return self.heads(F.dropout(hidden, self.drop, self.training))


def load_published(encoder, folder):
    """Fills an encoder with the weights of a TensorFlow.js folder: model.json and its shards."""
    tensors = _tensors(Path(folder))
    part = lambda name: torch.from_numpy(next(v for k, v in tensors.items() if k.endswith(name)).copy())

    def fill(linear, weight, bias):
        linear.weight.data = weight.reshape(weight.shape[-2:]).t().contiguous()
        linear.bias.data = bias

    encoder.embedding.weight.data = part("Embeddings_en")
    encoder.scale.copy_(part("TimingSignal/ExpandDims_1").reshape(-1))
    for i, layer in enumerate(encoder.layers):
        at = f"Layer_{i}/TransformerLayer/"
        if layer.lift is not None:
            fill(layer.lift, part(at + "dense/kernel/ConcatPartitions/concat"), part(at + "dense/bias/ConcatPartitions/concat"))
        for norm, where in ((layer.norm_attention, at), (layer.norm_inner, at + "FFN/")):
            name = where + "layer_prepostprocess/layer_norm/layer_norm_{}/ConcatPartitions/concat"
            norm.weight.data, norm.bias.data = part(name.format("scale")), part(name.format("bias"))
        attention = at + "MultiheadAttention/{}_transform_single/"
        for linear, name in ((layer.qkv, "qkv"), (layer.mix, "output")):
            fill(linear, part(attention.format(name) + "kernel/part_0"), part(attention.format(name) + "bias/ConcatPartitions/concat"))
        fill(layer.grow, part(at + "FFN/conv1/Tensordot/Reshape_1"), part(at + "FFN/conv1/bias/ConcatPartitions/concat"))
        fill(layer.shrink, part(at + "FFN/conv2/Tensordot/Reshape_1"), part(at + "FFN/conv2/bias/ConcatPartitions/concat"))


def _tensors(folder):
    manifest = json.loads((folder / "model.json").read_text())["weightsManifest"]
    tensors = {}
    for group in manifest:
        raw = b"".join((folder / name).read_bytes() for name in group["paths"])
        at = 0
        for weight in group["weights"]:
            kind = numpy.dtype(weight["dtype"])
            count = int(numpy.prod(weight["shape"]))
            tensors[weight["name"]] = numpy.frombuffer(raw, kind, count, at).reshape(weight["shape"])
            at += count * kind.itemsize
    return tensors
