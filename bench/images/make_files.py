"""Small good images in every format and layout that Fullconv reads, with the pixels that other decoders see, as one JSON file.

    python3 -m venv venv && venv/bin/pip install pillow tifffile imagecodecs
    venv/bin/python bench/images/make_files.py test/fixtures/images.json

Pixels come from the arrays that were written, where the file is lossless, or from Pillow; every TIFF that tifffile can read is
held against it. All of it is made here: free of anyone's licence.
"""

import json
import sys

from collection import files, pictures, refused
from lies import lies
from other_formats import others
from tiffs import tiffs

tiffs()
others()
lies()
with open(sys.argv[1], "w") as file:
    json.dump({"pictures": pictures, "files": files, "refused": refused}, file, indent=1)
    file.write("\n")
print(len(files), "files,", len(refused), "refused,", sum(len(f["bytes"]) for f in files) * 3 // 4, "bytes")
