"""Subtitles, SubRip and WebVTT: sentences run over from cue to cue, and each knows its cues and times.

In `files`: `talk.txt`, a talk; `talk.srt`, written of it by pysubs2, and `talk.vtt`, by ffmpeg of that; `dialogue.srt`, written
by ffmpeg of a file of SubStation as Aegisub has them; `auto.vtt`, in the form in which video sites hand out their captions.
"""

import random
import re
import time
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pysubs2
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bilingual.articles import Article
from bilingual.articles.input_file import InputFile
from bilingual.articles.places import Places
from bilingual.articles.reading import read_file
from bilingual.articles.subtitles.speech import BETWEEN
from bilingual.articles.subtitles.subtitles import MOST_BYTES
from bilingual.articles.subtitles.timed_cues import MOST_CUES, read_cues
from bilingual.errors import ArticleError
from bilingual.pipeline.segmenting import segment_article
from bilingual.segmenter import segment
from bilingual.text.lines import one_line

FILES = Path(__file__).parent / "files"
TALKS = ("talk.srt", "talk.vtt")
NAMES = (*TALKS, "dialogue.srt", "auto.vtt")


def found_in(content: bytes, ending: str = ".srt") -> list[Article | ArticleError]:
    return list(read_file(InputFile(f"film{ending}", f"film{ending}", lambda: BytesIO(content))))


def article_of(content: str | bytes, ending: str = ".srt") -> Article:
    (article,) = found_in(content.encode() if isinstance(content, str) else content, ending)
    assert isinstance(article, Article), article
    return article


def read(name: str) -> Article:
    return article_of((FILES / name).read_bytes(), Path(name).suffix)


def srt(*texts: str, gap: int = 40, seconds: int = 2) -> str:
    """Cues one after the other, `gap` milliseconds between them."""
    cues, at = [], 1000
    for number, text in enumerate(texts, 1):
        cues.append(f"{number}\n{clock(at)} --> {clock(at + 1000 * seconds)}\n{text}\n")
        at += 1000 * seconds + gap
    return "\n".join(cues)


def clock(ms: int) -> str:
    return f"{ms // 3_600_000:02}:{ms // 60_000 % 60:02}:{ms // 1000 % 60:02},{ms % 1000:03}"


def paragraphs(*texts: str, **times: int) -> list[str]:
    return article_of(srt(*texts, **times)).text.split(BETWEEN)


def words(text: str) -> list[str]:
    return re.findall(r"[\w'-]+", text)


class TestATalk:
    @pytest.mark.parametrize("name", TALKS)
    def test_has_the_sentences_that_it_was_cut_from(self, name: str):
        spoken = [found.text for found in segment((FILES / "talk.txt").read_text("utf-8"), wrapped=False)]
        assert [found.text for found in segment_article(read(name), None)] == spoken
        assert len(spoken) == 47 and len(pysubs2.load(str(FILES / name))) == 65

    @pytest.mark.parametrize("name", TALKS)
    def test_each_sentence_comes_with_its_first_word_and_goes_with_its_last(self, name: str):
        shown = pysubs2.load(str(FILES / name))
        said = [(word, event) for event in shown if not event.text.startswith("(") for word in words(event.plaintext)]
        article, at = read(name), 0
        places = Places.of(article)
        for found in segment_article(article, None):
            own = words(found.text)
            assert [word for word, _ in said[at : at + len(own)]] == own
            first, last = said[at][1], said[at + len(own) - 1][1]
            standing = places.at(found.start, found.end)
            assert (standing.start_ms, standing.end_ms) == (first.start, last.end)
            assert (standing.first_cue, standing.last_cue) == (shown.index(first) + 1, shown.index(last) + 1)
            at += len(own)
        assert at == len(said)

    def test_says_what_was_left_out(self):
        assert read("talk.srt").notes == ("text extracted from subtitles", "descriptions of sounds left out: 4")


class TestADialogue:
    def test_no_sentence_is_two_people_s(self):
        assert read("dialogue.srt").text.split(BETWEEN) == [
            "LE HAVRE, 1954", "Mon père travaillait sur les quais depuis l'âge de quinze ans.", "- Tu rentres tard.",
            "- Le bateau avait du retard... à cause du brouillard.", "- Et Paul ?",
            "- Paul ne viendra pas, il a signé pour la Compagnie.", "MARTHE : Non ! Non !",
            "♪ Les bateaux partent à la marée ♪", "Il ne reviendra que l'été suivant.", "Sous-titrage : Jeanne Lormel",
        ]  # fmt: skip

    def test_credits_are_boilerplate_and_nothing_else_is_a_title(self):
        kinds = [found.kind for found in segment_article(read("dialogue.srt"), None)]
        assert kinds == ["sentence"] * (len(kinds) - 1) + ["boilerplate"]

    def test_two_people_in_one_cue_share_its_times(self):
        article = article_of(srt("- Oui ?\n- Non."))
        assert [(cue.start, cue.end) for cue in article.cues] == [(0, len(article.text))]
        places = Places.of(article)
        assert places.at(0, 7) == places.at(9, 15)

    def test_a_line_that_describes_a_sound_is_left_out_of_what_is_said_around_it(self):
        article = article_of(srt("Il est tombé.\n(Rires)", "Puis il s'est relevé (sans aide)."))
        assert article.text.split(BETWEEN) == ["Il est tombé.", "Puis il s'est relevé (sans aide)."]
        assert "descriptions of sounds left out: 1" in article.notes

    def test_a_dash_that_goes_on_with_a_sentence_is_no_speaker(self):
        assert paragraphs("Mon frère", "– celui de Lyon –", "est venu.") == ["Mon frère – celui de Lyon – est venu."]

    def test_two_dashes_in_one_cue_are_two_people_even_in_lower_case(self):
        assert paragraphs("- L'un...\n- et l'autre ?") == ["- L'un...", "- et l'autre ?"]

    def test_a_song_ends_where_its_sign_stands(self):
        texts = ("♪ Mon ami Pierrot ♪", "(Rires)", "et la suite.")
        assert paragraphs(*texts) == ["♪ Mon ami Pierrot ♪", "et la suite."]

    def test_voices_of_webvtt_are_told_apart_and_not_read(self):
        text = ("WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ann>Je pars</v>\n\n00:02.000 --> 00:03.000\n<v.loud Ann>demain.\n\n"
                "00:03.000 --> 00:04.000\n<v Bob>Si tôt ?</v> <v Ann>Oui.</v>\n")  # fmt: skip
        assert article_of(text, ".vtt").text.split(BETWEEN) == ["Je pars demain.", "Si tôt ?", "Oui."]


class TestMachineCaptions:
    def test_what_rolls_up_is_read_once(self):
        article = read("auto.vtt")
        shown = [event.plaintext for event in pysubs2.load(str(FILES / "auto.vtt")) if event.duration == 10]
        said = " ".join(line for text in shown for line in text.split("\n") if line.strip() and line != "[Musique]")
        assert " ".join(article.text.split()) == said
        assert article.language == "fr"

    def test_what_has_no_marks_is_cut_between_two_cues_and_that_is_said(self):
        article = read("auto.vtt")
        assert max(map(len, article.text.split(BETWEEN))) < 300
        assert "sentences without an end cut between two cues: 2" in article.notes
        ends = {cue.end for cue in article.cues}
        assert all(found.end in ends for found in segment_article(article, None))

    def test_a_word_is_at_its_cue_s_times(self):
        article = read("auto.vtt")
        at = article.text.index("moulins")
        assert Places.of(article).at(at, at + 7).start_ms == 4880

    def test_words_that_are_said_twice_are_kept(self):
        assert paragraphs("Non !", "Non !", "Encore ?") == ["Non ! Non ! Encore ?"]

    def test_a_cue_that_stands_twice_is_read_once(self):
        twice = "1\n00:00:01,000 --> 00:00:02,000\nOui.\n\n2\n00:00:01,000 --> 00:00:02,000\nOui.\n"
        article = article_of(twice)
        assert article.text == "Oui." and article.notes[-1] == "doubled cues left out: 1"


class TestJoining:
    @pytest.mark.parametrize(
        ("cues", "joined"),
        [
            (("Je ne sais pas…", "…si tu viens."), "Je ne sais pas… si tu viens."),
            (("Je ne sais pas...", "... si tu viens."), "Je ne sais pas... si tu viens."),
            (("J'ai vu M.", "Dupont hier."), "J'ai vu M. Dupont hier."),
            (("Il était peut-\nêtre malade.",), "Il était peut-être malade."),
            (("<i>Bonjour</i> <font color=\"#fff\">à\u00a0tous</font>",), "Bonjour à\u00a0tous"),
            (("{\\an8}Bonjour\\Nà\\htous {\\i1}ici{\\i0}",), "Bonjour à tous ici"),
            (("Deux &lt; trois &amp; quatre&nbsp;!",), "Deux < trois & quatre\u00a0!"),
            (("Il a dit [en riant] qu'il", "viendrait."), "Il a dit qu'il viendrait."),
            (("Si a <b et b> c",), "Si a <b et b> c"),
            (("Il aime ♪", "(Je sais.)"), "Il aime ♪ (Je sais.)"),
        ],
    )  # fmt: skip
    def test_reads_as_one_sentence(self, cues: tuple[str, ...], joined: str):
        assert paragraphs(*cues)[0] == joined

    def test_a_paragraph_ends_with_a_sentence_before_a_pause(self):
        assert paragraphs("Il part.", "Elle reste.", gap=2500) == ["Il part.", "Elle reste."]
        assert paragraphs("Il part.", "Elle reste.") == ["Il part. Elle reste."]
        assert paragraphs("Il part", "demain.", gap=9000) == ["Il part demain."]

    def test_a_paragraph_ends_before_a_sound_and_a_song(self):
        assert paragraphs("Il part.", "[Musique]", "Elle reste.") == ["Il part.", "Elle reste."]
        assert paragraphs("Il part", "♪ La mer", "qu'on voit danser ♪", "Elle reste.") == [
            "Il part", "♪ La mer qu'on voit danser ♪", "Elle reste.",
        ]  # fmt: skip

    def test_cues_are_read_in_the_order_of_their_times_and_keep_their_numbers(self):
        article = article_of(
            "1\n00:00:05,000 --> 00:00:06,000\nau marché.\n\n2\n00:00:01,000 --> 00:00:05,500\nElle va\n"
        )
        assert article.text == "Elle va au marché."
        assert [(cue.number, cue.start_ms, cue.end_ms) for cue in article.cues] == [(2, 1000, 5500), (1, 5000, 6000)]


class TestTheSyntax:
    def lines(self, text: str) -> list[tuple[int, int, str]]:
        return [(cue.start_ms, cue.end_ms, "|".join(cue.lines)) for cue in read_cues(text).cues]

    @pytest.mark.parametrize(
        ("clock", "start"),
        [("00:00:01,500", 1500), ("00:00:01.500", 1500), ("00:01.5", 1500), ("0:0:1,05", 1050), ("00:00:01", 1000),
         ("100:00:01,000", 360_001_000), ("00:00:01 , 500", 1500)],
    )  # fmt: skip
    def test_of_times(self, clock: str, start: int):
        assert self.lines(f"1\n{clock} --> 101:00:00,000 X1:1\nOui.\n") == [(start, 363_600_000, "Oui.")]

    def test_numbers_and_blank_lines_may_lack(self):
        wanted = [(1000, 2000, "Oui.|Bien sûr."), (3000, 4000, "1984")]
        head, second = "00:00:01,000 --> 00:00:02,000", "00:00:03,000 --> 00:00:04,000"
        for text in (
            f"1\n{head}\nOui.\nBien sûr.\n\n2\n{second}\n1984\n", f"{head}\nOui.\nBien sûr.\n\n{second}\n1984\n",
            f"1\n{head}\nOui.\nBien sûr.\n2\n{second}\n1984\n", f"\n\n1\n{head}\nOui.\n\nBien sûr.\n\n\n2\n\n{second}\n\n1984",
            f"\ufeff1\r\n{head}\r\nOui.\r\nBien sûr.\r\n\r\n2\r\n{second}\r\n1984\r\n", f"1\r{head}\rOui.\rBien sûr.\r\r2\r{second}\r1984",
        ):  # fmt: skip
            assert self.lines(text) == wanted, text

    def test_an_empty_cue_is_counted_and_has_no_text(self):
        text = srt("Oui.", "", "Non.")
        assert [number for number, cue in enumerate(read_cues(text).cues) if not cue.lines] == [1]
        assert [cue.number for cue in article_of(text).cues] == [1, 3]

    def test_comments_styles_and_names_of_webvtt_are_no_text(self):
        found = read_cues(
            "WEBVTT - Un film\nKind: captions\nLanguage: fr\n\nSTYLE\n::cue { color: red }\n\nREGION\nid:a\n\nNOTE\nDeux\nlignes\n\n"
            "intro\n00:01.000 --> 00:02.000 line:0\nOui.\n\nNOTE secret\n\nRien de tel\n\nfin\n00:03.000 --> 00:04.000\nNon.\n"
        )  # fmt: skip
        assert [cue.lines for cue in found.cues] == [("Oui.",), ("Non.",)]
        assert (found.header, dict(found.counts)) == ({"language": "fr"}, {"lines outside of cues left out": 1})

    def test_windows_1252_is_read_with_a_note(self):
        article = article_of(srt("Le musée est fermé,\nà cause des travaux.").encode("cp1252"))
        assert article.text == "Le musée est fermé, à cause des travaux." and article.notes[0] == "read as Windows-1252"


HEAD = b"1\n00:00:01,000 --> 00:00:02,000\n"


class TestWhatIsNotRead:
    @pytest.mark.parametrize(
        ("content", "told"),
        [
            (b"", "the file is empty; remove it or give its text"),
            (b"Bonjour.\n", "no line says when a subtitle is shown (00:00:01,000 --> 00:00:02,500); if it is plain text name it .txt"),
            (HEAD, "no text in this file"),
            (HEAD + b"[Musique]\n", "no text in this file, only descriptions of sounds"),
            (random.Random(1).randbytes(1000), "this is a binary file, not text"),
            (HEAD + b"a" * MOST_BYTES, "more than 8 MiB of subtitles in one file; divide it"),
            (b"00:00 --> 00:01\n" * (MOST_CUES + 1), "more than 100,000 cues in one file; divide it"),
        ],
        ids=["empty", "text", "no text", "sounds", "bytes", "large", "many"],
    )  # fmt: skip
    def test_is_named_in_one_line(self, content: bytes, told: str):
        (error,) = found_in(content)
        assert str(error) == f"film.srt: {told}"


def pieces() -> st.SearchStrategy[bytes]:
    """Parts of subtitle files in any order, with parts of real files and any bytes among them."""
    real = [line for name in NAMES for line in (FILES / name).read_bytes().splitlines(keepends=True)]
    made = [b"WEBVTT\n", b"\n", b"\r\n", b"1\n", HEAD, b"00:01.000 --> 00:00.500\n", b"NOTE\n", b"<v Ann>", b"</v>", b"{\\an8}",
            b"- Oui.", b"...", b"[", b"]", b"(", b"\xe2\x99\xaa", b"<", b"&#xD800;", b"&lt;", b"\x85", b"\xe2\x80\xa8", b"M.\n", b"\0"]  # fmt: skip
    return st.lists(st.sampled_from(real) | st.sampled_from(made) | st.binary(max_size=8), max_size=30).map(b"".join)


@pytest.mark.slow
@given(st.binary(max_size=200) | pieces(), st.sampled_from([".srt", ".vtt"]))
@example(HEAD + "a\u2028b\nc".encode(), ".srt")
@example(b"WEBVTT\n\n00:01.000 --> 00:02.000\n&#xD800;\x0c\n", ".vtt")
def test_any_bytes_are_an_article_or_an_error_in_one_line(content: bytes, ending: str):
    (found,) = found_in(content, ending)
    if isinstance(found, ArticleError):
        assert str(found).startswith(f"film{ending}: ") and len(str(found).splitlines()) == 1
        return
    edges = [edge for cue in found.cues for edge in (cue.start, cue.end)]
    assert edges == sorted(edges) and edges[-1] <= len(found.text)
    assert all(found.text[cue.start : cue.end].strip() for cue in found.cues)
    covered = "".join(found.text[cue.start : cue.end] for cue in found.cues)
    assert sorted("".join(covered.split())) == sorted("".join(found.text.split()))
    assert [offset for offset, _ in found.marked] == list(starts(found.text))
    assert all(one_line(text) == text for text in found.text.split(BETWEEN))


def starts(text: str) -> Iterator[int]:
    at = 0
    for paragraph in text.split(BETWEEN):
        yield at
        at += len(paragraph) + len(BETWEEN)


@pytest.mark.slow
class TestTime:
    MANY = (
        lambda size: srt(*["Le train part", "demain matin."] * (size // 80)).encode(),
        lambda size: HEAD + b"- Oui\n" * (size // 6),
        lambda size: HEAD + b"<v a<i {\\an [ ( &" * (size // 17),
        lambda size: HEAD + b"\n" * size + b"Oui\n",
        lambda size: b"".join(HEAD + b"a\n" * 20 for _ in range(size // 70)),
    )

    @pytest.mark.parametrize("made", MANY, ids=["cues", "speakers", "marks", "blank lines", "rolling"])
    def test_grows_with_the_file(self, made):
        def seconds(size: int) -> float:
            content, before = made(size), time.process_time()
            found_in(content)
            return time.process_time() - before

        seconds(2_000)
        assert min(seconds(160_000) for _ in range(2)) < 24 * max(0.005, min(seconds(20_000) for _ in range(3)))
