/** @file card.json: what a model expects of an image and what its outputs mean. */
import { z } from "zod";
import { head } from "./heads.ts";

const length = z.int().positive();
const perChannel = z.array(z.number()).min(1);

/** A value is `(pixel · scale − mean) / std` per channel, pixel in 0…255. */
export const inputCard = z
  .strictObject({
    width: length,
    height: length,
    color: z.enum(["gray", "rgb", "bgr"]),
    scale: z.number().positive(),
    mean: perChannel,
    std: z.array(z.number().positive()).min(1),
    /** `dark-on-light` images are inverted for the network; `auto`: it takes both as they are. */
    polarity: z.enum(["light-on-dark", "dark-on-light", "auto"]),
  })
  .refine(
    ({ color, mean, std }) => {
      const channels = color === "gray" ? 1 : 3;
      return mean.length === channels && std.length === channels;
    },
    { message: "mean and std need one number per channel: 1 for gray, 3 for rgb and bgr" },
  );

const name = z.string().min(1);

/** In one language at least: a missing one is taken from the other. */
const title = z
  .strictObject({ en: name.optional(), zh: name.optional() })
  .transform(({ en, zh }, context) => {
    const [english, chinese] = [en ?? zh, zh ?? en];
    if (english !== undefined && chinese !== undefined) return { en: english, zh: chinese };
    context.addIssue("needs a name in one language at least: en or zh");
    return z.NEVER;
  });

export const card = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]*$/),
  title,
  version: z.string().min(1),
  file: z.string().min(1),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  license: z.string().min(1),
  provenance: z.strictObject({
    data: z.string(),
    script: z.string(),
    seed: z.int(),
    metrics: z.record(z.string(), z.union([z.number(), z.string()])),
  }),
  input: inputCard,
  head,
});

/** A user's card beside an ONNX file of their own: what it does not say comes from the file. */
export const userCard = card.partial().required({ input: true, head: true });

export type InputCard = z.infer<typeof inputCard>;
export type Card = z.infer<typeof card>;
export type UserCard = z.infer<typeof userCard>;
