"""How a person's name hangs on a trigger: the path between them in the dependency tree, in short words.

"detained X" is `dobj`, "a case against X" is `prep:against` from "case", and "X was detained and fined" is
`conj<nsubjpass` from "fined".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from spacy.tokens import Doc, Token

from models.components.context import Context
from models.components.trees import is_passive
from models.components.triggers import Trigger

_LONGEST = 3  # steps on either side that still say something
_SAME = frozenset({"conj", "appos", "compound", "nmod", "flat", "pobj", "pcomp"})  # steps that tell no part


def related(persons: Sequence[int], trigger: Trigger, context: Context) -> dict[str, float]:
    """Named features: how the nearest name of the persons in the sentence hangs on the trigger."""
    doc = context.doc
    sent = doc[trigger.root].sent
    inside = [i for i in range(sent.start, sent.end) if context.by_token.get(i) in persons]
    if not inside:
        return {}
    path = relation(doc, trigger.root, min(inside, key=lambda i: abs(i - trigger.root)))
    voice = "passive" if is_passive(doc[trigger.root]) else "active"
    return dict.fromkeys(
        (f"path={path}", f"path={path}|form={trigger.form}|slot={trigger.slot}|{voice}"), 1.0
    )


def relation(doc: Doc, root: int, name: int) -> str:
    """The path from token `root` to token `name`: steps up, "<", steps down; "far" where it is long."""
    if not doc.has_annotation("DEP") or doc[root].sent.start != doc[name].sent.start:
        return "none"
    above = [doc[root].i, *(t.i for t in _up(doc[root]))]
    down: list[str] = []
    token = doc[name]
    while token.i not in above:
        if token.head == token:
            return "far"
        _step(token, down)
        token = token.head
    up = [doc[i].dep_ for i in above[: above.index(token.i)]]
    if len(up) > _LONGEST or len(down) > _LONGEST:
        return "far"
    return "<".join(filter(None, [">".join(up), ">".join(reversed(down))]))


def _step(token: Token, down: list[str]) -> None:
    """One step up from the name; a preposition is named, and joined names are one."""
    if token.dep_ in ("prep", "dative", "agent"):
        down.append(f"prep:{token.lower_}")
    elif token.dep_ not in _SAME:
        down.append(token.dep_)


def _up(token: Token) -> Iterator[Token]:
    return islice(token.ancestors, 8)
