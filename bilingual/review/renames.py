"""Articles that only the old build has → those that only the new one has: a renamed file, perhaps edited too.

Where an id is in both but nothing of its text, as after files were numbered anew, it is another article in each.
"""

from bilingual.files.scratch import Scratch

WIDESPREAD = 10  # a text that more articles have, on either side, does not tell which is which
_STEPS = (
    "CREATE INDEX new_by_text ON new (article, text)",
    "CREATE TABLE kept AS SELECT DISTINCT old.article FROM old JOIN new USING (article, text)",
    "CREATE TABLE gone AS SELECT DISTINCT article, text FROM old"
    " WHERE judged AND article NOT IN (SELECT article FROM kept)",
    "CREATE TABLE come AS SELECT DISTINCT article, text FROM new WHERE article NOT IN (SELECT article FROM kept)",
    "CREATE INDEX come_by_text ON come (text)",
    "CREATE TABLE common (text BLOB PRIMARY KEY) WITHOUT ROWID",
    "INSERT OR IGNORE INTO common SELECT text FROM gone GROUP BY text HAVING count(*) > ?",
    "INSERT OR IGNORE INTO common SELECT text FROM come GROUP BY text HAVING count(*) > ?",
    "CREATE TABLE telling AS SELECT * FROM gone WHERE text NOT IN (SELECT text FROM common)",
    "CREATE TABLE shares AS SELECT telling.article AS old, come.article AS new, count(*) AS number"
    " FROM telling JOIN come USING (text) GROUP BY 1, 2",
    "CREATE INDEX shares_by_old ON shares (old, number)",
    "CREATE INDEX shares_by_new ON shares (new, number)",
    "CREATE TABLE sizes AS SELECT article AS old, count(*) AS size FROM telling GROUP BY 1",
    "CREATE TABLE best AS SELECT old, new FROM shares JOIN sizes USING (old) WHERE 2 * number >= size"
    " AND number = (SELECT max(number) FROM shares AS other WHERE other.old = shares.old)"
    " AND number = (SELECT max(number) FROM shares AS other WHERE other.new = shares.new)",
    "INSERT INTO renames SELECT old, new FROM best"
    " WHERE old IN (SELECT old FROM best GROUP BY old HAVING count(*) = 1)"
    " AND new IN (SELECT new FROM best GROUP BY new HAVING count(*) = 1)",
    "INSERT INTO ties SELECT DISTINCT old FROM best WHERE old NOT IN (SELECT old FROM renames)",
)


def find_renames(table: Scratch) -> None:
    """Fill `renames (old, new)` and `ties (old)` from `old (article, text, judged)` and `new (article, text)`.

    An article is the one that has most of its judged texts, half of them at least, if each is the other's only best.
    Texts that many articles have are left out of the count, so that the time grows with the texts alone.
    """
    for statement in _STEPS:
        table.write(statement, (WIDESPREAD,) * statement.count("?"))
