"""Builds assets/fonts/*.ttf from the npm package @fontsource/golos-text (SIL OFL 1.1): joins its Latin, Latin-ext and
Cyrillic parts and keeps the characters that the pictures need.

    npm pack @fontsource/golos-text && tar xzf fontsource-golos-text-*.tgz
    pip install fonttools brotli && python3 assets/fonts/subset.py package assets/fonts
"""

import pathlib
import sys

from fontTools import merge, subset, ttLib

package, out = map(pathlib.Path, sys.argv[1:])
keep = [chr(c) for c in range(0x20, 0x7F)] + [chr(c) for c in range(0x410, 0x450)]
keep += list("ЁёІіЇїЄєҐґЎў«»„“”‘’–—−…№₽€$£₸₴·•%‰°×÷±≈≤≥↑↓\u00a0")

for weight in ("400", "700"):
    parts = []
    for script in ("latin", "latin-ext", "cyrillic", "cyrillic-ext"):
        font = ttLib.TTFont(package / "files" / f"golos-text-{script}-{weight}-normal.woff2")
        font.flavor = None
        path = f"/tmp/{script}-{weight}.ttf"
        font.save(path)
        parts.append(path)
    whole = merge.Merger(merge.Options(drop_tables=["GSUB", "GPOS", "GDEF", "kern"])).merge(parts)
    options = subset.Options(layout_features=[], name_IDs=["*"], notdef_outline=True, hinting=False)
    cutter = subset.Subsetter(options)
    cutter.populate(text="".join(keep))
    cutter.subset(whole)
    whole.save(out / f"GolosText-{weight}.ttf")
    cmap = whole.getBestCmap()
    print(weight, len(cmap), "characters; not in the font:", [c for c in keep if ord(c) not in cmap])
