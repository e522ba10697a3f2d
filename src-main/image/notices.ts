/** @file What of an image file is not read, or is not taken as the file says. */
import type { Notice } from "../../src-core/contract/notices.ts";
import type { Header } from "./header.ts";
import type { FileFacts } from "./source.ts";

/** A PNG's exponent, ×100,000, that sRGB's curve stands for. Source: PNG specification, third edition, gAMA. */
const usual = 45_455;

/** @param pages images in the file that are no levels of a pyramid */
export function noticesOf(
  { tiff, png }: Pick<FileFacts, "tiff" | "png">,
  header: Header,
  pages: number,
): Notice[] {
  const notices: Notice[] = [];
  if (pages > 1)
    notices.push({
      code: "pages-left-out",
      message: `the file has ${pages} pages: the first one alone is read`,
    });
  if (tiff?.layout.reduced === true)
    notices.push({
      code: "pages-left-out",
      message:
        "the first image of the file calls itself a smaller version of another one: it alone is read",
    });
  if (header.fourth === "unknown")
    notices.push({
      code: "bands-left-out",
      message: `the file has ${bands(header)}, and does not say what the last band is: it is left out`,
    });
  const why = unused(header, png);
  const taken = header.colours === "cmyk" ? "CMYK by the built-in profile" : "sRGB";
  if (why !== null)
    notices.push({ code: "profile-unused", message: `${why}: the values are taken as ${taken}` });
  return notices;
}

function bands({ colours }: Header): string {
  if (colours === "grey") return "2 bands";
  return colours === "rgb" ? "4 bands" : "5 bands";
}

function unused({ hasProfile, unused: why }: Header, png: FileFacts["png"]): string | null {
  if (hasProfile) return why === null ? null : `the file's colour profile cannot be used (${why})`;
  if (png?.profile === true) return "the file's colour profile cannot be used (it is damaged)";
  if (png?.coded === true) return "the file's code for its colours (cICP) is not used";
  const gamma = png?.gamma ?? usual;
  if (Math.abs(gamma - usual) <= 500) return null;
  return `the file's gamma (${gamma / 100_000} instead of ${usual / 100_000}) is not used`;
}
