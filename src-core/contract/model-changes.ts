/** @file What a user changes of a model that is at hand: its card, or a copy of all of it. */
import { z } from "zod";
import { card } from "./card.ts";

/**
 * `PATCH /api/models/:id`: what is named takes the place of what the card says; the networks stay. Answers with the model.
 * The window of a network is part of its `input`.
 */
export const cardChange = card
  .pick({ title: true, license: true, input: true, head: true })
  .partial();

export type CardChange = z.infer<typeof cardChange>;
