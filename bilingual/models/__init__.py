"""Argos packages: find, inspect, verify and install the model that translates."""

from bilingual.models.adding import add_package
from bilingual.models.installing import install_package
from bilingual.models.package import Model, OtherPurpose, inspect_package, package_hash
from bilingual.models.record import Record, read_record
from bilingual.models.search import find_model, list_models
from bilingual.models.trial import try_model

__all__ = [
    "Model",
    "OtherPurpose",
    "Record",
    "add_package",
    "find_model",
    "inspect_package",
    "install_package",
    "list_models",
    "package_hash",
    "read_record",
    "try_model",
]
