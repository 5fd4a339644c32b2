"""What a build must not do to the dataset that it replaces: lose what people wrote, bring back what was removed."""

from pathlib import Path

from bilingual.dataset import read_manifest
from bilingual.dataset.folder import MANIFEST
from bilingual.dataset.removed import removed_ids
from bilingual.dataset.reviewed import refuse_loss, reviewed_pairs
from bilingual.errors import DatasetError
from bilingual.review.log_file import has_log
from bilingual.review.logged import plan_log
from bilingual.text.counting import plural

MOST_NAMED = 5


def protect_reviews(out: Path) -> None:
    """Refuse to replace a dataset that people have reviewed: what they wrote is in no other place."""
    if not (out / MANIFEST).is_file():
        return
    counts = read_manifest(out).counts
    without = counts["statuses"].get("machine", 0) + counts.get("origins", {}).get("memory", 0)
    # The tables know of comments and edits too; the manifest knows of verdicts in tables that are gone.
    reviewed = max(reviewed_pairs(out), sum(counts["statuses"].values()) - without)
    if reviewed:
        raise DatasetError(
            f"{out}: {reviewed} of its pairs have been reviewed; build with another --out, then bring the reviews over "
            f"with `bilingual review apply {out} NEW`"
        )
    refuse_loss(out)
    if unapplied := len(plan_log(out, latest=True).changes) if has_log(out) else 0:
        what = plural(unapplied, "pair has a verdict", "pairs have verdicts")
        raise DatasetError(
            f"{out}: {what} in its log that it lacks; bring them in with `bilingual review apply {out}`, or build with "
            "another --out"
        )


class Removed:
    """The articles that were removed from a dataset, and those of them that a build would bring back."""

    def __init__(self, out: Path) -> None:
        self._out, self._again = out, list[str]()
        self._ids = removed_ids(read_manifest(out)) if (out / MANIFEST).is_file() else {}

    def look(self, article_id: str) -> None:
        """Take note of an article in the sources."""
        if article_id in self._ids:
            self._again.append(article_id)

    def refuse(self) -> None:
        """Raise DatasetError when the sources hold what was removed."""
        if count := len(self._again):
            named = ", ".join(self._again[:MOST_NAMED])
            more = f" and {count - MOST_NAMED} more" if count > MOST_NAMED else ""
            raise DatasetError(
                f"{self._out}: {plural(count, 'article was', 'articles were')} removed from it and would come back: "
                f"{named}{more}; take them out of the sources, or build with another --out"
            )
