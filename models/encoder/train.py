"""Teaches the encoder the heads of the monitor, from a file of examples that `civilline train` wrote, and writes ONNX.

Each line of the file: {"text", "ids", "labels", "known", "part", "benign"}; labels and known are bit masks over the heads in
their order, part is train or dev, text is normalised already. Nothing of dev is learned from.
"""
import argparse
import copy
import json
import random
import shutil
import time
from pathlib import Path

import torch
from torch.nn import functional as F

from batches import batches, padded
from encoder import Encoder, load_published
from export import export
from noise import noisy
from pieces import Pieces
from quantize import quantize


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--examples", required=True)
    arguments.add_argument("--published", required=True, help="folder of model.json, its shards and vocab.json")
    arguments.add_argument("--pretrained", help="weights that pretrain.py wrote; default the published ones")
    arguments.add_argument("--start", help="encoder.pt of an earlier training, to go on from, heads and all")
    arguments.add_argument("--out", required=True, help="folder for encoder.onnx and pieces.json")
    arguments.add_argument("--heads", type=int, default=14)
    arguments.add_argument("--categories", type=int, default=7)
    arguments.add_argument("--epochs", type=int, default=6)
    arguments.add_argument("--benign-share", type=float, default=1.2, help="benign turns an epoch, for each labelled line")
    arguments.add_argument("--rate", type=float, default=4e-4)
    arguments.add_argument("--threads", type=int, default=2)
    arguments.add_argument("--seed", type=int, default=1)
    given = arguments.parse_args()
    torch.set_num_threads(given.threads)
    torch.manual_seed(given.seed)
    rng = random.Random(given.seed)
    pieces = Pieces(Path(given.published, "vocab.json"))

    lines, benign, dev = [], [], []
    with open(given.examples, encoding="utf-8") as file:
        for text in file:
            row = json.loads(text)
            if not row["text"]:
                continue
            (dev if row["part"] == "dev" else benign if row["benign"] else lines).append(row)
    print(f"{len(lines)} lines, {len(benign)} benign turns, {len(dev)} dev rows", flush=True)

    encoder = Encoder(given.heads)
    load_published(encoder, given.published)
    if given.pretrained:
        state = {k: v for k, v in torch.load(given.pretrained).items() if not k.startswith("heads.")}
        encoder.load_state_dict(state, strict=False)

    if given.start:
        encoder.load_state_dict(torch.load(given.start))

    a_batch = 3072
    wanted = min(len(benign), int(given.benign_share * len(lines)))
    steps = None
    average, pool, done, start, running = None, [], 0, time.time(), None
    for epoch in range(given.epochs):
        rows = [example(row, pieces, rng, lines, benign) for row in lines]
        if benign and epoch in MINED and (given.start or epoch):
            pool = hardest(encoder, benign, given.categories)
        hard = rng.sample(pool, min(len(pool), int(wanted * HARD_SHARE)))
        rows += [example(row, pieces, rng, lines, benign) for row in hard + rng.sample(benign, wanted - len(hard))]
        plan = list(batches(rows, a_batch, rng))
        if steps is None:
            steps = int(len(plan) * given.epochs * 1.02)
            optimizer = torch.optim.AdamW(groups(encoder, given.rate), lr=given.rate, weight_decay=0.01)
            schedule = torch.optim.lr_scheduler.OneCycleLR(
                optimizer, [group["lr"] for group in optimizer.param_groups], total_steps=steps, pct_start=0.05)
        encoder.train()
        for batch in plan:
            value = loss(encoder, batch, given.heads)
            optimizer.zero_grad(set_to_none=True)
            value.backward()
            torch.nn.utils.clip_grad_norm_(encoder.parameters(), 1.0)
            optimizer.step()
            if done < steps - 1:
                schedule.step()
            done += 1
            running = value.item() if running is None else 0.98 * running + 0.02 * value.item()
            if epoch >= given.epochs // 2 and done % 5 == 0:
                average = blend(average, encoder)
            if done % 100 == 0:
                print(f"{done}/{steps} loss {running:.4f} {time.time() - start:.0f} s", flush=True)
        print(f"epoch {epoch + 1}: {report(average or encoder, dev, given.categories)}", flush=True)
    out = Path(given.out)
    out.mkdir(parents=True, exist_ok=True)
    torch.save(average.state_dict(), out / "encoder.pt")
    export(average, out / "encoder.float.onnx")
    quantize(out / "encoder.float.onnx", out / "encoder.onnx")
    shutil.copy(Path(given.published, "vocab.json"), out / "pieces.json")


# Epochs before which all harmless turns are gone through for those that the encoder is least sure of.
MINED = (0, 2, 5, 8)
HARD_SHARE = 0.5
FRESH = ("heads", "hidden", "norm.")


def groups(encoder, rate):
    """Embeddings and layers hold what was learned from other texts: they move more slowly than the new heads."""
    fresh = [p for name, p in encoder.named_parameters() if name.startswith(FRESH)]
    held = [p for name, p in encoder.named_parameters() if not name.startswith(FRESH)]
    return [{"params": held, "lr": rate}, {"params": fresh, "lr": 4 * rate}]


# Thresholds have to hold for what a window joins as well, which is most of what the server scores.
JOINED = 0.25


def example(row, pieces, rng, lines, benign):
    """A row as ids; now and then with noise, or in the middle of other talk of the kind a window joins it to."""
    text = row["text"]
    ids = row["ids"]
    if rng.random() < 0.25:
        text = noisy(text, rng)
    if rng.random() < JOINED:
        other = rng.choice(benign if benign else lines)["text"] if rng.random() < 0.7 else clean(lines, rng)
        text = f"{other} {text}" if rng.random() < 0.7 else f"{text} {other}"
    if text is not row["text"]:
        ids = pieces.ids(text)
    return ids[-96:], row["labels"], row["known"]


def clean(lines, rng):
    while True:
        row = rng.choice(lines)
        if row["labels"] == 0:
            return row["text"]


def loss(encoder, batch, heads):
    ids, keep = padded(batch)
    bits = 1 << torch.arange(heads)
    label = ((torch.tensor([row[1] for row in batch])[:, None] & bits) > 0).float()
    known = ((torch.tensor([row[2] for row in batch])[:, None] & bits) > 0).float()
    with torch.autocast("cpu", torch.bfloat16):
        logits = encoder(ids, keep).float()
    each = F.binary_cross_entropy_with_logits(logits, label * 0.98 + 0.01 * 0.5, reduction="none")
    return (each * known).sum() / len(batch)


def blend(average, encoder, keep=0.99):
    """A running mean of the weights is steadier than the last step."""
    if average is None:
        return copy.deepcopy(encoder)
    with torch.no_grad():
        for mean, now in zip(average.state_dict().values(), encoder.state_dict().values()):
            if mean.is_floating_point():
                mean.mul_(keep).add_(now, alpha=1 - keep)
    return average


def scores(encoder, rows):
    """Logits of rows, in their order."""
    encoder.eval()
    cut = [(row["ids"][-96:], i) for i, row in enumerate(rows)]
    logits = [None] * len(rows)
    with torch.no_grad():
        for batch in batches(cut, 8192, random.Random(0)):
            ids, keep = padded(batch)
            with torch.autocast("cpu", torch.bfloat16):
                out = encoder(ids, keep).float()
            for (_, i), value in zip(batch, out):
                logits[i] = value
    return torch.stack(logits)


def hardest(encoder, rows, categories):
    """The eighth of harmless turns that the encoder is least sure are harmless."""
    worst = scores(encoder, rows)[:, :categories].amax(1)
    return [rows[i] for i in worst.argsort(descending=True)[: len(rows) // 8]]


def report(encoder, dev, categories):
    """For each category: area under the curve on dev lines, and recall where 0.3 and where 1 in 1,000 harmless dev turns pass."""
    if not dev:
        return "no dev rows"
    logits = scores(encoder, dev)
    harmless = torch.tensor([row["benign"] for row in dev])
    said = []
    for head in range(categories):
        has = torch.tensor([(row["labels"] >> head) & 1 == 1 for row in dev])
        value = logits[:, head]
        ranks = value[~harmless].argsort().argsort().float() + 1
        yes = has[~harmless]
        n = yes.sum().item()
        area = (ranks[yes].sum().item() - n * (n + 1) / 2) / max(1, n * (len(yes) - n))
        quiet = value[harmless].sort(descending=True).values
        found = [(value[has] > (quiet[int(rate * len(quiet) / 1000)] if len(quiet) else 0.0)).float().mean().item() for rate in (0.3, 1)]
        said.append(f"{area:.3f}/{found[0]:.2f}/{found[1]:.2f}")
    return " ".join(said)


if __name__ == "__main__":
    main()
