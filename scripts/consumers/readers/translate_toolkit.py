"""Translate Toolkit: TMX 1.4 and XLIFF 2.0."""

from expected import expected, report
from translate.__version__ import sver
from translate.storage.tmx import tmxfile
from translate.storage.xliff2 import Xliff2File

about = expected()
for split, wanted in about.splits.items():
    with about.export(split, "tmx").open("rb") as stream:
        memory = tmxfile(stream, "fr-FR", about.english)
    reviewed = about.reviewed(split)
    assert [(unit.source, unit.target) for unit in memory.units] == [(pair["fr"], pair["en"]) for pair in reviewed]
    assert [unit.getid() for unit in memory.units] == [pair["id"] for pair in reviewed]
    with about.export(split, "xlf").open("rb") as stream:
        document = Xliff2File.parsefile(stream)
    units = [unit for unit in document.units if not unit.isheader()]
    usable = [pair for pair in wanted if pair["status"] != "rejected"]
    assert sorted((unit.source, unit.target) for unit in units) == sorted((pair["fr"], pair["en"]) for pair in usable)
report(sver, "TMX (sources, targets, ids), XLIFF 2.0 (sources, targets)")
