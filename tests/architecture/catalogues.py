"""Whether each catalogue translates every text of the code and the templates, and nothing else; also a command."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from tests.architecture.sources import ROOT

CATALOGUES = ROOT / "network" / "translations"
Key = tuple[str, str | None]


def extract() -> Catalog:
    """All texts that the code and the templates give to translation."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "messages.pot"
        program = str(Path(sys.executable).with_name("pybabel"))
        command = [program, "--quiet", "extract", "--mapping", "pyproject.toml", "--keyword", "_l"]
        subprocess.run([*command, "--output", str(target), "."], cwd=ROOT, check=True)
        with target.open("rb") as file:
            return read_po(file)


def problems() -> list[str]:
    """One line for each text that a catalogue lacks, guesses, keeps in vain or fills with wrong names."""
    texts = {_key(message): message for message in extract() if message.id}
    found = []
    for path in sorted(CATALOGUES.glob("*/LC_MESSAGES/messages.po")):
        with path.open("rb") as file:
            catalogue = read_po(file, locale=path.parts[-3])
        found += [f"{path.parts[-3]}: {problem}" for problem in _compare(texts, catalogue)]
    return found


def _compare(texts: dict[Key, Message], catalogue: Catalog) -> Iterator[str]:
    known = {_key(message): message for message in catalogue if message.id}
    for key, message in texts.items():
        translated = known.get(key)
        if translated is None:
            yield f"no entry for {key[0]!r} ({', '.join(file for file, _line in message.locations)})"
        elif not _is_translated(translated):
            yield f"no translation of {key[0]!r}"
        elif translated.fuzzy:
            yield f"a guessed translation of {key[0]!r}"
        else:
            yield from (f"{error} in the translation of {key[0]!r}" for error in translated.check(catalogue))
    yield from (f"{key[0]!r} is not used any more" for key in known.keys() - texts.keys())
    yield from (f"an outdated entry {str(key)!r}" for key in catalogue.obsolete)


def _is_translated(message: Message) -> bool:
    strings = message.string if isinstance(message.string, tuple) else (message.string,)
    return all(strings)


def _key(message: Message) -> Key:
    return (message.id[0] if isinstance(message.id, tuple) else str(message.id), message.context)


if __name__ == "__main__":
    lines = problems()
    print("\n".join(lines) or "Every text is translated.")
    sys.exit(bool(lines))
