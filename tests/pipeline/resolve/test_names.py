"""Pairs of written names, one line each: a new case is a new line."""

import pytest

from pipeline.resolve.names import block_keys, compare, parse_name

SAME = """
Nariman Testalyal        | Нариман Тестялял
Arlen Dzhelilov          | Arlen Celil
Арлен Джелілов           | Arlen Dzhelilov
Aliev Ruslan Nuriyevich  | Ruslan Aliyev
Умеров Сервер Казимович  | Server Umerov
Refat Nurijevich Karabash| Refat Karabash
Asanov B.                | Bekir Asanov
B. Asanov                | Bekir Asanov
Emir-Huseyn Tuku         | Emir-Usein Tuku
Kostiantyn Shchyrin      | Konstantin Shchirin
Iryna Bondarevych        | Irina Bondarevich
Vadym Siruk              | Vadim Syruk
Dmytro Gavrilenko        | Дмитрий Гавриленко
Volodymyr Halushko       | Владимир Галушко
Айдера Кадырова          | Айдер Кадыров
Lutfiye Zairova          | Лутфие Заирова
Sevil Vagifgizi          | Sevil Vaqifqizi
Ali Kabaş                | Ali Kabash
"""

DIFFERENT = """
Zarema Umerova           | Zarema Karabasheva
Zair Smedlaev            | Server Semedlaev
B. Asanov                | Rustem Asanov
Server Mustafayev        | Eskender Mustafaev
Refat Nurievich Aliev    | Refat Kazimovich Aliev
Arlen Testov             | Arlen Bondarenko
"""

UNKNOWN = """
Zarema                   | Zarema
Zarema                   | Zarema Umerova
Арлен                    | Arlen Testov
"""


def _pairs(lines: str) -> list[tuple[str, str]]:
    return [tuple(part.strip() for part in line.split("|")) for line in lines.strip().splitlines()]


@pytest.mark.parametrize(("first", "second"), _pairs(SAME))
def test_spellings_of_one_person(first: str, second: str) -> None:
    assert compare(first, second) == compare(second, first) == "same"
    assert block_keys(first) & block_keys(second)


@pytest.mark.parametrize(("first", "second"), _pairs(DIFFERENT))
def test_namesakes(first: str, second: str) -> None:
    assert compare(first, second) == compare(second, first) == "different"


@pytest.mark.parametrize(("first", "second"), _pairs(UNKNOWN))
def test_a_lone_given_name_proves_nothing(first: str, second: str) -> None:
    assert compare(first, second) == compare(second, first) == "unknown"


def test_a_lone_surname_may_be_its_owner() -> None:
    assert compare("Testov", "Arlen Testov") == "same"
    assert compare("Кадырова", "Айдер Кадыров") == "same"


def test_bynames() -> None:
    assert compare("Мустафа Джемилев", "Mustafa Kırımoğlu") == "same"


def test_parts_of_a_name() -> None:
    parsed = parse_name("Aliev Ruslan Nuriyevich")
    assert (parsed.given, parsed.surname, parsed.patronymic) == ("Ruslan", "Aliev", "Nuriyevich")
