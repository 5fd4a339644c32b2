"""Polars: the Parquet tables, `pairs.tsv`, CSV and JSON Lines."""

import polars as pl
from expected import expected, report

about = expected()
for config, rows in about.configs.items():
    assert pl.scan_parquet(about.tables(config)).select(pl.len()).collect().item() == sum(rows.values()), config
pairs = pl.read_parquet(about.tables("default")).unnest("translation")
about.check_pairs({row["id"]: (row["fr"], row["en"]) for row in pairs.iter_rows(named=True)})
texts = dict(pl.read_parquet(about.tables("articles")).select("id", "text").iter_rows())
about.check_offsets(pairs.to_dicts(), texts)
about.check_pairs({name: (fr, en) for name, fr, en in
                   pl.read_parquet(about.tables("flat")).select("segment_id", "fr", "en").iter_rows()})  # fmt: skip
documents = pl.read_parquet(about.tables("documents"))
about.check_documents(documents.to_dicts())
sentences = documents.explode("sentences").unnest("sentences", separator="_")
assert sentences.height == len(about.pairs)

table = pl.read_csv(about.dataset / "pairs.tsv", separator="\t", quote_char=None, infer_schema=False)
assert table.height == len(about.pairs)
for split in about.splits:
    comma = pl.read_csv(about.export(split, "csv"), infer_schema=False)
    about.check_pairs({row["id"]: (row["fr"], row["en"]) for row in comma.iter_rows(named=True)}, split)
    lines = pl.read_ndjson(about.export(split, "jsonl"), infer_schema_length=None).unnest("translation")
    about.check_pairs({row["id"]: (row["fr"], row["en"]) for row in lines.iter_rows(named=True)}, split)
report(pl.__version__, ", ".join(about.configs), "pairs.tsv, CSV, JSON Lines")
