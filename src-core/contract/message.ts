/** @file A message in codes, on its way to the window: see [Note: Words are made in the window]. */
import { z } from "zod";
import type { Message, Param } from "../messages/template.ts";

const param: z.ZodType<Param> = z.lazy(() =>
  z.union([z.string(), z.number(), message, z.array(param)]),
);

/** Of a newer Fullconv it may have keys that are not known: its English stands beside it. */
export const message: z.ZodType<Message> = z.strictObject({
  key: z.string(),
  params: z.record(z.string(), param),
});
