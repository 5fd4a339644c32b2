"""Look up the arrays of a weights file by what a layer does with them: matrices, linear layers, norms, numbers."""

from math import inf, isfinite

from bilingual.errors import ModelError
from bilingual.models.weights import Array, Weights

FLOATS = ("float32", "float16", "bfloat16")
COMPUTED = ("weight_packed", "weight_compensation")  # CTranslate2 makes these itself, and trusts them where they are
OTHER = ("weight_zero", "low_rank_weight_1", "low_rank_weight_2")  # of quantisations that no translation model has


class Layers:
    """The arrays of a translation model. Each method raises `ModelError` for an array that is not as it should be."""

    def __init__(self, weights: Weights) -> None:
        self.weights = weights
        self._arrays = weights.arrays
        self._scopes = {name[:at] for name in weights.arrays for at, char in enumerate(name) if char == "/"}

    def has(self, scope: str) -> bool:
        """Return whether anything lies in this scope, which is when CTranslate2 makes the layer."""
        return scope in self._scopes

    def listed(self, prefix: str) -> list[str]:
        """Return the scopes `prefix`_0, `prefix`_1 …; there is at least one, and none is left out."""
        found: list[str] = []
        while self.has(f"{prefix}_{len(found)}"):
            found.append(f"{prefix}_{len(found)}")
        numbers = [scope.removeprefix(f"{prefix}_") for scope in self._scopes if scope.startswith(f"{prefix}_")]
        if not found or sum(number.isdecimal() for number in numbers) > len(found):
            raise ModelError(f"model.bin: {prefix}_{len(found)} is missing")
        return found

    def need(self, name: str) -> Array:
        """Return the array of this name."""
        if name not in self._arrays:
            raise ModelError(f"model.bin: {name} is missing")
        return self._arrays[name]

    def get(self, name: str) -> Array | None:
        """Return the array of this name, if there is one."""
        return self._arrays.get(name)

    def check_matrices(self) -> None:
        """Check everything called `weight`, which CTranslate2 converts whether it is used or not, and its scale."""
        for name, array in self._arrays.items():
            if name.endswith((*COMPUTED, *OTHER)):
                raise ModelError(f"model.bin holds {name!a}, which a translation model does not have")
            if name.endswith("weight"):
                self._check_matrix(name, array)

    def _check_matrix(self, name: str, array: Array) -> None:
        scale = self._arrays.get(f"{name}_scale")
        if len(array.shape) != 2 or array.kind not in (*FLOATS, "int8", "int16"):
            raise ModelError(f"model.bin: {name!a} of type {array.kind} and shape {array.shape} is not a matrix")
        if array.kind == "int8":
            right = scale is not None and scale.shape == array.shape[:1]
        else:
            right = scale is None or (array.kind == "int16" and scale.value is not None)
        if not right or (scale is not None and scale.kind != "float32"):
            raise ModelError(f"model.bin: {name!a} of type {array.kind} does not have the scale that goes with it")

    def matrix(self, name: str, rows: int | None = None, columns: int | None = None) -> tuple[int, int]:
        """Rows and columns of a matrix, which are those given."""
        shape = self.need(name).shape
        if len(shape) != 2 or rows not in (None, shape[0]) or columns not in (None, shape[1]):
            wanted = " x ".join("any" if number is None else str(number) for number in (rows, columns))
            raise ModelError(f"model.bin: {name} has the shape {shape}, not {wanted}")
        return shape[0], shape[1]

    def linear(self, scope: str, rows: int | None, columns: int | None) -> tuple[int, int]:
        """Rows and columns of a linear layer, whose bias, if any, has one number a row."""
        found = self.matrix(f"{scope}/weight", rows, columns)
        self.vector(f"{scope}/bias", found[0])
        return found

    def norm(self, scope: str, width: int) -> None:
        """Check a layer norm, if it is there."""
        if self.has(scope):
            self.need(f"{scope}/gamma")
            for name in ("gamma", "beta"):
                self.vector(f"{scope}/{name}", width)

    def vector(self, name: str, length: int) -> None:
        """Check a vector, if it is there."""
        array = self._arrays.get(name)
        if array is not None and (array.shape != (length,) or array.kind not in FLOATS):
            raise ModelError(f"model.bin: {name} of type {array.kind} has the shape {array.shape}, not ({length},)")

    def number(self, name: str, default: int, least: float = -inf, most: float = inf) -> int:
        """Return the number of this name, rounded down, or `default`."""
        array = self._arrays.get(name)
        value = default if array is None else array.value
        if value is None or not isfinite(value) or not least <= value <= most:
            shown = f"not a number, of shape {array.shape}" if array is not None and value is None else value
            raise ModelError(f"model.bin: {name} is {shown}, which cannot be")
        return int(value)
