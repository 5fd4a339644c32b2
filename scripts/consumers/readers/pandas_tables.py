"""pandas: the Parquet tables, `pairs.tsv`, CSV and JSON Lines."""

import csv
from glob import glob

import pandas as pd
from expected import expected, report

about = expected()


def parquet(config: str) -> pd.DataFrame:
    return pd.concat([pd.read_parquet(path) for path in sorted(glob(about.tables(config)))])


for config, rows in about.configs.items():
    assert len(parquet(config)) == sum(rows.values()), config
pairs = parquet("default")
about.check_pairs({row.id: (row.translation["fr"], row.translation["en"]) for row in pairs.itertuples()})
texts = dict(zip(*[parquet("articles")[name] for name in ("id", "text")], strict=True))
about.check_offsets(pairs.to_dict("records"), texts)
flat = parquet("flat")
about.check_pairs({row.segment_id: (row.fr, row.en) for row in flat.itertuples()})
about.check_documents(parquet("documents").to_dict("records"))

table = pd.read_csv(about.dataset / "pairs.tsv", sep="\t", dtype=str, keep_default_na=False, quoting=csv.QUOTE_NONE)
assert len(table) == len(about.pairs)
for split in about.splits:
    # Without `dtype` an id such as 12e34567… in JSON Lines would be read as a number.
    for read in (
        pd.read_csv(about.export(split, "csv"), dtype=str, keep_default_na=False),
        pd.read_json(about.export(split, "jsonl"), lines=True, dtype=False),
    ):
        found = zip(read["id"], read.get("fr", []), read.get("en", []), strict=False)
        if "translation" in read:
            found = ((name, t["fr"], t["en"]) for name, t in zip(read["id"], read["translation"], strict=True))
        about.check_pairs({name: (fr, en) for name, fr, en in found}, split)
report(pd.__version__, ", ".join(about.configs), "pairs.tsv, CSV, JSON Lines")
