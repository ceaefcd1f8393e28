"""Sentences of Russian and Ukrainian: abbreviations do not end them, line breaks do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from models.components.sentences import khronika_sentences
from models.reader import reader

MARKED = """
ru | Дело возбудили по ч. 2 ст. 282.2 УК РФ.| Новое дело.
ru | Штраф 10 тыс. руб. назначил судья В. Беспалов.| Это немало.
ru | В 2019 г. Османова осудили.| Сказал А. С. Орлов.
uk | Справу порушили за ч. 2 ст. 109 ККУ.| Його взяли у м. Харків.
uk | Так зв. «суд» вирішив.| Штраф 45 тис. грн. призначили в смт. Веселе.
"""


@pytest.mark.parametrize("line", MARKED.strip().splitlines())
def test_sentences(line):
    lang, *wanted = (part.strip() for part in line.split("|"))
    doc = reader(lang).make_doc(" ".join(wanted))
    assert [sent.text.strip() for sent in khronika_sentences(doc).sents] == wanted


def test_a_line_break_ends_a_sentence():
    doc = reader("ru").make_doc("Заголовок без точки\n\nТекст, а в нём\nсписок")
    assert [s.text.strip() for s in khronika_sentences(doc).sents] == [
        "Заголовок без точки", "Текст, а в нём", "список",
    ]  # fmt: skip


@given(st.text(alphabet="аб .!?\n«»ч", max_size=80))
def test_every_token_is_in_one_sentence(text):
    doc: Doc = khronika_sentences(reader("ru").make_doc(text))
    assert "".join(s.text_with_ws for s in doc.sents) == text
