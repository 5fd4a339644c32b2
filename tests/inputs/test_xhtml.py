"""What is read in a tree of HTML: chapters of books and entries of feeds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.articles.extracted import ExtractedText
from bilingual.articles.web.html_trees import parse_html, parse_xhtml
from bilingual.articles.web.xhtml import read_tree
from bilingual.errors import ArticleError
from tests.growth.measuring import MOST, growth
from tests.inputs.books import chapter

NESTED = 100_000


def page(body: str, language: str | None = "fr") -> ExtractedText:
    read = ExtractedText()
    read_tree(parse_html(f"<!doctype html><body>{body}", "x"), read, language)
    return read


def lines(body: str) -> list[str]:
    return [line for line in page(body).text.split("\n") if line]


def kinds(body: str) -> list[tuple[str | None, str]]:
    read = page(body)
    marks = dict(read.marked)
    return [(marks.get(read.text.index(line)), line) for line in read.text.split("\n") if line]


class TestParagraphs:
    @pytest.mark.parametrize(
        ("body", "expected"),
        [
            ("<p>Le  pont\n est <b>clos</b>.</p>", ["Le pont est clos."]),
            ("<p>Le 1<sup>er</sup> mai, l’<i>été</i>.</p>", ["Le 1er mai, l’été."]),
            ("Un bloc<p>puis un autre</p>et la fin", ["Un bloc", "puis un autre", "et la fin"]),
            ("<p>Un vers<br>puis<br/>deux</p>", ["Un vers", "puis", "deux"]),
            ("<div>un<div>deux</div></div>trois", ["un", "deux", "trois"]),
            ("<pre>Un vers\nun autre</pre>", ["Un vers", "un autre"]),
            ("<p>co\xadopé\u200bration</p>", ["coopération"]),
            ("<p>d&#146;abord</p>", ["d’abord"]),
            ("<p>mot<wbr>mot <a href='x'>lien</a>,</p>", ["motmot lien,"]),
            ("<p>trente\xa0%</p>", ["trente\xa0%"]),
        ],
    )
    def test_are_the_lines_that_a_browser_shows(self, body: str, expected: list[str]):
        assert lines(body) == expected

    def test_know_what_they_are(self):
        body = "<h2>Titre</h2><p>Texte.</p><ul><li>un</ul><ol start=3><li>trois<li value=9>neuf</ol><table><caption>Vents</caption><tr><th>Jour<td>lundi</table><dl><dt>Mot<dd>sens</dl>"
        assert kinds(body) == [
            ("title", "Titre"), (None, "Texte."), ("sentence", "un"), ("sentence", "3. trois"), ("sentence", "9. neuf"),
            ("caption", "Vents"), ("sentence", "Jour"), ("sentence", "lundi"), ("sentence", "Mot"), ("sentence", "sens"),
        ]  # fmt: skip

    @pytest.mark.parametrize(
        ("list", "expected"),
        [
            ('<ol type="i"><li>un<li>deux</ol>', ["i. un", "ii. deux"]),
            ('<ol type="A" start="26"><li>un<li>deux</ol>', ["Z. un", "27. deux"]),
            ("<ol reversed><li>un</ol>", ["un"]),
            ('<ol style="list-style-type: none"><li>un</ol>', ["un"]),
            ("<ol><li><p>un<p>suite<ol><li>a</ol><li></li><li>trois</ol>", ["1. un", "suite", "1. a", "3. trois"]),
        ],
    )
    def test_of_ordered_lists_have_the_numbers_that_a_browser_writes(self, list: str, expected: list[str]):
        assert lines(list) == expected

    def test_longer_than_a_title_are_none_in_whatever_element(self):
        assert kinds(f"<h1>{'mot ' * 60}</h1>")[0][0] is None


class TestPictures:
    def test_give_their_words_after_the_paragraph(self):
        assert kinds("<p>Vu <img alt='Le pont'> hier.</p>") == [(None, "Vu hier."), ("caption", "Le pont")]

    def test_give_no_words_twice(self):
        body = "<figure><img alt='Le pont'><figcaption>Le pont</figcaption></figure>"
        assert kinds(body) == [("caption", "Le pont")]

    @pytest.mark.parametrize("alt", ["", "photo_12.JPG", "***"])
    def test_give_nothing_where_there_are_no_words(self, alt: str):
        assert lines(f"<p>Texte</p><img alt='{alt}'>") == ["Texte"]


class TestNotes:
    def test_lose_their_marks_and_keep_their_text_once(self):
        body = chapter(
            '<p>Le moulin<a epub:type="noteref" href="#n">1</a> tourne.</p><aside epub:type="footnote" id="n"><p>Il est vieux.</p></aside>'
        )
        read = ExtractedText()
        read_tree(parse_xhtml(body.encode(), "x")[0], read)
        assert read.text == "Le moulin tourne.\n\nIl est vieux."

    @pytest.mark.parametrize(
        "mark",
        [
            '<a href="#fn1" class="footnote-ref" role="doc-noteref"><sup>1</sup></a>',
            '<sup><a href="b.html#x12">[12]</a></sup>',
            '<a class="fnanchor" href="#f">[A]</a>',
            '<a href="#_ftn3">[3]</a>',
            '<a href="#r">↩︎</a>',
            '<span epub:type="pagebreak" id="p12">12</span>',
            '<span class="pagenum">[12]</span>',
        ],
    )
    def test_are_marked_in_many_ways(self, mark: str):
        assert lines(f"<p>Le moulin{mark} tourne.</p>") == ["Le moulin tourne."]

    @pytest.mark.parametrize("link", ['<a href="#x">12</a>', '<sup><a href="#n">er</a></sup>', "<sup>2</sup>"])
    def test_are_not_what_is_no_mark(self, link: str):
        assert lines(f"<p>Le moulin {link} tourne.</p>") != ["Le moulin tourne."]

    def test_in_the_middle_of_a_sentence_come_at_the_end(self):
        note = '<span role="doc-footnote">Une note.</span>'
        assert lines(f"<p>Le moulin{note} tourne.</p><p>Fin.</p>") == ["Le moulin tourne.", "Fin.", "Une note."]


class TestWhatIsLeftOut:
    @pytest.mark.parametrize(
        ("body", "note"),
        [
            ("<nav>Accueil</nav>", "menus left out"),
            ("<div hidden>caché</div>", "hidden parts left out"),
            ("<p style='color:red; display : none'>caché</p>", "hidden parts left out"),
            ("<pre><code>x = 1</code></pre>", "code blocks left out"),
            ("<math><mi>x</mi></math>", "formulas left out"),
            ("<svg><text>x</text></svg>", "drawings left out"),
            ("<p translate=no>Grise</p>", "parts not to be translated left out"),
            ("<ruby>雪<rt>ゆき</rt></ruby>", "readings of characters left out"),
            ("<button>Partager</button>", "form fields left out"),
        ],
    )
    def test_is_counted(self, body: str, note: str):
        read = page(f"<p>Avant</p>{body}<p>Après</p>")
        assert (read.counts[note], read.text.replace("雪\n\n", "")) == (1, "Avant\n\nAprès")

    def test_is_no_word_of_a_sentence(self):
        assert lines("<p>Elle s’appelle <span translate=no>Grise</span>.</p>") == ["Elle s’appelle Grise."]

    def test_is_what_nobody_sees(self):
        assert lines("<style>p{}</style><script>x</script><template>y</template><noscript>z</noscript><p>Vu</p>") == [
            "Vu"
        ]


class TestLanguages:
    def test_of_blocks_are_those_that_differ(self):
        read = page('<p>Un.</p><div lang="en-GB"><p>One.</p><p lang="fr">Deux.</p></div><p><i lang="la">Alea</i></p>')
        assert [(read.text[start : start + 4], code) for start, code in read.languages] == [("One.", "en")]

    def test_of_the_document_is_what_its_root_declares(self):
        read = ExtractedText()
        root = parse_html('<html lang="de"><body><p>Eins.<p lang="fr">Deux.', "x")
        assert (read_tree(root, read, "fr"), read.languages) == ("de", [(7, "fr")])


class TestAnyMarkup:
    @given(st.text(alphabet=st.sampled_from("<>/&;=\"' apbliodv!-[]\x00é\n"), max_size=200))
    def test_is_read_or_refused(self, source: str):
        try:
            read = page(source)
        except ArticleError:
            return
        assert read.text == read.text.strip() or not read.text.strip()

    @given(st.binary(max_size=120))
    def test_in_bytes_is_read_or_refused(self, content: bytes):
        try:
            root, _ = parse_xhtml(b"<html><body><p>" + content, "x")
        except ArticleError as error:
            assert "\n" not in str(error)
        else:
            read_tree(root, ExtractedText())

    @pytest.mark.parametrize("tag", ["div", "b", "ul><li", "table><tr><td"])
    def test_nested_without_end_is_refused_in_one_line(self, tag: str):
        with pytest.raises(ArticleError, match="nested deeper than 2,048"):
            page(f"<{tag}>" * NESTED + "mot")

    @pytest.mark.parametrize("tag", ["div", "span", "a href='#'", "sup"])
    def test_nested_two_thousand_times_is_read(self, tag: str):
        name = tag.split()[0]
        assert lines(f"<{tag}>" * 2_000 + "le mot" + f"</{name}>" * 2_000 + " suit")[-1].endswith("suit")

    @pytest.mark.slow
    @pytest.mark.parametrize(
        "piece",
        ["<p>un mot</p>", "mot<br>", "<b>mot</b> ", "<sup><a href='#n'>1</a></sup>", "<ol><li>x</ol>", "<figure><img alt='un mot'></figure>", "<p>a<span role=doc-footnote>b</span></p>", "&shy;"],
    )  # fmt: skip
    def test_takes_time_in_proportion_to_its_length(self, piece: str):
        assert growth(lambda source: page(source), lambda size: piece * (8 * size // len(piece))) <= MOST
