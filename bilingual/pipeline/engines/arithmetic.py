"""What a machine makes of a model: the same model gives other English on another kind of processor.

CTranslate2 multiplies with Intel MKL on Intel's processors and with oneDNN on others, and both choose their code by the
instruction set (Intel oneMKL Developer Guide, "Specifying Code Branches"; CTranslate2, src/cpu/cpu_isa.cc). Sums in
another order round otherwise, and a beam may then turn another way. No name of a processor tells it all: it is tried.
"""

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path

from bilingual.errors import ClusterError, DatasetError
from bilingual.files.exchange import write_whole
from bilingual.pipeline.engines.node_facts import cpu_name
from bilingual.translator import Translator

# The variables that choose how CTranslate2, MKL and oneDNN calculate; what the driver has set holds on all nodes.
VARIABLES = (
    "CT2_FORCE_CPU_ISA",
    "CT2_USE_MKL",
    "CT2_USE_EXPERIMENTAL_PACKED_GEMM",
    "MKL_CBWR",
    "MKL_ENABLE_INSTRUCTIONS",
    "DNNL_MAX_CPU_ISA",
    "ONEDNN_MAX_CPU_ISA",
)
# Enough for batches of several lengths: eight did not tell MKL's strict mode from its other.
SENTENCES = (
    "Bonjour.",
    "Le conseil municipal se réunit lundi soir.",
    "La pluie tombe depuis trois jours sur le nord du pays.",
    "Selon la ministre, le projet de loi sera présenté avant la fin de l'année 2024.",
    "Les syndicats ont appelé à une nouvelle journée de grève, la quatrième depuis janvier.",
    "« Nous n'avons pas été prévenus », a déclaré le maire à la presse.",
    "Environ 12 000 personnes ont manifesté dans les rues de Lyon, d'après la préfecture.",
    "L'équipe de France s'est imposée 3 à 1 face à l'Italie.",
    "Un train sur cinq était en retard hier matin en raison d'une panne de signalisation près de la gare.",
    "Cette découverte, publiée dans une revue scientifique, pourrait changer notre compréhension du climat.",
    "Le prix du blé a augmenté de 15 % en un an.",
    "Elle avait quitté son village à dix-huit ans pour étudier la médecine à Paris.",
    "Les habitants demandent que l'eau de la rivière soit analysée plus souvent.",
    "Pourquoi les négociations ont-elles échoué ?",
    "Après des mois de travaux, le pont a été rouvert à la circulation samedi en présence de plusieurs élus.",
    "Le tribunal a condamné l'entreprise à verser deux millions d'euros aux victimes.",
)


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """How a machine calculates: a hash over translations and their scores, and the name of its processor."""

    sha256: str
    cpu: str


def try_arithmetic(translator: Translator) -> Arithmetic:
    """Translate sentences of the press and hash what comes out, to the last bit of each score."""
    made = [[one.text, float(one.score).hex()] for one in translator.translate(SENTENCES)]
    return Arithmetic(hashlib.sha256(json.dumps(made).encode()).hexdigest(), cpu_name())


def kept_arithmetic(folder: Path, signature: str) -> Arithmetic | None:
    """Return with which arithmetic the parts in a folder were made by a model and options; None: not known."""
    try:
        found = json.loads(_file(folder, signature).read_text(encoding="utf-8"))
        return Arithmetic(str(found["sha256"]), str(found["cpu"]))
    except (FileNotFoundError, ValueError, LookupError, TypeError):
        return None
    except OSError as error:
        raise DatasetError(f"{folder}: cannot be read: {error.strerror}") from error


def keep_arithmetic(folder: Path, signature: str, arithmetic: Arithmetic) -> None:
    """Note with which arithmetic the parts in a folder are made. Raises DatasetError when it cannot be written."""
    try:
        with write_whole(_file(folder, signature)) as stream:
            stream.write(json.dumps(asdict(arithmetic), sort_keys=True).encode())
    except OSError as error:
        raise DatasetError(f"{folder}: cannot be written: {error.strerror}") from error


def refuse_other(name: str, found: Arithmetic, wanted: Arithmetic, of: str) -> None:
    """Raise ClusterError for a node that calculates otherwise than `of`, which is what its parts would stand beside."""
    if found.sha256 != wanted.sha256:
        raise ClusterError(
            f"node {name}: its processor ({found.cpu}) rounds otherwise than that of {of} ({wanted.cpu}), and some of "
            "the English would differ; build on nodes of one kind, or, if all are Intel's, with MKL_CBWR=AVX2 set"
        )


def _file(folder: Path, signature: str) -> Path:
    return folder / f"arithmetic-{hashlib.sha256(signature.encode()).hexdigest()[:16]}.json"
