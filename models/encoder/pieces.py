"""Cuts a text into word pieces: the most probable of all cuts, each piece weighed by its log-probability.

Cuts as the monitor itself does: `civilline train` writes its cut beside each text.
"""
import json
from pathlib import Path

UNKNOWN, RESERVED, UNKNOWN_PENALTY = 0, 6, 10.0
SPACE = "\u2581"
# Equally likely cuts: the first that was offered stays, whatever the rounding.
TIE = 1e-9


class Pieces:
    def __init__(self, path):
        listed = json.loads(Path(path).read_text())
        self.known = {piece: (cost, i) for i, (piece, cost) in enumerate(listed) if i >= RESERVED and cost is not None}
        self.unknown_cost = min(cost for cost, _ in self.known.values()) - UNKNOWN_PENALTY
        self.longest = max(map(len, self.known))

    def ids(self, text, limit=128):
        """The last `limit` ids of the text."""
        units = SPACE + text.strip().replace(" ", SPACE)
        best = [(0.0, 0, 0)] + [(float("-inf"), 0, 0)] * len(units)
        for at in range(len(units)):
            so_far = best[at][0]
            if units[at] not in self.known and best[at + 1][0] + TIE < so_far + self.unknown_cost:
                best[at + 1] = (so_far + self.unknown_cost, at, UNKNOWN)
            for end in range(at + 1, min(len(units), at + self.longest) + 1):
                found = self.known.get(units[at:end])
                if found and so_far + found[0] > best[end][0] + TIE:
                    best[end] = (so_far + found[0], at, found[1])
        ids, end = [], len(units)
        while end > 0:
            _, end, piece = best[end]
            if piece != UNKNOWN or not ids or ids[-1] != UNKNOWN:
                ids.append(piece)
        return ids[::-1][-limit:]
