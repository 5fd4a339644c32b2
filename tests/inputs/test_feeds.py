"""Feeds: an entry is an article; what is a feed; and what no feed should hold."""

import json
import random
import socket
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilingual.articles.feeds.heads import is_feed
from bilingual.articles.sources import find_inputs
from tests.growth.measuring import MOST, growth
from tests.inputs.books import FILES, check_offsets, marked, read

SAVED = ("wordpress.rss", "github.atom", "microblog.json", "ancien.xml")
ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
HEAD = '<?xml version="1.0"?>'


def rss(items: str, before: str = "", encoding: str = "utf-8") -> bytes:
    feed = f'<?xml version="1.0" encoding="{encoding}"?>{before}<rss version="2.0"><channel><title>Le Causse</title>{items}</channel></rss>'
    return feed.encode(encoding)


def saved(folder: Path, content: bytes, name: str = "a.rss") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


class TestFeedsOfOtherPrograms:
    @pytest.mark.parametrize("name", SAVED)
    def test_have_exact_offsets_and_ids_of_their_own(self, name: str):
        articles, errors = read(FILES / name)
        assert len({article.id for article in articles}) == 2 and not errors
        for article in articles:
            check_offsets(article)

    def test_of_wordpress_give_the_whole_text_where_there_is_one(self):
        first, second = read(FILES / "wordpress.rss")[0]
        assert marked(first) == [
            (None, "La préfecture de l’Aveyron a fermé le pont à cause du vent\xa0: des rafales de 120\xa0km/h étaient attendues."),
            ("caption", "Le pont, lundi matin. (Photo\xa0: P. Rey)"),
            ("caption", "Le pont de Millau sous la pluie"),
            ("title", "Deux itinéraires conseillés"),
            ("sentence", "Par Saint-Affrique, pour les camions\xa0;"),
            ("sentence", "par La Cavalerie, pour les autres."),
            (None, "«\xa0Rien ne presse\xa0», dit le préfet. Le 1er bilan est attendu ce soir."),
            ("boilerplate", "L’article Le pont de Millau fermé jusqu’à jeudi est apparu en premier sur Le Courrier du Causse."),
        ]  # fmt: skip
        assert first.title == "Le pont de Millau fermé jusqu’à jeudi"
        assert (first.author, first.date, first.publisher) == ("Jeanne Faure", "2020-02-03", "Le Courrier du Causse")
        assert first.id == "wordpress/le-pont-de-millau-ferme-jusqua-jeudi-afdb445f32" and first.language == "fr"
        assert second.title == "Le marché revient & s’agrandit" and "only a summary in the feed: 1" in second.notes

    def test_in_atom_give_html_and_xhtml_alike(self):
        first, second = read(FILES / "github.atom")[0]
        assert marked(first)[0] == ("title", "Nouveautés") and "code blocks left out: 1" in first.notes
        assert (second.title, second.date) == ("Farine 1.9 & son", "2024-01-31")
        assert [code for _, code in second.languages] == ["en"]

    def test_in_json_give_html_or_plain_text(self):
        first, second = read(FILES / "microblog.json")[0]
        assert (first.title, first.author) == ("Une promenade au moulin", "Jeanne Faure")
        assert (second.text, second.author) == (
            "Le pain de seigle est sorti du four.\nIl en reste deux.",
            "Paul Rey; Jeanne Faure",
        )
        assert second.url == "https://jeanne.micro.blog/2024/03/17/101500.html"

    def test_of_old_are_read_in_the_charset_that_they_declare(self):
        first, second = read(FILES / "ancien.xml")[0]
        assert first.text.startswith("Les moissons se sont achevées hier à Séverac") and first.date is None
        assert second.text.endswith("de l'œuvre des pupilles.") and second.encoding == "windows-1252"


class TestEntries:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("Le pont &amp; la route", "Le pont & la route"),
            ("&lt;p&gt;Un.&lt;/p&gt;&lt;p&gt;Deux.&lt;/p&gt;", "Un.\n\nDeux."),
            ("&amp;lt;p&amp;gt;Un.&amp;lt;/p&amp;gt;&amp;lt;p&amp;gt;Deux.&amp;lt;/p&amp;gt;", "Un.\n\nDeux."),
            ("<![CDATA[<p>L&rsquo;été</p>]]>", "L’été"),
            ("\n   replié\n   ici\n\n   puis là\n", "replié ici\n\npuis là"),
            ("<![CDATA[Si a &lt; b]]>", "Si a < b"),
        ],
    )
    def test_are_read_however_their_html_is_written(self, tmp_path: Path, text: str, expected: str):
        ((article,), _) = read(saved(tmp_path, rss(f"<item><description>{text}</description></item>")))
        assert article.text == expected

    def test_that_repeat_are_one_and_those_that_differ_are_two(self, tmp_path: Path):
        items = [f"<item><guid>g</guid><description>{text}</description></item>" for text in ("Un.", "Un.", "Deux.")]
        articles, _ = read(saved(tmp_path, rss("".join(items))))
        assert [article.text for article in articles] == ["Un.", "Deux."] and articles[0].id != articles[1].id
        assert articles[1].notes[-1] == "repeated entries left out: 1"

    def test_keep_their_ids_when_others_come_before_them(self, tmp_path: Path):
        old, new = (f"<item><guid>{n}</guid><description>Texte {n}.</description></item>" for n in "12")
        ((before,), _) = read(saved(tmp_path, rss(old)))
        assert read(saved(tmp_path, rss(new + old)))[0][1].id == before.id

    @pytest.mark.parametrize(
        ("date", "expected"),
        [
            ("Mon, 03 Feb 2020 23:30:00 -0500", "2020-02-03"),
            ("2020-02-03T00:30:00+02:00", "2020-02-03"),
            ("il y a 2 heures", None),
            ("", None),
            ("Mon, 99 Feb 99999 00:00:00", None),
        ],
    )
    def test_have_the_day_that_was_written(self, tmp_path: Path, date: str, expected: str | None):
        items = f"<item><description>Texte.</description><pubDate>{date}</pubDate></item>"
        assert read(saved(tmp_path, rss(items)))[0][0].date == expected

    @pytest.mark.parametrize("address", ["redac@causse.fr", "redac@causse.paris", "p.rey+web@causse.photography"])
    def test_are_by_the_name_behind_the_address(self, tmp_path: Path, address: str):
        items = f"<item><description>Texte.</description><author>{address} (Paul Rey)</author></item>"
        assert read(saved(tmp_path, rss(items)))[0][0].author == "Paul Rey"

    @pytest.mark.parametrize(
        "line",
        ["L’article Le pont est apparu en premier sur Le Causse.", "The post Le pont first appeared on Le Causse."],
    )
    def test_of_wordpress_end_with_a_line_that_is_no_text(self, tmp_path: Path, line: str):
        items = f"<item><description><![CDATA[<p>Un.</p><p>{line}</p>]]></description></item>"
        ((article,), _) = read(saved(tmp_path, rss(items)))
        assert marked(article) == [(None, "Un."), ("boilerplate", line)]

    def test_without_text_are_counted(self, tmp_path: Path):
        items = "<item><title>Rien</title></item><item><description>Un.</description></item>"
        assert read(saved(tmp_path, rss(items)))[0][0].notes[-1] == "entries without text left out: 1"


class TestBrokenFeeds:
    def test_are_read_as_far_as_they_go(self, tmp_path: Path):
        items = "<item><title>Un</title><description>Le pont & la route</description></item><item><title>Deux"
        articles, _ = read(saved(tmp_path, rss(items)))
        assert articles[0].text == "Le pont & la route"
        assert "its XML is broken, read as far as it goes" in articles[0].notes

    def test_may_declare_characters_but_no_entities_of_entities(self, tmp_path: Path):
        plain = '<!DOCTYPE rss [\n<!ENTITY sp "&#160;">\n]>'
        assert (
            read(saved(tmp_path, rss("<item><description>a&sp;b</description></item>", plain)))[0][0].text == "a\xa0b"
        )
        for hostile in (ENTITIES, '<!DOCTYPE x [<!ENTITY b SYSTEM "file:///etc/passwd">]>'):
            articles, (error,) = read(saved(tmp_path, rss("<item><description>&b;</description></item>", hostile)))
            assert not articles and "declares entities" in error

    def test_nested_without_end_lose_only_that_entry(self, tmp_path: Path):
        items = f"<item><description><![CDATA[{'<div>' * 100_000}mot]]></description></item><item><description>Un.</description></item>"
        articles, (error,) = read(saved(tmp_path, rss(items)))
        assert [article.text for article in articles] == ["Un."] and "entry 1: elements nested deeper" in error

    @pytest.mark.parametrize(
        ("content", "words"),
        [
            (b'{"version":"https://jsonfeed.org/version/1","items":' + b"[" * 100_000, "nested too deep"),
            (b'{"version":"https://jsonfeed.org/version/1"}', "no entry with text"),
            (b'{"name":"bilingual"}', "no RSS, Atom or JSON feed"),
            (b"<note>Bonjour</note>", "no RSS, Atom or JSON feed"),
            (b"[1]", "no RSS, Atom or JSON feed"),
            (b"\n" * 100_000 + b"<rss/>", "no "),
            (b"", "empty"),
            (rss(""), "no entry with text"),
        ],
    )
    def test_and_other_files_are_refused_in_one_line(self, tmp_path: Path, content: bytes, words: str):
        articles, (error,) = read(saved(tmp_path, content))
        assert not articles and words in error

    @pytest.mark.parametrize("content", [b"http://127.0.0.1:9/feed.xml", b"/etc/passwd", b"file:///etc/passwd"])
    def test_that_are_addresses_or_paths_lead_nowhere(
        self, tmp_path: Path, content: bytes, monkeypatch: pytest.MonkeyPatch
    ):
        monkeypatch.setattr(socket, "socket", None)
        assert "no RSS, Atom or JSON feed" in read(saved(tmp_path, content))[1][0]

    @pytest.mark.slow
    @pytest.mark.parametrize("name", SAVED)
    def test_that_are_damaged_are_read_or_refused(self, tmp_path: Path, name: str):
        intact, draw = (FILES / name).read_bytes(), random.Random(name)
        for _ in range(40):
            damaged = bytearray(intact)
            for _ in range(draw.choice((1, 3, 30))):
                at = draw.randrange(len(damaged))
                damaged[at : at + draw.choice((0, 1, 40))] = draw.choice(
                    (b"<", b">", b"&", b"\x00", b"\xe9", b"]]>", b"<!--", b'"')
                )
            read(saved(tmp_path, bytes(damaged), name))

    @settings(max_examples=60)
    @given(
        content=st.binary(max_size=150),
        before=st.sampled_from([b"", rss("")[:60], b'{"version":"https://jsonfeed.org/version/1",']),
    )
    def test_of_any_bytes_are_read_or_refused(self, tmp_path_factory, content: bytes, before: bytes):
        read(saved(tmp_path_factory.mktemp("any"), before + content))

    @given(items=st.recursive(st.none() | st.integers() | st.text(max_size=9), lambda one: st.lists(one, max_size=3) | st.dictionaries(st.sampled_from(["id", "url", "title", "content_html", "content_text", "authors", "author", "name", "date_published"]), one, max_size=5), max_leaves=20))  # fmt: skip
    @settings(max_examples=60)
    def test_of_any_json_are_read_or_refused(self, tmp_path_factory, items: object):
        feed = {"version": "https://jsonfeed.org/version/1.1", "items": items}
        read(saved(tmp_path_factory.mktemp("any"), json.dumps(feed).encode(), "a.json"))

    @pytest.mark.slow
    @pytest.mark.parametrize("piece", ["<item><description>& un mot</description>", "<a <b ", "&quot", "<x>", '<p a="'])
    def test_take_time_in_proportion_to_their_length(self, tmp_path: Path, piece: str):
        def made(size: int) -> Path:
            return saved(tmp_path, rss("<item><description>& " + piece * (2 * size // len(piece))), f"{size}.rss")

        assert growth(read, made) <= MOST


class TestRecognising:
    @pytest.mark.parametrize("name", SAVED)
    def test_knows_feeds_by_how_they_begin(self, name: str):
        assert is_feed((FILES / name).read_bytes()[:4096])

    @pytest.mark.parametrize(
        ("head", "expected"),
        [
            (f'{HEAD}<feed xmlns="http://www.w3.org/2005/Atom">'.encode("utf-16"), True),
            (f'{HEAD}<rdf:RDF xmlns:rdf="x" xmlns="http://purl.org/rss/1.0/">'.encode(), True),
            (f'{HEAD}<rdf:RDF xmlns:rdf="x" xmlns:skos="y">'.encode(), False),
            (b'{"version": "https:\\/\\/jsonfeed.org\\/version\\/1"', True),
            (b'{"name": "rss", "main": "<rss >"}', False),
            (f"{HEAD}<project><feedback/></project>".encode(), False),
        ],
    )
    def test_tells_other_files_from_them(self, head: bytes, expected: bool):
        assert is_feed(head) is expected

    def test_decides_what_is_read_in_folders(self, tmp_path: Path):
        saved(tmp_path, rss("<item><description>Un.</description></item>"), "flux.xml")
        saved(tmp_path, b"<project/>", "pom.xml")
        saved(tmp_path, b"{}", "package.json")
        inputs = find_inputs(tmp_path)
        assert [file.name for file in inputs.files] == ["flux.xml"]
        assert list(inputs.notes.lines()) == ["2 files: passed over, no RSS, Atom or JSON feed: package.json, pom.xml"]
