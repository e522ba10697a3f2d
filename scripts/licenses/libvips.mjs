/**
 * @file The libraries inside sharp's libvips, which names their versions and, in its README, the terms they are used under.
 * It is one shared library that lies as a file of its own beside the app's archive: whoever wants to can put another build
 * of it in its place, as the LGPL asks.
 */
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

const lgpl = "LGPL-3.0-or-later";

/** By the names in versions.json: the project's, its licence as SPDX says it, and where its source is. */
export const libraries = {
  aom: ["aom", "BSD-2-Clause", "https://aomedia.googlesource.com/aom"],
  archive: ["libarchive", "BSD-2-Clause", "https://github.com/libarchive/libarchive"],
  cairo: ["cairo", "MPL-1.1", "https://gitlab.freedesktop.org/cairo/cairo"],
  cgif: ["cgif", "MIT", "https://github.com/dloebl/cgif"],
  exif: ["libexif", lgpl, "https://github.com/libexif/libexif"],
  expat: ["expat", "MIT", "https://github.com/libexpat/libexpat"],
  ffi: ["libffi", "MIT", "https://github.com/libffi/libffi"],
  fontconfig: ["fontconfig", "HPND", "https://gitlab.freedesktop.org/fontconfig/fontconfig"],
  freetype: ["freetype", "FTL", "https://gitlab.freedesktop.org/freetype/freetype"],
  fribidi: ["fribidi", lgpl, "https://github.com/fribidi/fribidi"],
  glib: ["glib", lgpl, "https://gitlab.gnome.org/GNOME/glib"],
  harfbuzz: ["harfbuzz", "MIT", "https://github.com/harfbuzz/harfbuzz"],
  heif: ["libheif", lgpl, "https://github.com/strukturag/libheif"],
  highway: ["highway", "BSD-3-Clause", "https://github.com/google/highway"],
  imagequant: ["libimagequant", "BSD-2-Clause", "https://github.com/lovell/libimagequant"],
  lcms: ["lcms", "MIT", "https://github.com/mm2/Little-CMS"],
  mozjpeg: ["mozjpeg", "Zlib AND IJG AND BSD-3-Clause", "https://github.com/mozilla/mozjpeg"],
  pango: ["pango", lgpl, "https://gitlab.gnome.org/GNOME/pango"],
  pixman: ["pixman", "MIT", "https://gitlab.freedesktop.org/pixman/pixman"],
  png: ["libpng", "libpng-2.0", "https://github.com/pnggroup/libpng"],
  "proxy-libintl": ["proxy-libintl", lgpl, "https://github.com/frida/proxy-libintl"],
  rsvg: ["librsvg", lgpl, "https://gitlab.gnome.org/GNOME/librsvg"],
  tiff: ["libtiff", "libtiff", "https://gitlab.com/libtiff/libtiff"],
  uhdr: ["libultrahdr", "MIT", "https://github.com/google/libultrahdr"],
  vips: ["libvips", lgpl, "https://github.com/libvips/libvips"],
  webp: ["libwebp", "BSD-3-Clause", "https://chromium.googlesource.com/webm/libwebp"],
  xml2: ["libxml2", "MIT", "https://gitlab.gnome.org/GNOME/libxml2"],
  "zlib-ng": ["zlib-ng", "Zlib", "https://github.com/zlib-ng/zlib-ng"],
};

/** Without a version of its own: it is part of libvips. */
const nsgif = ["libnsgif", "MIT", "https://www.netsurf-browser.org/projects/libnsgif/"];

/** @returns a component for each library of the builds that are installed @throws Error for one that is not known here */
export function libvipsComponents(scope = join("node_modules", "@img")) {
  const names = existsSync(scope) ? readdirSync(scope) : [];
  return names
    .map((name) => join(scope, name, "versions.json"))
    .filter((path) => existsSync(path))
    .flatMap((path) => {
      const versions = JSON.parse(readFileSync(path, "utf8"));
      const known = Object.entries(versions).map(([name, version]) => {
        const library = libraries[name];
        if (!library) throw new Error(`${path}: nothing is known of the licence of ${name}`);
        return component(library, version);
      });
      return [...known, component(nsgif, versions.vips)];
    });
}

const component = ([name, license, source], version) => ({
  type: "library",
  name,
  version,
  license,
  source,
  purl: `pkg:generic/${name}@${version}`,
  text: noticeOf(name, license),
});

/** Their holders' notices, as most of these terms ask for; the LGPL's own text is enough for its libraries. */
function noticeOf(name, license) {
  const path = join("build", "notices", "libraries", `${name}.txt`);
  if (existsSync(path)) return readFileSync(path, "utf8");
  if (license === lgpl) return "";
  throw new Error(`${path} is missing: the licence of ${name}, with its holders`);
}
