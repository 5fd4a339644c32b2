"""DuckDB: SQL over the Parquet tables, `pairs.tsv`, CSV and JSON Lines."""

import duckdb
from expected import expected, report

about = expected()
sql = duckdb.connect()


def texts_of(source: str, columns: str = "id, fr, en") -> dict[str, tuple[str, str]]:
    return {name: (fr, en) for name, fr, en in sql.sql(f"SELECT {columns} FROM {source}").fetchall()}


for config, rows in about.configs.items():
    assert sql.sql(f"SELECT count(*) FROM '{about.tables(config)}'").fetchall() == [(sum(rows.values()),)], config
about.check_pairs(texts_of(f"'{about.tables('default')}'", "id, translation.fr, translation.en"))
about.check_pairs(texts_of(f"'{about.tables('flat')}'", "segment_id, fr, en"))
# SQL counts from 1, and in code points, as the offsets do.
wrong = f"""
    SELECT count(*) FROM '{about.tables("default")}' p JOIN '{about.tables("articles")}' a ON a.id = p.article_id
    WHERE replace(substring(a.text, p.start + 1, p."end" - p.start), chr(10), ' ') <> p.translation.fr
"""
assert sql.sql(wrong).fetchall() == [(0,)]
sentences = f"""
    (SELECT s.id AS id, substring(fr, s.start + 1, s."end" - s.start) AS fr,
            substring(en, s.en_start + 1, s.en_end - s.en_start) AS en
     FROM (SELECT fr, en, unnest(sentences) AS s FROM '{about.tables("documents")}'))
"""
about.check_pairs({name: (fr.replace("\n", " "), en) for name, (fr, en) in texts_of(sentences).items()})
table = sql.sql(f"SELECT count(*) FROM read_csv('{about.dataset}/pairs.tsv', delim='\t', quote='', all_varchar=true)")
assert table.fetchall() == [(len(about.pairs),)]
for split in about.splits:
    about.check_pairs(texts_of(f"read_csv('{about.export(split, 'csv')}', all_varchar=true)"), split)
    lines = f"read_json('{about.export(split, 'jsonl')}', sample_size=-1)"
    about.check_pairs(texts_of(lines, "id, translation.fr, translation.en"), split)
report(duckdb.__version__, ", ".join(about.configs), "pairs.tsv, CSV, JSON Lines")
