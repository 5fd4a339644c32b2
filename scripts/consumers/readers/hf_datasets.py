"""`datasets`: every configuration whole and as a stream, `load_from_disk`, a dataset of which nothing was skipped."""

import tempfile

import datasets
from expected import expected, report

about = expected()
datasets.disable_progress_bars()
with tempfile.TemporaryDirectory() as cache:
    for folder, configs in ((about.dataset, about.configs), (about.nothing_skipped, about.without_skipped)):
        for config, rows in configs.items():
            loaded = datasets.load_dataset(str(folder), config, cache_dir=cache)
            assert {split: len(part) for split, part in loaded.items()} == rows, (config, loaded)
            stream = datasets.load_dataset(str(folder), config, cache_dir=cache, streaming=True)
            assert {split: sum(1 for _ in part) for split, part in stream.items()} == rows, config
    for split in about.splits:
        pairs = datasets.load_dataset(str(about.dataset), split=split, cache_dir=cache)
        about.check_pairs({row["id"]: (row["translation"]["fr"], row["translation"]["en"]) for row in pairs}, split)
        flat = datasets.load_dataset(str(about.dataset), "flat", split=split, cache_dir=cache)
        about.check_pairs({row["segment_id"]: (row["fr"], row["en"]) for row in flat}, split)
        on_disk = datasets.load_from_disk(str(about.dataset))[split]
        about.check_pairs({row["id"]: (row["translation"]["fr"], row["translation"]["en"]) for row in on_disk}, split)
        assert pairs.features["translation"] == datasets.Translation(languages=["en", "fr"])
    every = datasets.load_dataset(str(about.dataset), cache_dir=cache)
    about.check_offsets([row for part in every.values() for row in part], about.articles)
    documents = datasets.load_dataset(str(about.dataset), "documents", cache_dir=cache)
    about.check_documents([row for part in documents.values() for row in part])
report(datasets.__version__, f"{', '.join(about.configs)}: whole and as streams; load_from_disk; nothing skipped")
