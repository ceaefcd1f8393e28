"""Groups the PERSON mentions of one document into persons, however often and however differently named.

Only names are grouped here; pronouns and nominals ("the activist") are the business of coreference.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from rapidfuzz.distance import Levenshtein
from spacy.language import Language
from spacy.tokens import Doc

from models.components.bare_surnames import bare_surnames
from models.components.folding import fold_token
from models.components.name_forms import document_names
from models.components.person_mentions import person_mentions

Offsets = tuple[int, int]

_POSSESSIVE = re.compile(r"(?:['’`´]s?|s['’])$")
_EDGES = " \t\n\"“”«»'’‘()[],;:–—-"
_INITIAL = re.compile(r"^\w\.?$")
_PATRONYMIC = re.compile(
    r"(?:ovich|evich|yevich|ievich|ovych|evych|iyovych|ovna|evna|yevna|ivna|iyivna|ich|ych)$"
)


def same_token(a: str, b: str) -> bool:
    """True where two folded tokens may spell one name part: equal, an initial, or one slip in a long word."""
    if a == b:
        return True
    if len(a) == 1 or len(b) == 1:
        return a[:1] == b[:1]
    if min(len(a), len(b)) < 5:
        return False
    return Levenshtein.distance(a, b, score_cutoff=1) <= 1


@dataclass(slots=True)
class PersonCluster:
    """One person of one document: the fullest name and every place where a name of theirs stands."""

    name: str
    mentions: list[Offsets] = field(default_factory=list)
    keys: tuple[str, ...] = ()

    def accepts(self, keys: Sequence[str]) -> bool:
        return bool(keys) and (_covered(keys, self.keys) or _covered(self.keys, keys))

    def add(self, name: str, keys: tuple[str, ...], offsets: Offsets) -> None:
        self.mentions.append(offsets)
        if _fullness(name, keys) > _fullness(self.name, self.keys):
            self.name, self.keys = name, keys


def _covered(small: Sequence[str], large: Sequence[str]) -> bool:
    """Every token of `small` has its own counterpart in `large`, and at least one of them is a whole word."""
    left = list(large)
    whole = False
    for key in small:
        hit = next((k for k in left if same_token(key, k)), None)
        if hit is None:
            return False
        left.remove(hit)
        whole = whole or (len(key) > 1 and len(hit) > 1)
    return whole


def _fullness(name: str, keys: Sequence[str]) -> tuple[int, int]:
    return sum(len(k) > 1 for k in keys), -len(name) if name.isupper() else 0


def clean_name(text: str) -> str:
    """A mention without possessive, quotes, line breaks and titles in capitals."""
    name = re.sub(r"\s+", " ", text).strip(_EDGES)
    name = _POSSESSIVE.sub("", name).strip(_EDGES)
    if name.isupper() and len(name) > 4:
        name = name.title()
    return name


def name_keys(name: str) -> tuple[str, ...]:
    """Folded tokens; a patronymic beside two other names is left out, since many articles omit it."""
    tokens = [t for t in re.split(r"[\s.]+", name.replace("-", " ")) if t]
    keys = [k for k in map(fold_token, tokens) if k]
    rest = [k for k in keys if not _PATRONYMIC.search(k)]
    return tuple(rest if len(rest) >= 2 else keys)


def group(mentions: Iterable[tuple[str, Offsets]], lang: str) -> list[PersonCluster]:
    """Persons in order of first mention. `mentions`: (text as written, character offsets) in text order.

    Fuller names are placed first, so that a bare surname joins the person it abbreviates; where two persons
    share the surname it joins the one mentioned last before it.
    """
    written = list(mentions)
    names = document_names([clean_name(text) for text, _ in written], lang)
    rows = [(name, offsets) for name, (_, offsets) in zip(names, written, strict=True)]
    rows = [(name, offsets) for name, offsets in rows if name_keys(name)]
    clusters: list[PersonCluster] = []
    for name, offsets in sorted(rows, key=lambda r: (-_fullness(r[0], name_keys(r[0]))[0], r[1][0])):
        _place(clusters, name, offsets)
    for cluster in clusters:
        cluster.mentions.sort()
    return sorted(clusters, key=lambda c: c.mentions[0])


def _place(clusters: list[PersonCluster], name: str, offsets: Offsets) -> None:
    keys = name_keys(name)
    fits = [c for c in clusters if c.accepts(keys)]
    if not fits:
        clusters.append(PersonCluster(name, [offsets], keys))
        return
    _nearest(fits, offsets[0]).add(name, keys, offsets)


def _nearest(clusters: list[PersonCluster], position: int) -> PersonCluster:
    def distance(cluster: PersonCluster) -> tuple[bool, int]:
        before = [position - start for start, _ in cluster.mentions if start <= position]
        return (not before, min(before) if before else abs(cluster.mentions[0][0] - position))

    return min(clusters, key=distance)


@Language.component("khronika_persons")
def khronika_persons(doc: Doc) -> Doc:
    """Writes `doc._.people`: list[PersonCluster], from the PERSON entities of `doc.ents`."""
    found = _joined(person_mentions(doc), doc.text)
    doc._.people = people = group(found, doc.lang_)
    for person, start, end in bare_surnames(doc, [p.name for p in people], [place for _, place in found]):
        people[person].mentions = sorted([*people[person].mentions, (start, end)])
    return doc


def _joined(found: list[tuple[str, Offsets]], text: str) -> list[tuple[str, Offsets]]:
    """Joins pieces that only white space or a bracketed spelling variant's opening keeps apart."""
    out: list[tuple[str, Offsets]] = []
    for item in found:
        if out and text[out[-1][1][1] : item[1][0]] == " " and _INITIAL.match(out[-1][0].split()[-1]):
            start = out[-1][1][0]
            out[-1] = (text[start : item[1][1]], (start, item[1][1]))
        else:
            out.append(item)
    assert all(a[1][1] <= b[1][0] for a, b in pairwise(out)), "entities must not overlap"
    return out


Doc.set_extension("people", default=None, force=True)
