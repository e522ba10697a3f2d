/** @file The languages that the window speaks. */
import type { locales } from "../../src-core/contract/settings.ts";

export type Locale = (typeof locales)[number];
