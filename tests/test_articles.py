"""Articles: what is read, how, under which id, and what is said when something cannot be read."""

import hashlib
import json
import os
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.articles import Article, read_articles, survey_articles
from bilingual.articles.decoding import TWICE, decode
from bilingual.articles.metadata import read_metadata
from bilingual.errors import ArticleError, BilingualError, UsageError
from tests.conftest import ROOT, SEEDS

FRENCH = "À l’été 2020, l’œuvre coûtait 3 € – déjà.\r\nEt puis ?\n"


def article(path: Path) -> Article:
    (found,) = read_articles([path])
    return found


def test_a_folder_gives_its_articles_in_order_of_name_with_the_text_exactly_as_it_stands():
    found = list(read_articles([SEEDS]))
    assert [item.id[:3] for item in found] == ["000", "001", "002", "003", "004"]
    for item in found:
        content = (SEEDS / item.path).read_bytes()
        assert item.text.encode() == content
        assert item.sha256 == hashlib.sha256(content).hexdigest()


def test_line_ends_are_kept_so_that_offsets_hold(tmp_path: Path):
    path = tmp_path / "a.txt"
    path.write_bytes(FRENCH.encode())
    assert article(path).text == FRENCH


@pytest.mark.parametrize(
    ("codec", "name", "said"),
    [
        ("utf-8-sig", "utf-8-sig", None),
        ("utf-16", "utf-16", "UTF-16-LE"),
        ("utf-16-le", "utf-16-le", "UTF-16-LE"),
        ("utf-16-be", "utf-16-be", "UTF-16-BE"),
        ("utf-32", "utf-32", "UTF-32-LE"),
        ("cp1252", "windows-1252", "Windows-1252"),
    ],
)
def test_other_encodings_are_read_correctly_and_named(tmp_path: Path, codec: str, name: str, said: str | None):
    path = tmp_path / "a.txt"
    path.write_bytes(FRENCH.encode(codec))
    found = article(path)
    assert (found.text, found.encoding) == (FRENCH, name)
    assert (said in found.notes[0]) if said else not found.notes


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b" \n\t\n", "empty"),
        (b"\xfe\xff", "empty"),
        (b"\xef\xbb\xbf\n", "empty"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)), "binary"),
        (bytes(range(1, 9)) * 40, "binary"),
        ("Été.\n".encode() + b"d\xe9j\xe0 vu", "broken UTF-8 on line 2 (byte 8)"),
        (b"\xff\xfeA", "broken UTF-16"),
        (b"Un \x81 deux", "neither UTF-8 nor Windows-1252"),
    ],
)
def test_what_is_not_text_is_refused_in_one_line_that_names_the_file(tmp_path: Path, content: bytes, words: str):
    path = tmp_path / "a.txt"
    path.write_bytes(content)
    with pytest.raises(ArticleError) as caught:
        article(path)
    assert words in str(caught.value) and str(path) in str(caught.value) and "\n" not in str(caught.value)


@given(st.binary(max_size=300))
def test_any_bytes_are_decoded_or_refused_with_our_own_error(content: bytes):
    try:
        decoded = decode(content, "x.txt")
    except ArticleError:
        return
    assert decoded.text.encode("utf-8").strip()


@given(st.text(min_size=1).filter(lambda text: text.strip(" \t\r\n\0")))
def test_any_utf8_text_without_control_characters_comes_back_unchanged(text: str):
    clean = "".join(c for c in text if c == "\n" or c >= " ").lstrip("\ufeff").encode("utf-8", "ignore").decode()
    if clean.strip() and not TWICE.search(clean):  # what looks as if it was encoded twice is put right
        assert decode(clean.encode(), "x.txt").text == clean


def test_a_jsonl_file_holds_one_article_a_line_and_its_fields_win_over_what_the_text_says(tmp_path: Path):
    path = tmp_path / "news.jsonl"
    rows = [
        {
            "id": 7,
            "text": "date 2020-02\nLa pluie tombe.\nSource: Press TV",
            "publisher": "Le Soir",
            "date": "2021-03-04",
        },
        {"text": "date 2020-02\nLa pluie tombe.\nSource: Press TV", "url": "https://example.org/1"},
    ]
    path.write_text("\n\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    first, second = read_articles([path])
    assert (first.id, first.publisher, first.date) == ("7", "Le Soir", "2021-03-04")
    assert (second.id, second.publisher, second.date, second.url) == (
        "news-3",
        "Press TV",
        "2020-02",
        "https://example.org/1",
    )


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("{", "not a line of JSON"),
        ("[1]", "expected a JSON object"),
        ('{"id": "a"}', "`text` is missing"),
        ('{"text": ""}', "`text` is missing, empty"),
        ('{"text": "Oui.", "title": ["a"]}', "`title` must be a single value"),
    ],
)
def test_a_bad_jsonl_line_is_named_with_its_number(tmp_path: Path, line: str, words: str):
    path = tmp_path / "news.jsonl"
    path.write_text('{"text": "Oui."}\n' + line + "\n", encoding="utf-8")
    with pytest.raises(ArticleError, match="jsonl:2: ") as caught:
        list(read_articles([path]))
    assert words in str(caught.value)


def test_unpaired_surrogates_are_replaced_one_for_one_and_said(tmp_path: Path):
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "Oui\\ud800 non."}', encoding="utf-8")
    found = article(path)
    assert found.text == "Oui\ufffd non." and "surrogates" in found.notes[0]


def test_a_parquet_table_holds_one_article_a_row(tmp_path: Path):
    path = tmp_path / "news.parquet"
    pq.write_table(pa.table({"id": ["a", "b"], "text": ["Oui.", "Non."], "title": ["T", None], "other": [1, 2]}), path)
    assert [(item.id, item.text, item.title) for item in read_articles([path])] == [
        ("a", "Oui.", "T"),
        ("b", "Non.", None),
    ]


def test_a_table_without_text_and_a_file_that_is_no_table_are_refused(tmp_path: Path):
    pq.write_table(pa.table({"body": ["Oui."]}), tmp_path / "a.parquet")
    (tmp_path / "b.parquet").write_bytes(b"PAR1 no")
    with pytest.raises(ArticleError, match="no column `text`; it has body"):
        list(read_articles([tmp_path / "a.parquet"]))
    with pytest.raises(ArticleError, match="not a readable Parquet file"):
        list(read_articles([tmp_path / "b.parquet"]))


def test_html_gives_the_article_without_menus_and_its_metadata(tmp_path: Path):
    body = "".join(
        f"<p>Le parlement a voté la loi numéro {n} après un long débat entre les députés.</p>" for n in range(8)
    )
    (tmp_path / "a.html").write_text(
        f"<html><head><title>La loi est votée</title><meta property='og:site_name' content='Le Soir'></head>"
        f"<body><nav><a href='/'>Accueil</a> <a href='/s'>Sport</a></nav><article><h1>La loi est votée</h1>{body}</article>"
        "</body></html>",
        encoding="utf-8",
    )
    found = article(tmp_path / "a.html")
    assert "Accueil" not in found.text and found.text.count("Le parlement a voté") == 8
    assert (found.title, found.publisher) == ("La loi est votée", "Le Soir")


def test_a_page_that_pandoc_wrote_is_read_with_its_metadata():
    (article,) = read_articles(ROOT / "tests" / "inputs" / "files" / "pandoc.html")
    assert (article.title, article.date) == ("Le pont est ouvert", "2024-03-01")
    assert "« Nous attendions ce jour depuis dix ans », a-t-il dit.\nLes travaux\nLes travaux ont duré" in article.text


def test_globs_and_repeated_sources_give_each_file_once(tmp_path: Path):
    for name in ("a.txt", "b.txt", "c.md"):
        (tmp_path / name).write_text("Oui.", encoding="utf-8")
    found = read_articles([tmp_path / "*.txt", tmp_path, tmp_path / "b.txt"])
    assert [item.id for item in found] == ["a", "b", "c"]


def test_ids_of_nested_files_carry_their_folder(tmp_path: Path):
    (tmp_path / "2020/jan").mkdir(parents=True)
    (tmp_path / "2020/jan/a.txt").write_text("Oui.", encoding="utf-8")
    assert [item.id for item in read_articles([tmp_path])] == ["2020/jan/a"]


def test_a_missing_source_and_a_folder_without_articles_are_refused(tmp_path: Path):
    with pytest.raises(UsageError, match="no such file or folder"):
        list(read_articles([tmp_path / "absent"]))
    (tmp_path / "photo.jpg").write_bytes(b"x")
    with pytest.raises(ArticleError, match="no article in this folder"):
        list(read_articles([tmp_path]))
    with pytest.raises(UsageError, match="cannot tell how to read it"):
        list(read_articles([tmp_path / "photo.jpg"]))


def test_files_of_other_kinds_in_a_folder_are_named_not_dropped_in_silence(tmp_path: Path):
    (tmp_path / "a.txt").write_text("Oui.", encoding="utf-8")
    (tmp_path / "photo.jpg").write_bytes(b"x")
    assert survey_articles([tmp_path]).notes == ("photo.jpg: passed over, not an article by its ending",)


def test_a_link_back_to_a_folder_above_is_not_followed(tmp_path: Path):
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "un.txt").write_text("Un texte.", encoding="utf-8")
    (tmp_path / "a" / "loop").symlink_to(tmp_path)
    (tmp_path / "b").symlink_to(tmp_path / "a")
    assert [file.name for file in survey_articles([tmp_path]).files] == ["a/un.txt"]


def test_a_dataset_among_the_articles_is_passed_over_and_alone_is_refused(tmp_path: Path):
    (tmp_path / "un.txt").write_text("Un texte.", encoding="utf-8")
    (tmp_path / "fr-en").mkdir()
    for name in ("manifest.json", "pairs.tsv", "README.md"):
        (tmp_path / "fr-en" / name).write_text("{}", encoding="utf-8")
    assert survey_articles([tmp_path]).notes == ("fr-en: passed over, a dataset",)
    with pytest.raises(UsageError, match=r"fr-en: a dataset, not a folder of articles; give .*fr-en/articles"):
        survey_articles([tmp_path / "fr-en"])


def test_two_articles_of_one_file_with_one_id_are_refused(tmp_path: Path):
    (tmp_path / "a.jsonl").write_text('{"id": "x", "text": "Un."}\n' * 2, encoding="utf-8")
    with pytest.raises(ArticleError, match=r"two articles have the id 'x', in a.jsonl; rename one of them"):
        survey_articles([tmp_path])


def test_two_articles_with_one_id_are_refused_by_both_names(tmp_path: Path):
    (tmp_path / "a.txt").write_text("Oui.", encoding="utf-8")
    (tmp_path / "a.md").write_text("Non.", encoding="utf-8")
    with pytest.raises(ArticleError, match=r"two articles have the id 'a', in a.md and a.txt"):
        survey_articles([tmp_path])


@pytest.mark.skipif(os.name != "posix", reason="needs POSIX permissions")
def test_an_unreadable_file_is_refused_by_name(tmp_path: Path):
    path = tmp_path / "a.txt"
    path.write_text("Oui.", encoding="utf-8")
    path.chmod(0)
    child = os.fork()
    if child == 0:
        tmp_path.chmod(0o755)
        if os.geteuid() == 0:
            os.setuid(65534)
        try:
            survey_articles([path])
        except BilingualError as error:
            os._exit(0 if str(error) == f"{path}: cannot be read: Permission denied" else 3)
        os._exit(4)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


BODY = (
    "La digue qui protège le village a cédé pendant la nuit, et les habitants ont été évacués par les pompiers "
    "vers le gymnase de la ville voisine, où ils attendent."
)


class TestMetadata:
    """What an article's text says about itself."""

    def test_the_five_articles(self):
        found = {item.id[:3]: (item.date, item.publisher) for item in read_articles([SEEDS])}
        assert found == {
            "000": (None, "FRENCH PRESS TV"),
            "001": ("2020-02", None),
            "002": (None, None),
            "003": ("2020-01", "Press TV"),
            "004": (None, "FRENCH PRESS TV"),
        }
        titles = {item.id[:3]: item.title for item in read_articles([SEEDS])}
        assert (
            titles["004"]
            == "Comment l'axe Russie-Résistance-Chine a déjoué l'un des scénarios les mieux préparé USA/acolytes"
        )
        assert titles["001"] is None and titles["003"] is None

    @pytest.mark.parametrize(
        ("text", "publisher"),
        [
            (f"Titre\n{BODY}\nSource: Press TV", "Press TV"),
            (f"Titre\n{BODY}\nSource: Press TV\nPartager\nLire aussi : La carte", "Press TV"),
            (f"Titre\nSource : Agence Morel\n{BODY}\n{BODY}", "Agence Morel"),
            (f"{BODY} lemonde.fr", "lemonde.fr"),
            (f"{BODY}\nSource: Press TV\nUn autre titre\n{BODY}\nSOURCE: PRESS TV", "PRESS TV"),
            (f"{BODY}\nSource: Press TV\nUn autre titre\n{BODY}\nSource: Sputnik", None),
            (f"{BODY}\nen.exemple.ru\nUn autre titre\n{BODY} lemonde.fr", None),
            (f"{BODY}\nSource: Press TV\nUn autre titre\n{BODY}", None),
            (BODY, None),
        ],
    )
    def test_the_publisher_is_the_one_source_of_the_whole_text(self, text: str, publisher: str | None):
        assert read_metadata(text).publisher == publisher

    @pytest.mark.parametrize(
        ("line", "date"),
        [
            ("date 2020-02 Image d’archives", "2020-02"),
            ("Publié le 3 août 2021 à 9 h 30", "2021-08-03"),
            ("Le 1er mars 2019", "2019-03-01"),
            ("vendredi 12 janvier 2018", "2018-01-12"),
            ("2022-11-30", "2022-11-30"),
            ("Le 12 janvier, il a plu.", None),
        ],
    )
    def test_dates(self, line: str, date: str | None):
        assert read_metadata(f"{line}\n\nIl pleut sur la ville depuis ce matin.").date == date

    @given(st.text())
    def test_any_text_has_metadata(self, text: str):
        read_metadata(text)
