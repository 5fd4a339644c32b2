"""Web pages: what they declare of themselves and of their lines, beside the text that trafilatura finds."""

from pathlib import Path

import pytest
import trafilatura
from hypothesis import given, settings
from hypothesis import strategies as st

from bilingual.articles.web.html import article_of_page
from bilingual.errors import ArticleError
from tests.inputs.books import check_offsets, marked

LONG = "La préfecture a fermé le pont à cause du vent : des rafales étaient attendues toute la nuit sur le plateau."
OTHER = "Les camions attendent sur les aires de repos que le vent faiblisse, ce qui n'arrivera pas avant jeudi matin."
BODY = (
    f"<h1>Le pont fermé</h1><h2>Deux itinéraires</h2><p>{LONG}</p><p>{OTHER}</p>"
    "<ul><li>Par Saint-Affrique</li><li>Par La Cavalerie, le soir</li></ul><h3>Ce que <em>dit</em> le maire</h3>"
    "<p>Le maire a rappelé que la ville avait déjà connu pareille tempête il y a dix ans.</p>"
)


def html(body: str = BODY, head: str = "", language: str = 'lang="fr-FR"') -> str:
    return (
        f'<!doctype html><html {language}><head><meta charset="utf-8"><title>Le pont fermé</title>{head}</head>'
        f'<body><nav><a href="/">Accueil</a></nav><main><article>{body}</article></main></body></html>'
    )


def json_ld(script: str) -> str:
    return html(head=f'<script type="application/ld+json">{script}</script>')


def article(page: str | bytes, **known: str):
    content = page if isinstance(page, bytes) else page.encode()
    return article_of_page(content, shown="x.html", id="x", path="x.html", **known)


class TestText:
    def test_has_no_lines_of_the_source(self):
        written = (
            "En 1<sup>re</sup>\nligne, le maire\r\na dit<br>\nnon à <em>tous</em>\nles camions.<pre>un\ndeux</pre>"
        )
        text = article(html(f"<p>{LONG}</p><p>{written}</p><p>{OTHER}</p>")).text
        assert "En 1re ligne, le maire a dit\nnon à tous les camions." in text
        assert "un\ndeux" in text

    @pytest.mark.parametrize("around", ["{}", "<div class=WordSection1>{}</div>"])
    def test_of_a_document_without_menus_has_its_headings_and_lists(self, around: str):
        # As pandoc, LibreOffice and Word save documents: no <article>, no <main>.
        page = f"<!doctype html><html lang=fr><title>Le pont fermé</title><body>{around.format(BODY)}</body></html>"
        lines = [line for _, line in marked(article(page))]
        assert "Deux itinéraires" in lines and "- Par La Cavalerie, le soir" in lines and lines.count(LONG) == 1

    def test_has_no_marks_of_notes(self):
        of_pandoc = '<a href="#fn1" class="footnote-ref" role="doc-noteref"><sup>1</sup></a>'
        of_mediawiki = (
            '<sup class="reference"><a href="#cite_note-a-1">[Note 1]</a></sup><sup class="reference cite_virgule">,</sup>'
            '<sup class="reference"><a href="#cite_note-2"><span>[</span>2<span>]</span></a></sup>'
        )
        body = f"<p>{LONG}</p><p>Le pont{of_pandoc} du 2<sup>e</sup> lieu{of_mediawiki} est à <a href='#a'>lui</a>.</p>"
        assert "Le pont du 2e lieu est à lui." in article(html(f"{body}<p>{OTHER}</p>")).text

    @pytest.mark.parametrize("page", [html(), html(f"<p>{LONG}</p>" * 3), html(BODY.replace("<p>", "<p>𒀀 "))])
    def test_is_what_trafilatura_finds(self, page: str):
        assert article(page).text == trafilatura.bare_extraction(page, include_comments=False, with_metadata=True).text

    def test_has_its_headings_and_items_marked(self):
        found = article(html())
        assert marked(found)[:5] == [
            ("title", "Le pont fermé"),
            ("title", "Deux itinéraires"),
            (None, LONG),
            (None, OTHER),
            ("sentence", "- Par Saint-Affrique"),
        ]
        assert ("title", "Ce que dit le maire") in marked(found)
        check_offsets(found)

    def test_lacks_the_blocks_that_are_not_to_be_translated_which_is_said(self):
        found = article(html(BODY.replace(f"<p>{OTHER}</p>", f"<div translate=no><p>{OTHER}</p></div>")))
        assert OTHER not in found.text and LONG in found.text
        assert found.notes[-1] == "parts not to be translated left out: 1"
        assert LONG in article(html(BODY.replace("préfecture", "<b translate=no>préfecture</b>"))).text

    def test_of_a_page_that_is_not_to_be_translated_is_none(self):
        with pytest.raises(ArticleError, match="only parts not to be translated"):
            article(html(language="translate=no").replace("<body", "<body translate=no"))

    def test_is_read_whole_where_elements_are_nested_deeper_than_parsers_like(self):
        found = article(
            html(f"<p>{LONG}</p>" + "<div>" * 500 + f"<p>{OTHER}</p>" + "</div>" * 500 + f"<p>{LONG[::-1]}</p>")
        )
        assert found.text.count(OTHER) == 1 and LONG[::-1] in found.text

    def test_of_a_page_nested_without_end_is_refused_in_one_line(self):
        with pytest.raises(ArticleError, match=r"\Ax\.html: [^\n]+\Z"):
            article(html("<div>" * 100_000 + LONG))


class TestLanguages:
    def test_are_those_of_the_page_and_of_its_parts(self):
        english = "The mayor said that the bridge was closed because of the wind, and that it would stay so."
        found = article(html(BODY.replace("<h3>", f'<blockquote lang="en"><p>{english}</p></blockquote><h3>')))
        assert (found.language, found.languages) == ("fr", ((found.text.index(english), "en"),))

    def test_that_are_not_declared_are_none(self):
        assert article(html(language="")).language is None


class TestMetadata:
    KNOWN = ("Jeanne Faure", "2020-02-03", "Le Courrier")

    @pytest.mark.parametrize(
        "script",
        [
            '{"@context":"https://schema.org","@type":"NewsArticle","datePublished":"2020-02-03T10:00:00+01:00","author":[{"@type":"Person","name":"Jeanne Faure"}],"publisher":{"@type":"Organization","name":"Le Courrier"}}',
            '{"@context":"https://schema.org","@graph":[{"@type":"Article","author":{"@id":"#1"},"datePublished":"2020-02-03","publisher":{"@id":"#2"}},{"@type":"Organization","@id":"#2","name":"Le Courrier"},{"@type":"Person","@id":"#1","name":"Jeanne Faure"}]}',
            '{"@context":{"@vocab":"https://schema.org/"},"@type":"NewsArticle","datePublished":"2020-02-03","author":"Jeanne Faure","publisher":{"name":"Le Courrier"}}',
            '{"@context":"https://schema.org","@type":"WebPage","mainEntity":{"@type":["Thing","NewsArticle"],"datePublished":"2020-02-03","author":{"@type":"Person","name":"Jeanne Faure"},"publisher":{"name":"Le Courrier"}}}',
            '\n//<![CDATA[\n{"@context":"https://schema.org","@type":"NewsArticle","datePublished":"2020-02-03","author":{"@type":"Person","name":"Jeanne Faure"},"publisher":{"name":"Le Courrier"}}\n//]]>\n',
        ],
    )  # fmt: skip
    def test_is_read_from_json_ld_in_all_its_forms(self, script: str):
        found = article(json_ld(script))
        assert (found.author, found.date, found.publisher) == self.KNOWN

    def test_has_authors_that_are_organisations(self):
        script = '{"@context":"https://schema.org","@type":"NewsArticle","author":{"@type":"Organization","name":"Agence France-Presse"}}'
        assert article(json_ld(script)).author == "Agence France-Presse"

    def test_has_the_canonical_address_before_the_one_that_is_given(self):
        head = '<link rel="canonical" href="https://courrier.example/pont">'
        given = "https://www.courrier.example/pont?utm=1"
        assert article(html(head=head), url=given).url == "https://courrier.example/pont"
        found = article(html(), url=given)
        assert (found.url, found.publisher) == (given, "courrier.example")

    @pytest.mark.parametrize(
        "script",
        ["[" * 100_000, '{"@graph":' * 5_000, "{", "null", '{"@type":7,"author":{"name":{}}}', '{"@type":"Article","author":[[1]],"publisher":[{"@id":[]}],"datePublished":{}}'],
    )  # fmt: skip
    def test_that_is_no_metadata_is_none(self, script: str):
        assert article(json_ld(script)).author is None


class TestCharsets:
    def test_of_the_header_come_before_the_pages_own(self):
        page = html().replace("préfecture", "prйfecture")
        found = article(
            page.replace('<meta charset="utf-8">', '<meta charset="koi8-r">').encode("cp1251", "replace"),
            charset="windows-1251",
        )
        assert "prйfecture" in found.text

    @pytest.mark.parametrize("charset", ["", "x-unknown", "utf-8", '"UTF-8"', "windows-1252\n", "\x00"])
    def test_that_are_none_change_nothing(self, charset: str):
        assert article(html(), charset=charset).text == article(html()).text


class TestAnyPage:
    @settings(max_examples=40, deadline=None)
    @given(st.text(alphabet=st.sampled_from("<>/=\"' apdivbulh3n!-\n\x00é"), max_size=150))
    def test_is_read_or_refused(self, source: str):
        try:
            found = article(html(f"<p>{LONG}</p>{source}<p>{OTHER}</p>"))
        except ArticleError as error:
            assert "\n" not in str(error)
        else:
            assert all(found.text[start : start + 1].strip() for start, _ in found.marked)


def test_a_page_of_xhtml_is_read_as_one_of_html(tmp_path: Path):
    from bilingual.articles import read_articles

    path = tmp_path / "pont.xhtml"
    path.write_text('<?xml version="1.0" encoding="utf-8"?>\n' + html(), encoding="utf-8")
    (found,) = read_articles(path)
    assert (found.id, found.language) == ("pont", "fr") and LONG in found.text
