/** @file Colours as numbers of a table (H.273), as PNG's cICP and AVIF's nclx have them. Source: ITU-T H.273, tables 2 and 3. */

import { said } from "../../../src-core/messages/said.ts";
import type { Param } from "../../../src-core/messages/template.ts";

const primariesNames: Partial<Record<number, Param>> = {
  4: "BT.470 M",
  5: "BT.601",
  6: "BT.601",
  7: "SMPTE 240M",
  8: said("image.code-film"),
  9: "BT.2020",
  10: "XYZ",
  11: "DCI-P3",
  12: "Display P3",
  22: "EBU 3213",
};
const transferNames: Partial<Record<number, Param>> = {
  4: "gamma 2.2",
  5: "gamma 2.8",
  7: "SMPTE 240M",
  8: said("image.code-linear"),
  9: said("image.code-log"),
  10: said("image.code-log"),
  11: "xvYCC",
  12: "BT.1361",
  16: "PQ",
  17: "DCI",
  18: "HLG",
};

/** BT.709, BT.601 and BT.2020 share one curve, which is taken as sRGB's; 2 is "unspecified". */
const usualPrimaries = [1, 2];
const usualTransfers = [1, 2, 6, 13, 14, 15];

/** @returns what differs from sRGB: "BT.2020 with PQ"; null where nothing does */
export function codedColours(primaries: number, transfer: number): Param | null {
  const colour = usualPrimaries.includes(primaries)
    ? null
    : (primariesNames[primaries] ?? said("image.code-primaries", { code: String(primaries) }));
  const curve = usualTransfers.includes(transfer)
    ? null
    : (transferNames[transfer] ?? said("image.code-curve", { code: String(transfer) }));
  if (colour === null || curve === null) return colour ?? curve;
  return said("image.code-both", { primaries: colour, curve });
}
