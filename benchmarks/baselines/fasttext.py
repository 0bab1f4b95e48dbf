"""fastText on the same training lines and harmless turns: trains it, and writes its verdicts as wordlists.mjs does.

usage: fasttext.py EXAMPLES.jsonl TEXTS.tsv OUT_FOLDER
EXAMPLES comes from `civilline train --examples`, TEXTS from `civilline evaluate --texts`. A category is said from one half.
"""
import json
import random
import re
import subprocess
import sys
from pathlib import Path

NAMES = "swearing threat hostility discrimination sexual safeguarding escalation".split()


def plain(text):
    return " ".join(re.sub(r"[^\w'*]+", " ", text.lower()).split())


def main():
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    examples, texts, folder = sys.argv[1], sys.argv[2], Path(sys.argv[3])
    folder.mkdir(parents=True, exist_ok=True)
    train, model = folder / "fasttext.train.txt", folder / "fasttext"
    lines = []
    with open(examples, encoding="utf-8") as rows:
        for row in map(json.loads, rows):
            said = [f"__label__{name}" for bit, name in enumerate(NAMES) if row["labels"] >> bit & 1] or ["__label__clean"]
            if row["part"] == "train":
                lines.append(f"{' '.join(said)} {plain(row['text'])}\n")
    # It learns in the order of the file, in which all harmless turns come last.
    random.Random(1).shuffle(lines)
    train.write_text("".join(lines), encoding="utf-8")
    # One thread, for two never make the same model twice.
    subprocess.run(
        ["fasttext", "supervised", "-input", train, "-output", model, "-loss", "ova", "-dim", "100", "-epoch", "10", "-lr", "0.5",
         "-wordNgrams", "3", "-minn", "3", "-maxn", "5", "-bucket", "1000000", "-thread", "1", "-verbose", "0"], check=True)

    asked = [line.rstrip("\n").split("\t", 2) for line in open(texts, encoding="utf-8")][1:]
    answer = subprocess.run(
        ["fasttext", "predict-prob", f"{model}.bin", "-", "8", "0.0"], check=True, capture_output=True, text=True,
        input="\n".join(plain(row[2]) or "empty" for row in asked) + "\n").stdout.splitlines()
    with open(folder / "fasttext.tsv", "w", encoding="utf-8") as out:
        out.write("set\tid\tscore\tflagged\tcategories\n")
        for (group, number, _), line in zip(asked, answer, strict=True):
            cells = line.split()
            scores = {name.removeprefix("__label__"): float(value) for name, value in zip(cells[::2], cells[1::2])}
            said = [name for name in NAMES if scores.get(name, 0) >= 0.5]
            best = max((scores.get(name, 0) for name in NAMES if name != "escalation"), default=0)
            out.write(f"{group}\t{number}\t{best:.6f}\t{1 if said else 0}\t{','.join(said)}\n")


if __name__ == "__main__":
    main()
