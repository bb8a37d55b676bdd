"""One way of writing for the rules to read: small letters, no apostrophes, text speak spelled out."""

from __future__ import annotations

import re

_SPEAK = {
    "u": "you", "ur": "your", "r": "are", "y": "why", "n": "and", "cuz": "because", "cos": "because", "coz": "because",
    "becos": "because", "bcos": "because", "becuz": "because", "bc": "because", "wanna": "want to", "gonna": "going to",
    "gunna": "going to", "gona": "going to", "gotta": "got to", "tryna": "trying to", "2": "to", "2nite": "tonight",
    "2nyt": "tonight", "tonite": "tonight", "tmrw": "tomorrow", "2moro": "tomorrow", "tmw": "tomorrow", "b4": "before",
    "m8": "mate", "mates": "friends", "mate": "friend", "bestie": "friend", "bff": "friend", "bro": "brother", "sis": "sister",
    "mam": "mum", "mom": "mum", "mummy": "mum", "mummys": "mums", "mums": "mums", "daddy": "dad", "daddys": "dads", "dads": "dads",
    "stepdad": "step dad", "stepmum": "step mum", "stepbrother": "step brother", "bf": "boyfriend", "gf": "girlfriend",
    "boyf": "boyfriend", "hubby": "husband", "kms": "kill myself", "kmself": "kill myself", "unalive": "kill", "sh": "self harm",
    "selfharm": "self harm", "selfharming": "self harming", "ed": "eating disorder", "od": "overdose", "oded": "overdosed",
    "im": "i am", "ive": "i have", "id": "i would", "ill": "i will", "dont": "do not", "doesnt": "does not", "didnt": "did not",
    "cant": "can not", "cannot": "can not", "wont": "will not", "isnt": "is not", "wasnt": "was not", "havent": "have not",
    "hes": "he is", "hasnt": "has not", "hadnt": "had not", "wouldnt": "would not", "couldnt": "could not", "shouldnt": "should not", "arent": "are not", "werent": "were not", "whats": "what is", "theres": "there is", "weve": "we have", "theyve": "they have", "youre": "you are", "were": "were", "lets": "let us", "hed": "he would", "shed": "she would", "theyd": "they would", "whos": "who is", "shell": "she will", "itll": "it will", "somethings": "something is", "evrything": "everything", "sumthing": "something", "sumthin": "something", "hitin": "hitting", "cuttin": "cutting", "shes": "she is", "theyre": "they are", "theyll": "they will", "hell": "he will", "thats": "that is",
    "ppl": "people", "sumone": "someone", "some1": "someone", "sum1": "someone", "no1": "no one", "noone": "no one",
    "evry": "every", "everynight": "every night", "alot": "a lot", "bcs": "because", "abt": "about", "rlly": "really",
    "suiside": "suicide", "suicidle": "suicidal", "hert": "hurt", "hurts": "hurts", "hits": "hits", "hitted": "hit",
    "scard": "scared", "scaird": "scared", "frightend": "frightened", "kil": "kill", "killd": "killed", "dieing": "dying",
    "idc": "i do not care", "idk": "i do not know", "tbh": "", "lol": "", "pls": "please", "plz": "please", "wen": "when",
    "wot": "what", "nite": "night", "thru": "through", "bin": "been", "aint": "is not", "carnt": "can not", "wil": "will",
    "self-harm": "self harm", "self-harming": "self harming", "self-harmed": "self harmed", "overdosing": "overdose",
}  # fmt: skip
_STOPS = dict.fromkeys(".!?\n;", " . ") | {",": " , "}
_PIECES = {word: f" {spelled}".rstrip().replace("-", " ") for word, spelled in _SPEAK.items()} | _STOPS
_APOSTROPHE = re.compile(r"['’ʼ`]")
_DRAWN_OUT = re.compile(r"(.)\1{2,}")
_TOKEN = re.compile(r"[^\W_]+(?:['’ʼ`][^\W_]+)*(?:-[^\W_]+)*|[.!?\n,;]")


def plain(text: str) -> str:
    """The text as rules read it."""
    words = [token.lower() for token in _TOKEN.findall(text)]
    pieces = [_PIECES[word] if word in _PIECES else _piece(word) for word in words]
    return _DRAWN_OUT.sub(r"\1\1", "".join(pieces)) + " "


def places(text: str) -> list[int]:
    """For each letter of `plain(text)`, where it came from in the text as given."""
    came_from: list[int] = []
    for token in _TOKEN.finditer(text):
        if piece := _DRAWN_OUT.sub(r"\1\1", _piece(token[0].lower())):
            came_from += [token.start()] * (len(piece) - 1) + [token.end() - 1]
    return [*came_from, max(0, len(text) - 1)]


def _piece(word: str) -> str:
    """A word spelled out, with a blank before it; nothing for a filler such as “lol”."""
    if word in _PIECES:
        return _PIECES[word]
    if word.isalpha():
        return " " + word
    bare = _APOSTROPHE.sub("", word)
    return _PIECES.get(bare, " " + bare.replace("-", " "))
