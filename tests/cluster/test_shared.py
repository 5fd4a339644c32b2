"""The place that all nodes see: whole files, `done.json` last, on a disk and in a store; and what a worker says of it."""

import subprocess
import sys
import tempfile
import uuid
from pathlib import Path

import pytest

from bilingual.errors import ClusterError, DatasetError, ModelError, UsageError
from bilingual.models import find_model
from bilingual.pipeline.engines.arithmetic import Arithmetic, keep_arithmetic, kept_arithmetic, refuse_other
from bilingual.pipeline.engines.cluster import PACKAGES, refuse_other_software
from bilingual.pipeline.engines.node_facts import read_facts
from bilingual.pipeline.engines.node_worker import Job, NodeWorker, Setting, model_here
from bilingual.pipeline.engines.own_folder import PREFIX, own_folder
from bilingual.pipeline.engines.shared import SharedPlace, worked_on
from bilingual.pipeline.parts import ARTICLES, DONE
from tests.cluster.loads import Obedient
from tests.conftest import ROOT


@pytest.fixture(params=["disk", "store"])
def place(request, tmp_path):
    """A folder, and a store that is none: fsspec's in memory."""
    return SharedPlace(str(tmp_path / "shared") if request.param == "disk" else f"memory://{uuid.uuid4().hex}")


@pytest.fixture
def articles(tmp_path):
    path = tmp_path / "articles"
    path.write_text("write", encoding="utf-8")
    return path


class TestASharedPlace:
    def test_gives_a_worker_the_articles_and_the_driver_the_tables(self, place, articles, tmp_path):
        place.send(articles, f"part/{ARTICLES}")
        with worked_on(place, "part") as folder:
            assert [path.name for path in folder.iterdir()] == [ARTICLES]
            for name in ("table", "a.arrow", DONE):
                (folder / name).write_text(name, encoding="utf-8")
            assert not place.is_done("part")
        assert place.is_done("part")
        place.fetch_results("part", tmp_path / "back")
        assert sorted(path.name for path in (tmp_path / "back").iterdir()) == ["a.arrow", DONE, "table"]

    def test_is_left_as_it_was_by_a_part_that_fails(self, place, articles):
        place.send(articles, f"part/{ARTICLES}")
        with pytest.raises(DatasetError), worked_on(place, "part") as folder:
            (folder / "table").touch()
            raise DatasetError("it fails")
        assert not place.has("part/table") and not place.is_done("part")

    def test_forgets_a_part_with_all_its_files(self, place, articles):
        place.send(articles, f"part/{ARTICLES}")
        place.remove("part")
        place.remove("part")
        assert not place.has(f"part/{ARTICLES}")

    def test_that_lacks_the_articles_is_named(self, place):
        with pytest.raises(DatasetError, match=r"part/articles.*: \S"), worked_on(place, "part"):
            pass

    def test_that_nothing_opens_is_a_usage_error(self):
        with pytest.raises(UsageError, match="--shared nowhere://bucket"):
            SharedPlace("nowhere://bucket").has("x")

    def test_that_cannot_be_written_is_named(self, articles):
        with pytest.raises(DatasetError, match="/proc"):
            SharedPlace("/proc/nowhere").send(articles, "x")


class TestAWorker:
    def worker(self):
        worker = NodeWorker(Setting(work=None, load=Obedient, threads=1))
        worker.start()
        return worker

    def test_says_that_it_does_not_see_what_the_driver_put_there(self, place, articles):
        place.send(articles, "sign")
        assert self.worker().look(place, "sign") is None
        assert "does not see" in str(self.worker().look(place, "another sign"))

    def test_does_no_part_that_another_has_finished(self, place, articles):
        place.send(articles, f"part/{ARTICLES}")
        worker = self.worker()
        assert worker.run(Job("part", place, None)) is None
        assert worker.hear().advance.articles == 1 and worker.hear().advance.articles == 0
        assert worker.run(Job("part", place, None)) is None
        assert worker.hear().advance.articles == 0


class TestAModel:
    def test_is_found_where_it_lies_or_by_its_content(self, tiny_package):
        model = find_model(tiny_package)
        assert model_here(model).path == model.path
        embedded = find_model("embedded")
        assert model_here(embedded.moved(Path("/nowhere/fr_en"))).path == embedded.path

    def test_that_the_node_lacks_is_an_error_that_says_what_to_do(self, tiny_package):
        with pytest.raises(ModelError, match=r"/nowhere/model: no model with the driver's content .* copy it"):
            model_here(find_model(tiny_package).moved(Path("/nowhere/model")))


class TestNodesThatDiffer:
    def test_in_software_are_named_with_what_differs(self):
        facts = read_facts(PACKAGES)
        refuse_other_software("b", facts)
        with pytest.raises(ClusterError, match=r"node b: it has ctranslate2 4\.0 \(here .*\); install the same"):
            refuse_other_software("b", {**facts, "ctranslate2": "4.0"})

    def test_in_arithmetic_are_refused_beside_parts_that_are_kept(self, tmp_path):
        one, other = Arithmetic("1", "Xeon"), Arithmetic("2", "EPYC")
        assert kept_arithmetic(tmp_path, "signature") is None
        keep_arithmetic(tmp_path, "signature", one)
        assert kept_arithmetic(tmp_path, "signature") == one and kept_arithmetic(tmp_path, "another") is None
        with pytest.raises(ClusterError, match=r"node b: its processor \(EPYC\) .* of node a \(Xeon\)"):
            refuse_other("b", other, one, "node a")


class TestAFolderOfAWorker:
    def test_goes_at_the_end_and_later_where_the_worker_was_killed(self, tmp_path, monkeypatch):
        monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
        left = tmp_path / f"{PREFIX}killed"
        left.mkdir()
        with own_folder() as folder:
            assert not left.exists() and list(tmp_path.iterdir()) == [folder]
            with own_folder() as other:
                assert sorted(tmp_path.iterdir()) == sorted([folder, other])
        assert not list(tmp_path.iterdir())


USE = """
from bilingual.pipeline.engines.own_folder import own_folder
for _ in range(150):
    with own_folder() as own:
        (own / "file").write_text("here", encoding="utf-8")
        assert (own / "file").read_text(encoding="utf-8") == "here"
"""


@pytest.mark.slow
def test_workers_of_one_machine_leave_each_others_folders_alone(tmp_path: Path, clean_home: dict[str, str]):
    env = {**clean_home, "TMPDIR": str(tmp_path)}
    workers = [subprocess.Popen([sys.executable, "-c", USE], cwd=ROOT, env=env) for _ in range(4)]
    assert [worker.wait() for worker in workers] == [0] * 4
    assert list(tmp_path.iterdir()) == []
