"""sacrebleu: BLEU and chrF of the model's English against the published, by segment and by document."""

import sacrebleu
from expected import expected, jsonl, report

about = expected()


def scores(system: list[str], reference: list[str]) -> tuple[float, float]:
    return sacrebleu.corpus_bleu(system, [reference]).score, sacrebleu.corpus_chrf(system, [reference]).score


for split, wanted in about.splits.items():
    reference = about.export(split, "en").read_text(encoding="utf-8").splitlines()
    assert reference == [pair["en"] for pair in wanted]
    system = [row["machine_en"] for row in jsonl(about.export(split, "jsonl"))]
    bleu, chrf = scores(system, reference)
    assert 0 < bleu < 100 and 0 < chrf < 100, (bleu, chrf)  # some pairs were edited
    assert scores(reference, reference) == (100.00000000000004, 100.0)
    articles: dict[str, list[list[str]]] = {}
    names = about.export(split, "docid").read_text(encoding="utf-8").splitlines()
    for name, ours, theirs in zip(names, system, reference, strict=True):
        articles.setdefault(name, []).append([ours, theirs])
    joined = [[" ".join(side) for side in zip(*rows, strict=True)] for rows in articles.values()]
    by_document = scores([ours for ours, _ in joined], [theirs for _, theirs in joined])
    assert 0 < by_document[0] < 100
    outputs = {row["doc_id"]: row["hypothesis"] for row in jsonl(about.export(split, "wmt-system.jsonl"))}
    sources = {row["doc_id"]: row["src_text"] for row in jsonl(about.export(split, "wmt.jsonl"))}
    assert outputs.keys() == sources.keys() and len(outputs) == len(articles)
    assert 0 < sacrebleu.corpus_chrf(list(outputs.values()), [list(sources.values())]).score < 100
report(sacrebleu.__version__, "Moses .en, .docid, JSON Lines: BLEU and chrF by segment and document", "WMT JSON Lines")
