"""Hard-wrapped lines: recognised where they are, joined with exact offsets, and left alone everywhere else."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.articles import read_articles
from bilingual.dataset import read_manifest, read_pairs
from bilingual.segmenter import segment, split_spans
from bilingual.segmenter.wrapping import flat_lines, is_wrapped
from bilingual.text.lines import one_line
from tests.conftest import SEEDS, Run

PONT = (
    "Le maire a inauguré hier le nouveau pont qui relie les deux rives\n"
    "du fleuve, après trois ans de travaux et un budget dépassé de\n"
    "20 %. Les habitants du quartier, qui attendaient cette ouver-\n"
    "ture depuis longtemps, étaient venus nombreux malgré la pluie."
)
SENTENCES = [
    "Le maire a inauguré hier le nouveau pont qui relie les deux rives du fleuve, après trois ans de travaux et un budget"
    " dépassé de 20 %.",
    "Les habitants du quartier, qui attendaient cette ouverture depuis longtemps, étaient venus nombreux malgré la pluie.",
]
WORDS = st.sampled_from(
    [
        "le",
        "pont",
        "Paul",
        "du",
        "fleuve",
        "20 %.",
        "ouver-",
        "ture",
        "-",
        "M.",
        "« Non",
        "!",
        "1.",
        "\n",
        "\n\n",
        "  ",
        "\r\n",
        "\u2028",
        "\f",
        "00:00:01,000 --> 00:00:02,000",
        "WEBVTT",
        "\u00ad",
        "¬",
        "\x85",
        "\t",
        "\ud800",
    ]
)
PAGES = st.lists(WORDS, max_size=60).map(" ".join) | st.text()


def texts(text: str, **options: object) -> list[str]:
    return [one_line(found.text) for found in segment(text, **options)]


class TestOneLine:
    @pytest.mark.parametrize(
        ("lines", "line"),
        [
            ("la pluie\ntombe", "la pluie tombe"),
            ("la pluie  \r\n   tombe", "la pluie tombe"),
            ("la pluie\u2028tombe\x85ici", "la pluie tombe ici"),
            ("le gouver-\nnement", "le gouvernement"),
            ("le gouver\u00ad\nnement", "le gouvernement"),
            ("le gouver¬\nnement", "le gouvernement"),
            ("le gouver\u2010\nnement", "le gouvernement"),
            ("LE GOUVER-\nNEMENT", "LE GOUVERNEMENT"),
            ("une nouvel-\nle vil-\nla", "une nouvelle villa"),
            ("un bas-\nsin", "un bassin"),
            ("il faut s'ex-\npliquer, par-\nler, sous-\ncrire", "il faut s'expliquer, parler, souscrire"),
            ("la ver-\ntu de ce-\nlui-là", "la vertu de celui-là"),
            ("peut-\nêtre", "peut-être"),
            ("à Saint-\nDenis", "à Saint-Denis"),
            ("À SAINT-\nDENIS", "À SAINT-DENIS"),
            ("dit-\nil, viens-\ntu, répond-\nelle, a-t-\non, prenez-\nle", "dit-il, viens-tu, répond-elle, a-t-on, prenez-le"),
            ("le vice-\nprésident et l'ex-\nministre", "le vice-président et l'ex-ministre"),
            ("c'est-\nà-dire, c'est-à-\ndire", "c'est-à-dire, c'est-à-dire"),
            ("1939-\n1945, le Covid-\n19", "1939-1945, le Covid-19"),
            ("lui-\nmême, celui-\nci, là-\nbas", "lui-même, celui-ci, là-bas"),
            ("soixante-\ndix, vingt-\ndeux", "soixante-dix, vingt-deux"),
            ("le centre-\nville et les sapeurs-\npompiers", "le centre-ville et les sapeurs-pompiers"),
            ("un contre-\npouvoir, le contre-\nmaître et l'eau-\nde-vie", "un contre-pouvoir, le contremaître et l'eau-de-vie"),
            ("voir http://www.saint-\nbrevin.fr/le-\npont", "voir http://www.saint-brevin.fr/le-pont"),
            ("il est parti -\nenfin", "il est parti - enfin"),
            ("la pluie\n> tombe\n>> ici, inces-\n> > samment", "la pluie tombe ici, incessamment"),
        ],
    )  # fmt: skip
    def test_a_line_end_is_a_blank_and_a_divided_word_is_one(self, lines: str, line: str):
        assert one_line(lines) == line

    @given(st.text())
    def test_a_text_without_line_breaks_is_itself_and_the_result_has_none(self, text: str):
        flat = one_line(text)
        assert not set(flat) & set("\n\v\f\r\x85\u2028\u2029") and one_line(flat) == flat
        if not set(text) & set("\n\v\f\r\x85\u2028\u2029"):
            assert flat == text


class TestRecognition:
    def test_wrapped_lines_are_sentences_again_and_stand_where_they_say(self):
        assert texts(PONT) == SENTENCES
        assert [found.text for found in segment(PONT)] == [PONT[start:end] for start, end in split_spans(PONT)]
        assert [(found.kind, found.paragraph) for found in segment(PONT)] == [("sentence", 0)] * 2

    @pytest.mark.parametrize("ends", ["\r\n", "\r", "\u2028", "\v"])
    def test_whatever_ends_the_lines(self, ends: str):
        assert texts(PONT.replace("\n", ends)) == SENTENCES

    def test_a_name_at_the_start_of_a_line_is_no_new_sentence(self):
        text = (
            "La rencontre entre le président Emmanuel Durand et la chancelière\n"
            "Angela Weber, prévue jeudi à Berlin, a été reportée, selon M.\n"
            "Hoffmann, le porte-parole du gouvernement, qui a parlé devant\n"
            "la presse."
        )
        assert texts(text) == [text.replace("\n", " ")]

    def test_quoted_mail_is_joined_without_its_marks_and_answers_are_not_part_of_it(self):
        quoted = "\n".join(f"> {line}" for line in PONT.split("\n"))
        answer = "Je ne savais pas."
        read = [f"> {SENTENCES[0]}", SENTENCES[1]]
        assert texts(f"{quoted}\n{answer}\n{quoted}") == [*read, answer, *read]

    def test_headlines_above_paragraphs_without_blank_lines_stay_titles(self):
        text = f"Un pont pour la ville\n{PONT}\nUne nouvelle place\n{PONT}"
        found = segment(text)
        assert [one_line(item.text) for item in found if item.kind == "title"] == [
            "Un pont pour la ville",
            "Une nouvelle place",
        ]
        assert [one_line(item.text) for item in found if item.kind == "sentence"] == SENTENCES * 2

    def test_items_behind_wrapped_lines_do_not_hide_that_they_are_wrapped(self):
        items = "Sont invités :\nle maire et ses adjoints ;\nles clubs de la ville ;\nles anciens joueurs."
        assert texts(f"{PONT}\n{items}\n{PONT}") == [*SENTENCES, *items.split("\n"), *SENTENCES]

    @pytest.mark.parametrize("indent", ["\t", "  ", " "])
    def test_an_indented_line_behind_a_full_one_begins_a_paragraph(self, indent: str):
        first = "Le maire a inauguré hier le nouveau pont qui relie les deux rives\ndu fleuve, après trois ans de travaux et un budget dépassé encore."
        found = segment("\n".join(f"{indent}{part}" for part in (first, PONT, first)))
        assert [item.paragraph for item in found] == [0, 1, 1, 2]

    def test_a_short_paragraph_follows_the_width_of_the_others(self):
        short = "Merci de confirmer votre présence avant mercredi auprès de l'accueil\nMorel, à la mairie."
        assert len(texts(short)) == 2
        assert texts(f"{PONT}\n\n{short.replace('Morel', 'de M. Morel')}")[2:] == [
            "Merci de confirmer votre présence avant mercredi auprès de l'accueil de M. Morel, à la mairie."
        ]

    @pytest.mark.parametrize(
        "text",
        [
            "Demain, dès l'aube, à l'heure où blanchit la campagne,\nJe partirai. Vois-tu, je sais que tu m'attends.\n"
            "J'irai par la forêt, j'irai par la montagne.\nJe ne puis demeurer loin de toi plus longtemps.",
            "je marche dans la ville endormie\nsous la pluie qui tombe sans bruit\navec toi qui ne dis rien\net le vent qui suit",
            "farine de blé\nbeurre demi-sel\nsucre en poudre\nœufs frais de la ferme\nlevure chimique",
            "la réfection de la toiture de l'école ;\nl'achat d'un véhicule de pompiers ;\nle fleurissement de la place.",
            "- Tu viens avec nous ce soir à la maison\n- non je ne peux pas j'ai du travail\n- dommage on aurait rigolé",
            "Mairie de Lyon\nplace de la Comédie\n69001 Lyon\ntéléphone 04 72 10 30 30\nouvert tous les jours",
            "20 h 50 Le Pont, film policier\n22 h 30 Débat : faut-il rouvrir les mines\n23 h 45 Journal de la nuit",
            "la hausse des impôts de 3 % décidée lundi par le conseil\nla fermeture de la piscine pendant deux ans pour travaux"
            "\nle report de la ligne de tramway jusqu'à la mairie annexe\nl'arrivée d'un médecin dans le quartier Saint-Jean",
            "quelqu'un sait si le marché est ouvert demain matin\non attend toujours la réponse du maire sur la cantine\n"
            "merci à la mairie pour les nouveaux bancs du parc\nje cherche un vélo pour ma fille qui a dix ans",
            "> on dit que le vent\nse lève sur le port de la ville et\n> que les bateaux ne sortent pas\net restent",
            "Nom\tVille\tâge\nPaul\tLyon\tvingt ans\nMarie\tBrest\ttrente ans",
            "Le contexte historique de la ville .... 12\nla population et ses métiers ...... 25\nles transports .... 41",
            "Le nouveau pont de la ville a été inauguré hier par le préfet\nPar Jean Dupont\nle 12 mars 2024",
            "Le maire a inauguré hier le nouveau pont qui relie les deux rives du fleuve, après trois ans de travaux et un budget"
            " dépassé de 20 %.\nles habitants étaient venus nombreux malgré la pluie.\nle pont est beau",
        ],
    )  # fmt: skip
    def test_verse_lists_dialogue_addresses_programmes_and_tables_are_left_alone(self, text: str):
        assert not is_wrapped(text)
        assert len(texts(text)) >= text.count("\n") + 1

    def test_half_a_sentence_is_no_title_of_the_article(self, tmp_path: Path):
        for name, text, title in (
            ("a", PONT, None),
            ("b", f"Un pont pour la ville\n\n{PONT}", "Un pont pour la ville"),
        ):
            (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
            assert [article.title for article in read_articles([tmp_path / f"{name}.txt"])] == [title]

    def test_the_five_articles_are_not_wrapped(self):
        assert not any(is_wrapped(article.text) for article in read_articles([SEEDS]))

    @given(PAGES, st.sampled_from([None, True, False]))
    def test_any_text_keeps_its_length_and_every_character_lies_in_one_segment(self, text: str, wrapped: bool | None):
        done = 0
        for offset, line, _ in flat_lines(text, wrapped):
            stretch = text[offset : offset + len(line)]
            assert all(character in (" ", stands) for character, stands in zip(line, stretch, strict=True))
            assert not text[done:offset].strip(), "a line is lost"
            done = offset + len(line)
        assert not text[done:].strip(), "a line is lost"
        position = 0
        for found in segment(text, wrapped=wrapped):
            assert found.start >= position and not text[position : found.start].strip()
            assert found.text == text[found.start : found.end] and one_line(found.text).strip()
            position = found.end
        assert not text[position:].strip()


class TestForced:
    VERSE = "Le vent passe sur la colline\nEt le soir tombe\n\nLa nuit vient"

    def test_yes_joins_all_between_blank_lines_and_no_joins_nothing(self):
        assert texts(self.VERSE, wrapped=True) == ["Le vent passe sur la colline Et le soir tombe", "La nuit vient"]
        assert texts(PONT, wrapped=False)[0] == PONT.split("\n")[0]
        assert split_spans(PONT, wrapped=False) != split_spans(PONT)

    @pytest.mark.slow
    def test_a_build_says_what_it_joined_and_records_how_it_was_set(self, run: Run, tmp_path: Path, tiny_package: Path):
        for name in ("a", "b"):
            (tmp_path / f"{name}.txt").write_text(PONT, encoding="utf-8")
        for wrapped, said in (("auto", True), ("no", False), ("yes", False)):
            out = tmp_path / wrapped
            built = run("build", tmp_path / "a.txt", tmp_path / "b.txt", "--out", out, "--model", tiny_package, "--wrapped", wrapped)  # fmt: skip
            assert built.returncode == 0, built.stderr
            note = "2 articles: lines taken as wrapped, and joined (--wrapped no leaves each line as it stands): a.txt, b.txt"
            assert (note in built.stderr) is said
            assert read_manifest(out).options["wrapped"] == wrapped
            assert ([pair.fr for pair in read_pairs(out)] == SENTENCES * 2) is (wrapped != "no")
            assert run("check", out).returncode == 0

    @pytest.mark.slow
    def test_the_segments_are_shown_on_one_line_and_exact_in_json(self, run: Run, tmp_path: Path):
        (tmp_path / "a.txt").write_text(PONT, encoding="utf-8")
        assert run("segment", tmp_path / "a.txt").stdout.splitlines()[1].endswith(SENTENCES[0])
        assert '"text": "Le maire a inauguré' in run("segment", "--json", tmp_path / "a.txt").stdout
        assert run("segment", "--json", tmp_path / "a.txt").stdout.count("\n") == 2
        assert run("segment", "--wrapped", "no", tmp_path / "a.txt").stdout.count("\n") == 6
        refused = run("segment", "--wrapped", "perhaps", tmp_path / "a.txt")
        assert (refused.returncode, refused.stderr.count("\n")) == (2, 1) and "auto, yes or no" in refused.stderr


class TestSubtitles:
    def test_numbers_and_times_are_no_part_of_the_text_and_a_cue_is_a_sentence(self):
        text = (
            "1\n00:00:01,000 --> 00:00:03,500\nLe maire a inauguré hier\nle nouveau pont.\n\n"
            "2\n00:00:04,000 --> 00:00:06,000\n- Tu viens ?\n- Non.\n\n3\n00:00:07,000 --> 00:00:08,000\nPAUL : Oui\nMARIE : Non"
        )
        assert [item.text for item in segment(text) if item.kind == "boilerplate"] == [
            line for line in text.split("\n") if line.isdigit() or "-->" in line
        ]
        assert [one_line(item.text) for item in segment(text) if item.kind != "boilerplate"] == [
            "Le maire a inauguré hier le nouveau pont.", "- Tu viens ?", "- Non.", "PAUL : Oui", "MARIE : Non"
        ]  # fmt: skip

    @pytest.mark.parametrize("wrapped", [None, True, False])
    def test_webvtt_with_settings_names_and_notes(self, wrapped: bool | None):
        text = (
            "WEBVTT - Le film\n\nNOTE un commentaire\nsur deux lignes\n\nintro\n00:01.000 --> 00:04.000 align:start position:0%\n"
            "Le maire parle."
        )
        assert [item.text for item in segment(text, wrapped=wrapped) if item.kind != "boilerplate"] == [
            "Le maire parle."
        ]

    @pytest.mark.slow
    def test_times_never_become_pairs_though_all_kinds_are_published(
        self, run: Run, tmp_path: Path, tiny_package: Path
    ):
        text = "WEBVTT\n\n00:01.000 --> 00:04.000 align:start\nLe maire parle.\n\n2\n00:05.000 --> 00:06.000\nIl pleut."
        (tmp_path / "a.txt").write_text(text, encoding="utf-8")
        run("build", tmp_path / "a.txt", "--kinds", "all", "--out", tmp_path / "o", "--model", tiny_package)
        assert {"Le maire parle.", "Il pleut."} <= {pair.fr for pair in read_pairs(tmp_path / "o")}
        assert not [pair for pair in read_pairs(tmp_path / "o") if ":0" in pair.fr or pair.fr == "2"]
