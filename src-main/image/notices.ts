/** @file What of an image file is not read, or is not taken as the file says. */
import type { Notice } from "../../src-core/contract/notices.ts";
import type { ColourStatement } from "./declared/declaration.ts";
import type { Header } from "./header.ts";
import { ofAnotherKind } from "./profile.ts";
import type { SourceHeader } from "./checked-source.ts";

type Said = Pick<SourceHeader, "tiff" | "declared">;

/** @param pages images in the file that are no levels of a pyramid, and no masks */
export function noticesOf(said: Said, header: Header, pages: number): Notice[] {
  const { tiff, declared } = said;
  const notices = [...ofPages(declared.masks, pages)];
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
  const taken = header.colours === "cmyk" ? "CMYK by the built-in profile" : "sRGB";
  for (const why of unused(header, said))
    notices.push({ code: "profile-unused", message: `${why}: the values are taken as ${taken}` });
  if (declared.white !== null) notices.push(ofWhite(declared.white));
  return notices;
}

function ofPages(masks: readonly number[], pages: number): Notice[] {
  const notices: Notice[] = [];
  if (pages > 1)
    notices.push({
      code: "pages-left-out",
      message: `the file has ${pages} pages: the first one alone is read`,
    });
  if (masks.length > 0)
    notices.push({
      code: "pages-left-out",
      message: `the file has a transparency mask (page ${masks.join(", ")}), which is not applied: all of the picture is taken`,
    });
  return notices;
}

function bands({ colours }: Header): string {
  if (colours === "grey") return "2 bands";
  return colours === "rgb" ? "4 bands" : "5 bands";
}

/** A profile says more than all else. */
function unused(header: Header, { declared }: Said): string[] {
  const { hasProfile, unused: why, colours } = header;
  const cannot = (reason: string): string => `the file's colour profile cannot be used (${reason})`;
  if (hasProfile) return why === null ? [] : [cannot(why)];
  if (declared.profile !== undefined)
    return [
      cannot((declared.profile && ofAnotherKind(declared.profile, colours)) ?? "it is damaged"),
    ];
  // EXIF's colour spaces are all of RGB.
  const all = colours === "rgb" ? [...declared.colours, ...header.exif] : declared.colours;
  const stated = all.filter(({ coloursAlone }) => coloursAlone !== true || colours === "rgb");
  if (stated.length === 0 && colours === "cmyk") return ["the file has no colour profile"];
  return stated.map(notUsed);
}

const notUsed = ({ what, many }: ColourStatement): string =>
  `the file's ${what} ${many === true ? "are" : "is"} not used`;

/** The higher byte of a sample counts. See docs/images.md. */
const ofWhite = ({ value, by }: { readonly value: number; readonly by: string }): Notice => ({
  code: "white-unused",
  message: `the file says that white is ${value} (${by}): it is taken as 65535, so that ${value} becomes ${Math.floor(value / 256)} of 255`,
});
