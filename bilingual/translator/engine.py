"""The CTranslate2 engine: one model, batches in flight on every worker, results in the order asked for."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from math import isfinite
from pathlib import Path
from typing import Any

from bilingual.errors import ModelError
from bilingual.models import Model, find_model, try_model
from bilingual.models.shortlist import NAME as SHORTLIST
from bilingual.models.trial import one_line
from bilingual.readings import Reading
from bilingual.text.garbled import GARBLED
from bilingual.translator.batches import plan_batches
from bilingual.translator.devices import BUDGETS, batches_at_once, engine_settings, find_device, refuse_compute_type
from bilingual.translator.forced import Forced, prepare, to_reading
from bilingual.translator.given import Given, Reader, as_it_is
from bilingual.translator.joining import Part, Translation, join_parts
from bilingual.translator.options import Options
from bilingual.translator.parts import is_beyond, split_long
from bilingual.translator.tokens import load_tokenizer

# What CTranslate2, SentencePiece and sacremoses raise for a model that is not what it seems.
ENGINE_ERRORS = (RuntimeError, ValueError, LookupError, TypeError, ArithmeticError, MemoryError)


class Pending:
    """Translations under way; `result` waits for them."""

    def __init__(self, collect: Callable[[], list[Translation]]) -> None:
        self._collect = collect

    def result(self) -> list[Translation]:
        """Wait and return one translation per text, in the order given. Raises ModelError where the model fails."""
        return self._collect()


class Translator:
    """Translates French texts with a model: a `Model`, a name or path as `find_model` takes them, or None for `auto`.

    `workers` batches run at once, one core each; the result does not depend on it. On CUDA devices it means nothing:
    all that are seen take part, and `workers` says afterwards how many batches run at once. `compute_type` is one of
    `COMPUTE_TYPES`. A model whose content is new here translates a word in a process of its own first (`try_model`).
    Raises ModelError when the model cannot be found, loaded or run, also later from `submit` and `result`, and
    UsageError for a device that is not there, a type in which it does not compute, or a beam below 1.
    """

    def __init__(
        self,
        model: Model | str | Path | None = None,
        beam: int = 4,
        device: str = "auto",
        workers: int = 1,
        options: Options | None = None,
        *,
        compute_type: str = "default",
    ) -> None:
        import ctranslate2

        self.model = found = model if isinstance(model, Model) else find_model(model)
        gpus = ctranslate2.get_cuda_device_count()
        self.device = find_device(device, gpus)
        refuse_compute_type(compute_type, self.device, ctranslate2.get_supported_compute_types(self.device))
        self.workers = batches_at_once(self.device, workers, gpus)
        self.options = (options or Options(beam=beam)).on(self.device)
        try_model(found)
        with _named(found, "load"):
            self._tokenizer = load_tokenizer(found)
            self._reader = Reader.of(self._tokenizer)
            self._engine = ctranslate2.Translator(
                str(found.engine_folder),
                compute_type=compute_type,
                max_queued_batches=-1,
                **engine_settings(self.device, workers, gpus),
            )

    @property
    def signature(self) -> dict[str, str | int | float]:
        """Everything that decides a translation: model, options, engine and number format."""
        import ctranslate2

        return {
            "model": self.model.sha256,
            **asdict(self.options),
            **({"shortlist": SHORTLIST} if (self.model.engine_folder / SHORTLIST).is_file() else {}),
            "ctranslate2": ctranslate2.__version__,
            "device": self.device,
            **({"batch_items": BUDGETS[self.device].items} if self.device == "cuda" else {}),
            "compute_type": self._engine.compute_type,
        }

    def translate(self, texts: Sequence[str]) -> list[Translation]:
        """Translate texts, one translation each in the same order; a blank text gives an empty one."""
        return self.submit(texts).result()

    def submit(self, texts: Sequence[str]) -> Pending:
        """Start translating one block of texts: each distinct one once, in batches that follow from the block.

        A text whose translation shows a character that the model could not write is given once more, plainer.
        """
        distinct = dict.fromkeys(text for text in texts if text.strip())
        with _named(self.model, "translate with"):
            given = {text: self.give(text) for text in distinct}
            first = self._begin(given.values())

        def collect() -> list[Translation]:
            with _named(self.model, "translate with"):
                done = self._finish(given, first)
                again = {
                    text: self.give(text, plainer=True) for text, made in done.items() if GARBLED.search(made.text)
                }
                again = {text: plainer for text, plainer in again.items() if plainer.text != given[text].text}
                better = self._finish(again, self._begin(again.values()))
                done |= {text: made for text, made in better.items() if not GARBLED.search(made.text)}
            return [done.get(text, Translation("", 0.0)) for text in texts]

        return Pending(collect)

    def read(self, pairs: Sequence[tuple[str, str]]) -> list[Reading]:
        """Return how likely the model finds each word of English that it did not write, by forced decoding.

        Pairs are French and English; one reading each in the same order, empty where a side is blank. Of what is longer
        than the target limit the beginning is read. Raises ModelError where the model fails.
        """
        with _named(self.model, "read with"):
            limit = self.options.target_limit
            forced = [prepare(pair, self._reader, self._tokenizer, limit) for pair in pairs]
            read = [item for item in forced if item.source and item.words]
            running = zip(read, self._score(read), strict=True)
            return [self._reading(*next(running)) if item.source and item.words else () for item in forced]

    def _score(self, read: Sequence[Forced]) -> list[Any]:
        """Queue the batches and return CTranslate2's pending results in the order given."""

        def queue(batch: list[int]) -> list[Any]:
            sources, targets = [read[index].source for index in batch], [read[index].target for index in batch]
            return list(self._engine.score_batch(sources, targets, max_input_length=0, asynchronous=True))

        return self._in_batches([max(len(item.source), len(item.target)) for item in read], queue)

    def _reading(self, forced: Forced, pending: Any) -> Reading:  # noqa: ANN401 - CTranslate2 has no types
        found = pending.result().log_probs
        if not all(map(isfinite, found)):
            raise ValueError("the weights are damaged, the probability of a word is not a number")
        return to_reading(forced, found, self._tokenizer)

    def give(self, text: str, plainer: bool = False) -> Given:
        """Return what the model is given for a text, and how its English is finished."""
        return self._reader.give(text, plainer) if self.options.readable else as_it_is(text)

    def _begin(self, given: Collection[Given]) -> dict[str, list[Part]]:
        """Queue every distinct text that the model is given; the longest ones are cut without being counted first."""
        wanted = {item.text for item in given if not item.is_wordless}
        unique = sorted((text for text in wanted if text.strip()), key=lambda text: (len(text), text))
        countable = [text for text in unique if not is_beyond(text, self.options.source_limit)]
        cut = [self._parts(*item) for item in zip(countable, self._tokenizer.encode(countable), strict=True)]
        cut += [self._cut(text) for text in unique[len(countable) :]]
        aligned = any(item.laid.things for item in given)
        running = iter(self._start([tokens for pieces in cut for tokens in pieces], aligned))
        return {
            text: [Part(tokens, next(running)) for tokens in pieces] for text, pieces in zip(unique, cut, strict=True)
        }

    def _finish(self, given: Mapping[str, Given], begun: Mapping[str, list[Part]]) -> dict[str, Translation]:
        """Wait for the translations, and make each fit its text again."""
        return {
            text: join_parts(item, begun.get(item.text, []), self._tokenizer, self.options.target_limit)
            for text, item in given.items()
        }

    def _parts(self, text: str, tokens: list[str]) -> list[list[str]]:
        """Return the tokens of a text, in more than one part only when they exceed the source limit."""
        if len(tokens) <= self.options.source_limit:
            return [tokens] if tokens else []
        return self._cut(text)

    def _cut(self, text: str) -> list[list[str]]:
        """Return the tokens of a long text's parts."""
        parts = split_long(text, self.options.source_limit, lambda part: len(self._tokenizer.encode([part])[0]))
        return [tokens for tokens in self._tokenizer.encode(parts) if tokens]

    def _start(self, token_lists: list[list[str]], aligned: bool) -> list[Any]:
        """Queue the batches and return CTranslate2's pending results in the order of `token_lists`.

        `aligned` asks for the attention too; it changes nothing else.
        """

        def queue(batch: list[int]) -> list[Any]:
            results = self._engine.translate_batch(
                [token_lists[index] for index in batch],
                beam_size=self.options.beam,
                length_penalty=self.options.length_penalty,
                max_decoding_length=self.options.target_limit,
                max_input_length=0,
                replace_unknowns=True,
                return_scores=True,
                use_vmap=True,
                return_attention=aligned,
                asynchronous=True,
            )
            return list(results)

        return self._in_batches([len(tokens) for tokens in token_lists], queue)

    def _in_batches(self, lengths: Sequence[int], queue: Callable[[list[int]], list[Any]]) -> list[Any]:
        """Queue items batch by batch, by their lengths in tokens; return the pending results in the items' order."""
        running: list[Any] = [None] * len(lengths)
        for batch in plan_batches(lengths, self.options.batch_tokens, BUDGETS[self.device].items):
            for index, result in zip(batch, queue(batch), strict=True):
                running[index] = result
        return running


@contextmanager
def _named(model: Model, what: str) -> Iterator[None]:
    """Turn every error of the engine into one line that names the package."""
    try:
        yield
    except ENGINE_ERRORS as error:
        raise ModelError(f"{model.path}: cannot {what} this model: {one_line(error)}") from error
