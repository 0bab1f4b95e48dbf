"""What recognisers and callers do to words, done to training texts at random so that no head depends on one spelling."""

SOUNDS_LIKE = [
    "your you're", "there their they're", "to too two", "for four", "no know", "know no", "here hear", "by buy bye",
    "right write", "one won", "would wood", "hole whole", "son sun", "weak week", "wait weight", "bare bear", "die dye",
    "kill kiln", "hurt heard", "ass as", "witch which", "threat thread", "dumb dum", "bloody buddy", "crap clap",
    "whore hoar", "piss peace", "fat that", "sick seek", "burn bern", "knife nice", "gun gone", "hit it", "dead dad",
    "of off", "are our", "where wear", "its it's", "then than", "i'll aisle", "we'll wheel", "you'll yule",
    "going to gonna", "want to wanna", "because cause", "fucking fuckin", "nothing nothin", "them em",
]
SWAPS = {}
for line in SOUNDS_LIKE:
    words = line.split()
    for word in words:
        SWAPS.setdefault(word, []).extend(other for other in words if other != word)
FILLERS = ["like", "you know", "i mean", "so", "well", "right", "okay", "look", "yeah", "sort of", "basically", "honestly", "listen", "anyway"]


def noisy(text, rng):
    words = text.split()
    if not words:
        return text
    kind = rng.randrange(7)
    at = rng.randrange(len(words))
    if kind == 0:
        words = [rng.choice(SWAPS[word]) if word in SWAPS and rng.random() < 0.5 else word for word in words]
    elif kind == 1 and len(words) > 4:
        del words[at]
    elif kind == 2 and at + 1 < len(words):
        words[at : at + 2] = [words[at] + words[at + 1]]
    elif kind == 3:
        words.insert(at, rng.choice(FILLERS))
    elif kind == 4:
        words.insert(at, words[at])
    elif kind == 5 and words[at].isalpha():
        letter = rng.randrange(len(words[at]))
        words[at] = words[at][:letter] + words[at][letter] * rng.randint(2, 4) + words[at][letter + 1 :]
    elif kind == 6 and len(words[at]) > 3 and words[at].isalpha():
        letter = rng.randrange(len(words[at]) - 1)
        word = words[at]
        words[at] = rng.choice([
            word[:letter] + word[letter + 1 :],
            word[:letter] + word[letter + 1] + word[letter] + word[letter + 2 :],
            " ".join(word) if rng.random() < 0.3 else word,
        ])
    return " ".join(words)
