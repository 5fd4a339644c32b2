"""The third step: texts → translations, with a model run by CTranslate2."""

from bilingual.translator.cores import available_cores
from bilingual.translator.engine import Pending, Translator
from bilingual.translator.joining import Translation
from bilingual.translator.options import Options

__all__ = ["Options", "Pending", "Translation", "Translator", "available_cores"]
