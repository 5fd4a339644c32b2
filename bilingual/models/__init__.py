"""Argos packages: find, inspect, verify and install the model that translates."""

from bilingual.models.package import Model, inspect_package, package_hash
from bilingual.models.search import find_model, list_models

__all__ = ["Model", "find_model", "inspect_package", "list_models", "package_hash"]
