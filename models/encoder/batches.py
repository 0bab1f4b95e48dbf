"""Batches of like length, so that little is spent on padding."""
import torch


def batches(rows, pieces_a_batch, rng):
    """Yields lists of rows; a row's first item is its ids."""
    order = sorted(range(len(rows)), key=lambda i: (len(rows[i][0]), rng.random()))
    groups, group = [], []
    for i in order:
        if group and len(rows[i][0]) * (len(group) + 1) > pieces_a_batch:
            groups.append(group)
            group = []
        group.append(i)
    groups.append(group)
    rng.shuffle(groups)
    for group in groups:
        yield [rows[i] for i in group]


def padded(rows):
    length = max(len(row[0]) for row in rows)
    ids = torch.zeros(len(rows), length, dtype=torch.int64)
    keep = torch.zeros(len(rows), length)
    for i, row in enumerate(rows):
        ids[i, : len(row[0])] = torch.tensor(row[0])
        keep[i, : len(row[0])] = 1
    return ids, keep
