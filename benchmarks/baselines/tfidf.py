"""TF-IDF and logistic regression on the same training lines and harmless turns: trains it, and writes its verdicts as wordlists.mjs does.

usage: tfidf.py EXAMPLES.jsonl TEXTS.tsv OUT_FOLDER
EXAMPLES comes from `civilline train --examples`, TEXTS from `civilline evaluate --texts`. A category is said from one half.
"""
import json
import sys
from pathlib import Path

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

NAMES = "swearing threat hostility discrimination sexual safeguarding escalation".split()


def main():
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    examples, texts, folder = sys.argv[1], sys.argv[2], Path(sys.argv[3])
    folder.mkdir(parents=True, exist_ok=True)
    with open(examples, encoding="utf-8") as rows:
        train = [row for row in map(json.loads, rows) if row["part"] == "train"]
    with open(texts, encoding="utf-8") as rows:
        asked = [line.rstrip("\n").split("\t", 2) for line in rows][1:]

    # Words and pairs of words; all else as scikit-learn has it by itself.
    words = TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True, token_pattern=r"[\w'*]+")
    learned, read = words.fit_transform(row["text"] for row in train), words.transform(row[2] for row in asked)
    labels = np.array([row["labels"] for row in train])
    scores = np.stack([
        LogisticRegression(solver="liblinear").fit(learned, labels >> bit & 1).predict_proba(read)[:, 1] for bit in range(len(NAMES))
    ], axis=1)

    abuse = [bit for bit, name in enumerate(NAMES) if name != "escalation"]
    with open(folder / "tfidf.tsv", "w", encoding="utf-8") as out:
        out.write("set\tid\tscore\tflagged\tcategories\n")
        for (group, number, _), row in zip(asked, scores, strict=True):
            said = [name for name, score in zip(NAMES, row) if score >= 0.5]
            out.write(f"{group}\t{number}\t{row[abuse].max():.6f}\t{1 if said else 0}\t{','.join(said)}\n")


if __name__ == "__main__":
    main()
