"""Markdown: what a reader of the page reads, one paragraph a line, without markup; what is left out is said."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.articles import Article, read_articles, survey_articles
from bilingual.articles.markdown.front_matter import read_front_matter
from bilingual.articles.markdown.markdown import read_page
from bilingual.errors import ArticleError
from bilingual.segmenter import segment


def lines(source: str) -> list[str]:
    return [line for line in read_page(source).text.split("\n") if line]


def article(tmp_path: Path, source: str) -> Article:
    (tmp_path / "a.md").write_text(source, encoding="utf-8")
    (found,) = read_articles([tmp_path / "a.md"])
    return found


class TestWords:
    @pytest.mark.parametrize(
        ("source", "read"),
        [
            ("**Le président** a *démissionné* hier.", ["Le président a démissionné hier."]),
            ("_non_ __non__ ***non*** ~~non~~", ["non non non non"]),
            ("Le mot `raison` reste.", ["Le mot raison reste."]),
            ("5 * 3 * 2 et snake_case_ici", ["5 * 3 * 2 et snake_case_ici"]),
            ("[Le texte](http://a.example/b_c \"titre\") et [ici][r]\n\n[r]: http://b.example", ["Le texte et ici"]),
            ("Voir <https://a.example/b_c>.", ["Voir https://a.example/b_c."]),
            ("Un &amp; deux&nbsp;: 3 &lt; 4 \\* 5", ["Un & deux\xa0: 3 < 4 * 5"]),
            ("<b>Le maire</b> parle<br>haut.", ["Le maire parle", "haut."]),
            ("Une ligne\nqui con-\ntinue", ["Une ligne qui continue"]),
            ("Une ligne dure  \nsuite\\\nfin", ["Une ligne dure", "suite", "fin"]),
            ("Un fait[^1] noté[^note].\n\n[^1]: La note.\n[^note]: L'autre.", ["Un fait noté.", "La note.", "L'autre."]),
            ("Un fait <!-- caché --> clair.", ["Un fait clair."]),
        ],
    )  # fmt: skip
    def test_marks_go_and_words_stay(self, source: str, read: list[str]):
        assert lines(source) == read

    @pytest.mark.parametrize("source", ["1990. Il est né.", "12.", "3) Trois", "1. un\n1. deux", "7. sept\n9. neuf"])
    def test_no_digit_is_lost(self, source: str):
        assert [c for c in read_page(source).text if c.isdigit()] == [c for c in source if c.isdigit()]

    def test_lists_and_quotations_nested_in_each_other_are_lines(self):
        source = "- un\n  - deux\n    > trois\n\n      quatre\n* cinq\n+ [x] six\n\n> > sept\n> huit\n\n1. neuf"
        assert lines(source) == ["un", "deux", "trois", "quatre", "cinq", "six", "sept huit", "1. neuf"]

    def test_a_line_too_long_to_be_wrapped_is_a_paragraph_of_its_own(self):
        long = "Le maire a inauguré hier le nouveau pont. " * 5
        assert lines(f"Un pont pour la ville\n{long}\n{long}") == ["Un pont pour la ville", long.strip(), long.strip()]


class TestBlocks:
    def test_code_comments_and_scripts_are_left_out_and_counted(self, tmp_path: Path):
        found = article(
            tmp_path,
            "Un texte.\n\n```py\nx = 1\n```\n\n~~~\ny\n~~~\n\n    f(x); g[1] = {2}\n\n<!-- a\n\nb -->\n\n<script>\nz()\n</script>\n",
        )
        assert found.text == "Un texte."
        assert {"text extracted from Markdown", "code blocks left out: 4", "comments left out: 1"} == set(found.notes)

    def test_a_table_is_read_cell_by_cell_and_said(self, tmp_path: Path):
        found = article(tmp_path, "| Année | Coût |\n|---|--:|\n| 2019 | **3 M€** |\n")
        assert found.text.split("\n\n") == ["Année", "Coût", "2019", "3 M€"]
        assert "tables read cell by cell: 1" in found.notes

    @pytest.mark.parametrize("fence", ["```", "~~~~~~~~"])
    def test_a_fence_that_never_closes_hides_nothing(self, fence: str):
        assert lines(f"Avant.\n\n{fence}\n\nAprès.\n\nFin.") == ["Avant.", "Après.", "Fin."]

    def test_a_comment_that_never_closes_hides_nothing(self):
        assert lines("Avant.\n\n<!-- Après.\n\nFin.") == ["Avant.", "Après.", "Fin."]

    def test_indented_prose_is_text_and_indented_code_is_not(self):
        assert lines("Il a écrit :\n\n    Le vent se lève\n    Et le soir tombe") == [
            "Il a écrit :", "Le vent se lève", "Et le soir tombe"
        ]  # fmt: skip
        verse = "    Sous le pont coule la rivière\n    et nos amours"
        assert lines(f"Il a écrit :\n\n{verse}\n\n    pip install tamis\n\n\tLe soir tombe.") == [
            "Il a écrit :", "Sous le pont coule la rivière et nos amours", "Le soir tombe."
        ]  # fmt: skip

    def test_html_blocks_give_their_text(self):
        source = (
            '<div align="center">\n<h1>Le titre</h1>\n<p>Un <i>texte</i>.</p>\n<img src="a.png" alt="Le pont">\n</div>'
        )
        assert sorted(lines(source)) == ["Le pont", "Le titre", "Un texte."]

    def test_markers_nested_without_end_hide_nothing(self):
        for source in (
            "> " * 500 + "Fin.",
            "- " * 500 + "Fin.",
            "> " * 100 + "Fin.",
            "[" * 500 + "Fin.",
            "*" * 501 + "Fin.",
        ):
            assert "Fin." in read_page(source).text

    def test_a_file_of_code_alone_is_refused_by_name(self, tmp_path: Path):
        with pytest.raises(ArticleError, match=r"a.md: no text in this Markdown file, only code blocks"):
            article(tmp_path, "```\nx = 1\n```\n")

    def test_what_was_left_out_is_added_up_over_the_articles(self, tmp_path: Path):
        for name in ("a", "b"):
            (tmp_path / f"{name}.md").write_text("Oui.\n\n```\nx\n```\n\n```\ny\n```\n", encoding="utf-8")
        assert "2 articles: code blocks left out: 4: a.md, b.md" in survey_articles([tmp_path]).notes


class TestKinds:
    def kinds(self, found: Article) -> list[tuple[str, str]]:
        return [(item.kind, item.text) for item in segment(found.text, wrapped=False, marked=dict(found.marked))]

    def test_headings_are_titles_whatever_ends_them_and_pictures_have_captions(self, tmp_path: Path):
        source = (
            "# Le pont est ouvert !\n\nLe maire parle.\n\n## Et maintenant ? {#suite}\n\nIl rit.\n\n"
            '![Le pont vu du nord](p.jpg "Vue du nord")\n\nSouligné.\n---\n'
        )
        assert self.kinds(article(tmp_path, source)) == [
            ("title", "Le pont est ouvert !"),
            ("sentence", "Le maire parle."),
            ("title", "Et maintenant ?"),
            ("sentence", "Il rit."),
            ("caption", "Le pont vu du nord"),
            ("caption", "Vue du nord"),
            ("sentence", "Souligné."),
        ]

    def test_items_and_cells_are_no_titles_however_short(self, tmp_path: Path):
        found = article(tmp_path, "- Un pont neuf\n- Une place\n\n| Ville |\n|---|\n| Lyon |\n")
        assert {kind for kind, _ in self.kinds(found)} == {"sentence"}

    def test_a_name_in_a_cell_is_no_byline(self, tmp_path: Path):
        found = article(tmp_path, "La halle ouvre samedi matin.\n\n| Étal | Prix |\n|---|---|\n| Fromage | 12 € |\n")
        assert ("sentence", "Étal") in self.kinds(found)


class TestFrontMatter:
    def test_what_an_article_has_is_read_and_nothing_of_it_is_published(self, tmp_path: Path):
        found = article(
            tmp_path,
            "---\ntitle: 'Le pont'\ndate: 2024-05-12T10:00:00+02:00\nsource: Le Progrès\ncanonical: https://a.example/p\n"
            "tags: [a, b]\n---\nLe maire parle.\n",
        )
        assert (found.title, found.date, found.publisher, found.url) == (
            "Le pont", "2024-05-12", "Le Progrès", "https://a.example/p"
        )  # fmt: skip
        assert found.text == "Le maire parle."

    @pytest.mark.parametrize(
        ("head", "title"),
        [
            ("---\ntitle: Le pont : une affaire\n---\n", "Le pont : une affaire"),  # two colons: no YAML
            ("---\ntitle: [a\n---\n", "[a"),
            ("---\r\ntitle: Le pont\r\n---\r\n", "Le pont"),
            ('+++\ntitle = "Le pont"\n+++\n', "Le pont"),
            ("---\ndate: 2024-13-45\ntitle: &a Le pont\nautre: *a\n...\n", "Le pont"),
        ],
    )
    def test_damaged_yaml_and_toml_are_read_too(self, tmp_path: Path, head: str, title: str):
        found = article(tmp_path, f"{head}Le maire parle.")
        assert (found.title, found.text) == (title, "Le maire parle.")

    @pytest.mark.parametrize(
        "head",
        [
            "\n\n---\ntitle: Un pont\ndate: 2020-03-04\n---\n",
            "Title: Un pont\nDate: 2020-03-04\nCategory: ville\n\n",
            "\ufefftitle: Un pont\r\ndate: 2020-03-04\r\n\r\n",
        ],
    )
    def test_a_head_without_marks_or_below_blank_lines_is_no_text(self, tmp_path: Path, head: str):
        found = article(tmp_path, f"{head}Le pont est ouvert.\n")
        assert (found.title, found.date, found.text) == ("Un pont", "2020-03-04", "Le pont est ouvert.")

    def test_a_line_that_begins_as_a_head_does_is_text(self, tmp_path: Path):
        assert article(tmp_path, "Titre: Un pont\nest ouvert.\n").text == "Titre: Un pont est ouvert."

    @pytest.mark.slow
    def test_lines_across_the_page_are_no_front_matter(self, tmp_path: Path):
        assert lines("---\nUn texte.\n\nUn autre.\n\n---\nFin.") == ["Un texte.", "Un autre.", "Fin."]
        assert read_front_matter("---\nUn texte.\n---\n").body == 0
        assert read_front_matter("---\n" + "a: b\n" * 10_000).body == 0
        assert article(tmp_path, "---\n" + "a: " + "[" * 5_000 + "\n---\nFin.").text.endswith("Fin.")

    def test_the_first_heading_is_the_title_where_nothing_else_says_one(self, tmp_path: Path):
        assert article(tmp_path, "Une phrase.\n\n# Le pont !\n\n# Autre\n").title == "Le pont !"


def test_plain_text_stays_plain(tmp_path: Path):
    (tmp_path / "a.txt").write_text("# Le *pont*", encoding="utf-8")
    (found,) = read_articles([tmp_path / "a.txt"])
    assert (found.text, found.notes, found.extracted) == ("# Le *pont*", (), False)


@pytest.mark.slow
@given(st.text() | st.text("#*_-> `~[]()!<\n|:=1.\\&;é Un") | st.binary().map(lambda raw: raw.decode("latin-1")))
def test_any_text_is_read_and_marks_stand_at_the_starts_of_lines(source: str):
    page = read_page(source)
    starts = {0} | {index + 1 for index, sign in enumerate(page.text) if sign == "\n"}
    assert {offset for offset, _ in page.marked} <= starts
    assert "&" in source or set(page.text) <= set(source) | {"\n", " ", "\ufffd"}


@pytest.mark.slow
@given(st.lists(st.sampled_from(["Le", "pont", "est", "été", "1990", "ouvert.", "Il", "12."]), min_size=1), st.data())
def test_words_alone_are_all_there(words: list[str], data: st.DataObject):
    ends = [data.draw(st.sampled_from([" ", "\n", "\n\n", "\n    ", "\r\n"])) for _ in words]
    source = "".join(word + end for word, end in zip(words, ends, strict=True))
    assert "".join(read_page(source).text.split()) == "".join(words)
