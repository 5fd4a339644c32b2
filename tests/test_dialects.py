"""What the dialects of Markdown add: the marks go, the words that a reader reads stay, what is left out is counted."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.articles.markdown.dialects import to_commonmark
from bilingual.articles.markdown.markdown import read_page


def lines(source: str) -> list[str]:
    return [line for line in read_page(source).text.split("\n") if line]


@pytest.mark.parametrize(
    ("source", "read"),
    [
        ("Il vit à [[Lyon]], près de la [[Lyon#Gare|gare]] et de [[Lyon#Le Rhône]].",
         ["Il vit à Lyon, près de la gare et de Lyon."]),
        ("| Ville | Pays |\n|---|---|\n| [[Lyon\\|Lugdunum]] | [[France]] |", ["Ville", "Pays", "Lugdunum", "France"]),
        ("> [!note]- À retenir\n> Le pont est\n> ouvert.", ["À retenir", "Le pont est ouvert."]),
        ("> [!WARNING]\n> Attention au froid.", ["Attention au froid."]),
        ("Un passage ==très important== ici. ^bloc-2", ["Un passage très important ici."]),
        ("::: {.note}\nLe pont est ouvert.\n:::", ["Le pont est ouvert."]),
        (":::Une astuce\nLe pont est ouvert.\n:::", ["Une astuce", "Le pont est ouvert."]),
        (":::tip Une astuce\nLe pont est ouvert.\n:::", ["Une astuce", "Le pont est ouvert."]),
        ('!!! note "À savoir"\n    Le pont est ouvert.', ["À savoir", "Le pont est ouvert."]),
        ("Du [rouge]{.couleur} et une ![image](a.png){width=50%}", ["Du rouge et une", "image"]),
        ("Une phrase.{: .lead}\n{: .no_toc}\n\nFin.", ["Une phrase.", "Fin."]),
        ("Le 2^e^ étage, H~2~O, environ ~5 %, 10^-3.", ["Le 2e étage, H2O, environ ~5 %, 10^-3."]),
        ("Lemme\n:   La forme d'un mot.\n:   Un sens.\n\nFin", ["Lemme", "La forme d'un mot.", "Un sens.", "Fin"]),
        ("Les villes où le train s'arrête désormais\n: Lyon et Dijon.",
         ["Les villes où le train s'arrête désormais : Lyon et Dijon."]),
        ("| Les sanglots longs\n| Des violons", ["Les sanglots longs", "Des violons"]),
        ("+-------+------+\n| Ville | Pays |\n+=======+======+\n| Lyon  | FR   |\n+-------+------+\n\nFin.",
         ["Ville", "Pays", "Lyon", "FR", "Fin."]),
        ("- Un point\n| Ville | Pays |\n|---|---|\n| Lyon | France |", ["Un point", "Ville", "Pays", "Lyon", "France"]),
        ('{{< figure src="a.png" title="Le port" caption="Vu du pont." >}}', ["Le port", "Vu du pont."]),
        ("Le marché[[1]](#cite-1)[\\[2\\]](https://a.example/b#n2) ouvre[¹](#n). []{#fin}Voir [[3] et 4](#x).",
         ["Le marché ouvre. Voir [3] et 4."]),
        ("[TOC]\n\n[[_TOC_]]\n\nLe pont.", ["Le pont."]),
        ("À prévoir :\n• du pain\n• du sel\n\na. un\nb. deux", ["À prévoir :", "• du pain", "• du sel", "a. un", "b. deux"]),
        ("*[HTML]: un langage\nLe HTML est un langage.", ["Le HTML est un langage."]),
        ("Un fait^[La note.] clair.\n\nFin.", ["Un fait clair.", "Fin.", "La note."]),
    ],
)  # fmt: skip
def test_marks_go_and_words_stay(source: str, read: list[str]):
    assert lines(source) == read


@pytest.mark.parametrize(
    ("source", "read"),
    [
        ("Il dit **« Non »**puis part, **l'«effet»**papillon.", "Il dit « Non »puis part, l'«effet»papillon."),
        ("Le mot**« gras »** suit. **Entretien.**Propos", "Le mot« gras » suit. Entretien.Propos"),
        ("Un mot **très **important.", "Un mot très important."),
        ("5 * 3 * 2, 2**3, `f(**a, **b)`, a ** seul", "5 * 3 * 2, 2**3, f(**a, **b), a ** seul"),
        ("![La rue](la rue.jpg =300x200) et [ici](./mon texte.pdf)", "et ici"),
        ("C'est dit [sic](voir plus bas) ici.", "C'est dit [sic](voir plus bas) ici."),
    ],
)
def test_emphasis_and_links_that_commonmark_does_not_see(source: str, read: str):
    assert lines(source)[0] == read


@pytest.mark.parametrize(
    ("source", "counted"),
    [
        ("![[carte.png]]", "embedded files left out"),
        ("%%À revoir.%%", "comments left out"),
        ("%%\nÀ revoir.\nÀ relire.\n%%", "comments left out"),
        ("$$\nE = mc^2\n$$", "formulas left out"),
        ("$$E = mc^2$$", "formulas left out"),
        ("[voir @dupont2020, p. 12]", "citations left out"),
        ("\\newpage", "template tags left out"),
        ("{{ site.baseurl }}", "template tags left out"),
    ],
)
def test_what_is_left_out_is_counted(source: str, counted: str):
    page = read_page(f"Avant.\n\n{source}\n\nAprès.")
    assert page.text == "Avant.\n\nAprès."
    assert page.counts == {counted: 1}


def test_what_is_like_a_mark_and_is_none_stays():
    source = (
        "Écrire à [contact@exemple.fr], de 100 %% à 50 %%, [[ -f x ]], a == b == c, 5$ et 10$, {sic}, [Paris] {ou} [Lyon], "
        "le {{ nom }} du tableau[[1, 2], [3]]."
    )
    assert lines(source) == [source]


@given(st.text(alphabet="[]{}^|:!>$%=~*@-#` \na é.", max_size=200))
def test_any_text_is_read(source: str):
    assert isinstance(to_commonmark(source, Counter()), str)
    read_page(source)
