"""Teaches the encoder from public, written texts before it sees a call: one logit for every (source, label) pair.

Sources label by rules of their own, so no two share a head; what they share is the encoder. Heads are thrown away.
"""
import argparse
import csv
import gzip
import math
import random
import re
import time
from pathlib import Path

import torch
from torch.nn import functional as F

from batches import batches, padded
from encoder import Encoder, load_published
from pieces import Pieces

LABELS = ("toxic", "swearing", "threat", "insult", "identity_attack")
FEELINGS = "admiration amusement anger annoyance approval caring confusion curiosity desire disappointment disapproval disgust embarrassment excitement fear gratitude grief joy love nervousness optimism pride realization relief remorse sadness surprise neutral".split()
# Rows a source may give: forums that call nearly everything toxic must not drown the rest.
MOST = 30000


def normalized(text):
    """As a recogniser would print it: lower case, hardly any marks."""
    text = re.sub(r"https?://\S+|@\w+|\[?url\]?|&\w+;", " ", text.lower()).replace("\u2019", "'")
    return re.sub(r"\s+", " ", re.sub(r"[^\w'*\s]|_", " ", text)).strip()


def read(folder):
    """Yields (source, text, {label: value})."""
    csv.field_size_limit(1 << 24)
    for path in sorted(Path(folder, "train").glob("*.tsv.gz")):
        source = path.name.split(".")[0]
        with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
            for row in list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))[:MOST]:
                values = {name: float(row[name]) for name in LABELS if row.get(name)}
                if source == "goemotions":
                    felt = set(row["labels"].split("_" if "_" in row["labels"] else ","))
                    values = {name: float(name in felt) for name in FEELINGS}
                elif source == "polite_guard":
                    values = {name: float(row["label"] == name) for name in ("polite", "somewhat polite", "neutral", "impolite")}
                elif source == "edos":
                    values = {"sexist": float(row["label_sexist"] == "sexist")}
                elif source == "convabuse" and row["sex_harassment"]:
                    values["sexual"] = min(1.0, float(row["sex_harassment"]) / max(1.0, float(row["n_annotators"])))
                elif source == "verbal_abuse_short_conversations":
                    values.update({name: float(row["Flag"] == name) for name in ("Active_abuse", "Warning_Sign", "Green_Flag")})
                if values:
                    yield source, normalized(row["text"]), values


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--published", required=True, help="folder of model.json, its shards and vocab.json")
    arguments.add_argument("--data", required=True, help="folder of public data, with train/")
    arguments.add_argument("--out", required=True, help="file for the weights")
    arguments.add_argument("--epochs", type=float, default=2)
    arguments.add_argument("--threads", type=int, default=2)
    given = arguments.parse_args()
    torch.set_num_threads(given.threads)
    torch.manual_seed(1)
    rng = random.Random(1)

    pieces = Pieces(Path(given.published, "vocab.json"))
    heads, rows, seen = {}, [], set()
    for source, text, values in read(given.data):
        if not text or text in seen:
            continue
        seen.add(text)
        labels = [(heads.setdefault(f"{source}/{name}", len(heads)), value) for name, value in values.items()]
        rows.append((pieces.ids(text[:400], 64), labels))
    print(f"{len(rows)} texts, {len(heads)} heads", flush=True)
    rng.shuffle(rows)
    held, rows = rows[:3000], rows[3000:]

    encoder = Encoder(len(heads))
    load_published(encoder, given.published)
    step, start = 0, time.time()
    epochs = [list(batches(rows, 4096, rng)) for _ in range(math.ceil(given.epochs))]
    plan = [batch for epoch in epochs for batch in epoch][: int(given.epochs * len(epochs[0]))]
    optimizer = torch.optim.AdamW(encoder.parameters(), lr=1.5e-4, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 1.5e-4, total_steps=len(plan), pct_start=0.06)
    running = None
    for batch in plan:
        encoder.train()
        value = loss(encoder, batch, len(heads))
        optimizer.zero_grad(set_to_none=True)
        value.backward()
        torch.nn.utils.clip_grad_norm_(encoder.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        running = value.item() if running is None else 0.98 * running + 0.02 * value.item()
        step += 1
        if step % 100 == 0:
            print(f"{step}/{len(plan)} loss {running:.4f} {time.time() - start:.0f} s", flush=True)
            torch.save(encoder.state_dict(), given.out)
    encoder.eval()
    with torch.no_grad():
        losses = [loss(encoder, held[i : i + 64], len(heads)).item() for i in range(0, len(held), 64)]
    print(f"held out: loss {sum(losses) / len(losses):.4f}")
    torch.save(encoder.state_dict(), given.out)


def loss(encoder, batch, heads):
    ids, keep = padded(batch)
    label, known = torch.zeros(len(batch), heads), torch.zeros(len(batch), heads)
    for i, (_, labels) in enumerate(batch):
        for head, value in labels:
            label[i, head] = value
            # A source with thirty labels a text teaches no more than one with a single label.
            known[i, head] = len(labels) ** -0.5
    with torch.autocast("cpu", torch.bfloat16):
        logits = encoder(ids, keep).float()
    return (F.binary_cross_entropy_with_logits(logits, label, reduction="none") * known).sum() / known.sum()


if __name__ == "__main__":
    main()
