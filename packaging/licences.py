#!/usr/bin/env python3
"""Writes the copyright file of the package: packaging/licences.py > target/copyright

The program, its data and fonts first, then every crate that is in it, by `cargo metadata`, with the texts of their
licences as the crates carry them, each once. Needs cargo and the crates (cargo fetch).
"""
import json
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
NAMES = ("LICENSE", "LICENCE", "COPYING", "COPYRIGHT", "NOTICE", "UNLICENSE")


def crates():
    """The packages that are linked into the program, by name and version, without itself."""
    line = ["cargo", "metadata", "--format-version", "1", "--locked", "--filter-platform", host()]
    found = json.loads(subprocess.run(line, cwd=ROOT, check=True, capture_output=True).stdout)
    nodes = {node["id"]: node for node in found["resolve"]["nodes"]}
    seen, left = set(), [found["resolve"]["root"]]
    while left:
        package = left.pop()
        if package in seen:
            continue
        seen.add(package)
        for dependency in nodes[package]["deps"]:
            # What only builds or tests it is not in it.
            if any(kind["kind"] is None for kind in dependency["dep_kinds"]):
                left.append(dependency["pkg"])
    seen.discard(found["resolve"]["root"])
    return sorted((p for p in found["packages"] if p["id"] in seen), key=lambda p: (p["name"], p["version"]))


def host():
    told = subprocess.run(["rustc", "-vV"], check=True, capture_output=True, text=True).stdout
    return next(line.split()[1] for line in told.splitlines() if line.startswith("host:"))


def texts(package):
    """The licences that a crate carries, as they are."""
    folder = pathlib.Path(package["manifest_path"]).parent
    files = [file for file in sorted(folder.iterdir()) if file.is_file() and file.name.upper().startswith(NAMES)]
    return [file.read_text(encoding="utf-8", errors="replace").strip() for file in files]


def data():
    """The credits of map, places and fonts: the table of assets/README.md, as sentences."""
    for line in (ROOT / "assets/README.md").read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("| ").split(" | ")]
        if line.startswith("|") and len(cells) == 4 and not cells[0].startswith(("file", "---")):
            yield f"* {cells[0].replace('`', '')}: {cells[1].replace('`', '').replace('**', '')}. Licence: {cells[2].replace('`', '')}"


def main():
    out = sys.stdout
    out.reconfigure(encoding="utf-8")
    out.write("Meridian\nCopyright (c) 2026 The Meridian authors\nLicence: MIT OR Apache-2.0, at your choice\n\n")
    out.write((ROOT / "LICENSE-MIT").read_text() + "\nOn Debian the Apache License 2.0 is in /usr/share/common-licenses/Apache-2.0.\n")
    out.write("\n== Map, places, fonts ==\n\n" + "\n".join(data()) + "\n")
    for font in sorted((ROOT / "assets/fonts").glob("*-OFL.txt")):
        out.write(f"\n-- {font.name} --\n\n{font.read_text(encoding='utf-8').strip()}\n")
    out.write("\n== Crates in the program ==\n\n")
    users, bare = {}, []
    for package in crates():
        name = f"{package['name']} {package['version']}"
        out.write(f"{name}: {package['license'] or 'see its licence file'}")
        out.write(f" ({', '.join(package['authors'])})\n" if package["authors"] else "\n")
        found = texts(package)
        if not found:
            bare.append(name)
        for text in found:
            users.setdefault(text, []).append(name)
    if bare:
        out.write(f"\nWithout a file of their licence, which is named above: {', '.join(bare)}\n")
    for text, names in users.items():
        out.write(f"\n-- {', '.join(names)} --\n\n{text}\n")


main()
