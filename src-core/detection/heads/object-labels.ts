/** @file Which classes of a head are objects. */
import type { Head } from "../../contract/heads.ts";
import { headOf } from "./head-of.ts";

/** In the head's order; their places in it are those of their colours. */
export function objectLabels(head: Head): readonly string[] {
  const { labels, background } = headOf(head);
  return labels.filter((_, index) => index !== background);
}
