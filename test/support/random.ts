/** @file Random numbers that are the same for the same seed. */
export { randomNumbers as seeded } from "../../src-core/random.ts";
