"""Which engine does the parts of a build."""

from bilingual.pipeline.engines.engine import Engine
from bilingual.pipeline.engines.local import LocalEngine
from bilingual.pipeline.options import BuildOptions
from bilingual.translator import available_cores


def find_engine(options: BuildOptions) -> Engine:
    """Return the engine that a build is told to use."""
    if options.engine == "ray":
        from bilingual.pipeline.engines.ray import RayEngine  # nobody else waits for it

        return RayEngine(options.workers, options.shared, fresh=options.fresh)
    return LocalEngine(options.workers or available_cores())
