/** @file The window in a browser. */
import { batchBehaviour } from "./batch.ts";
import { test } from "./browser.ts";
import { largeImages } from "./large-images.ts";
import { windowBehaviour } from "./window-behaviour.ts";

windowBehaviour(test);
batchBehaviour(test);
largeImages(test);
