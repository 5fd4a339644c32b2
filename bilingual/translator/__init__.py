"""The third step: texts → translations, with a model run by CTranslate2."""

from bilingual.translator.cores import available_cores
from bilingual.translator.engine import Options, Pending, Translation, Translator

__all__ = ["Options", "Pending", "Translation", "Translator", "available_cores"]
