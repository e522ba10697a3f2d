/** @file Entry of the process that reads images and heat-maps in tiles. */
import type { Pictures } from "../analysis/pictures.ts";
import { LocalPictures } from "../analysis/pictures.ts";
import { listenToApp } from "./listen-to-app.ts";

const desk: Pictures = new LocalPictures();

listenToApp({
  plain: {
    tile: (...args: Parameters<Pictures["tile"]>) => desk.tile(...args),
    region: (...args: Parameters<Pictures["region"]>) => desk.region(...args),
    forget: (...args: Parameters<Pictures["forget"]>) => desk.forget(...args),
    heat: (...args: Parameters<Pictures["heat"]>) => desk.heat(...args),
  },
  jobs: { prepare: (...args: Parameters<Pictures["prepare"]>) => desk.prepare(...args) },
});
