"""Argos packages and plain CTranslate2 folders: find, inspect, verify and install the model that translates."""

from bilingual.models.adding import add_package
from bilingual.models.adding_folder import add_folder
from bilingual.models.inspecting import inspect_folder, inspect_package
from bilingual.models.installing import install_if_possible, install_package
from bilingual.models.model import Model
from bilingual.models.package import OtherPurpose, package_hash
from bilingual.models.record import Record, read_record
from bilingual.models.search import find_by_hash, find_model, list_models
from bilingual.models.trial import try_model

__all__ = [
    "Model",
    "OtherPurpose",
    "Record",
    "add_folder",
    "add_package",
    "find_by_hash",
    "find_model",
    "inspect_folder",
    "inspect_package",
    "install_if_possible",
    "install_package",
    "list_models",
    "package_hash",
    "read_record",
    "try_model",
]
