/** @file What of an image file is not read, or is not taken as the file says. */
import { said } from "../../src-core/messages/said.ts";
import { noticeOf } from "../../src-core/contract/notices.ts";
import type { Notice } from "../../src-core/contract/notices.ts";
import type { Message, Param } from "../../src-core/messages/template.ts";
import type { ColourStatement } from "./declared/declaration.ts";
import type { Header } from "./header.ts";
import { ofAnotherKind } from "./profile.ts";
import type { SourceHeader } from "./checked-source.ts";

type Read = Pick<SourceHeader, "tiff" | "declared">;

/** @param pages images in the file that are no levels of a pyramid, and no masks */
export function noticesOf(read: Read, header: Header, pages: number): Notice[] {
  const { tiff, declared } = read;
  const notices = [...ofPages(declared.masks, pages)];
  if (tiff?.layout.reduced === true)
    notices.push(noticeOf("pages-left-out", said("image.reduced")));
  if (header.fourth === "unknown")
    notices.push(noticeOf("bands-left-out", said("image.last-band", { bands: bands(header) })));
  const taken = header.colours === "cmyk" ? said("image.cmyk") : "sRGB";
  for (const why of unused(header, read))
    notices.push(noticeOf("profile-unused", said("image.taken-as", { why, taken })));
  if (declared.white !== null) notices.push(ofWhite(declared.white));
  return notices;
}

function ofPages(masks: readonly number[], pages: number): Notice[] {
  const notices: Notice[] = [];
  if (pages > 1) notices.push(noticeOf("pages-left-out", said("image.pages", { pages })));
  if (masks.length > 0) notices.push(noticeOf("pages-left-out", said("image.masks", { masks })));
  return notices;
}

function bands({ colours }: Header): number {
  if (colours === "grey") return 2;
  return colours === "rgb" ? 4 : 5;
}

/** A profile says more than all else. */
function unused(header: Header, { declared }: Read): Message[] {
  const { hasProfile, unused: why, colours } = header;
  const cannot = (why: Message): Message => said("image.profile-unused", { why });
  if (hasProfile) return why === null ? [] : [cannot(why)];
  if (declared.profile !== undefined)
    return [
      cannot(
        (declared.profile ? ofAnotherKind(declared.profile, colours) : null) ??
          said("image.profile-damaged"),
      ),
    ];
  // EXIF's colour spaces are all of RGB.
  const all = colours === "rgb" ? [...declared.colours, ...header.exif] : declared.colours;
  const stated = all.filter(({ coloursAlone }) => coloursAlone !== true || colours === "rgb");
  if (stated.length === 0 && colours === "cmyk") return [said("image.no-profile")];
  return stated.map(notUsed);
}

const notUsed = ({ what, many }: ColourStatement): Message =>
  many === true
    ? said("image.statements-unused", { what })
    : said("image.statement-unused", { what });

/** The higher byte of a sample counts. See docs/images.md. */
const ofWhite = ({ value, by }: { readonly value: number; readonly by: Param }): Notice =>
  noticeOf("white-unused", said("image.white", { value, by, becomes: Math.floor(value / 256) }));
