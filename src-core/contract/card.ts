/** @file card.json: what a model expects of an image and what its outputs mean. */
import { z } from "zod";
import { head } from "./heads.ts";

const length = z.int().positive();
/** The network's numbers have 32 bits: below that one is zero for it, above it is infinite. */
const [leastFloat, mostFloat] = [2 ** -126, 3.4028234e38];
const inFloat = (value: number): boolean =>
  value === 0 || (Math.abs(value) >= leastFloat && Math.abs(value) <= mostFloat);
const float = z.number().refine(inFloat, {
  error: ({ input }) => `${String(input)} is no number of 32 bits: it would be 0 or infinite`,
});
const positive = float.refine((value) => value > 0, { message: "must be above 0" });
const perChannel = z.array(float).min(1);

/** A value is `(pixel · scale − mean) / std` per channel, pixel in 0…255. */
export const inputCard = z
  .strictObject({
    width: length,
    height: length,
    color: z.enum(["gray", "rgb", "bgr"]),
    scale: positive,
    mean: perChannel,
    std: z.array(positive).min(1),
    /** `dark-on-light` images are inverted for the network; `auto`: it takes both as they are. */
    polarity: z.enum(["light-on-dark", "dark-on-light", "auto"]),
  })
  .refine(
    ({ color, mean, std }) => {
      const channels = color === "gray" ? 1 : 3;
      return mean.length === channels && std.length === channels;
    },
    { message: "mean and std need one number per channel: 1 for gray, 3 for rgb and bgr" },
  )
  .refine(
    ({ scale, std }) => std.every((one) => inFloat(scale / one) && inFloat((255 * scale) / one)),
    {
      message: "scale / std is no number of 32 bits: it would be 0 or infinite",
    },
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
  id: z
    .string()
    .max(200)
    .regex(/^[a-z0-9][a-z0-9-]*$/),
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
export const userFields = card.partial().required({ input: true, head: true });

/** Results name classes, and so do thresholds: two of one name could not be told apart. */
export const userCard = userFields.superRefine(({ head: { classes } }, context) => {
  const places = new Map<string, number>();
  for (const [index, label] of classes.entries()) {
    const other = places.get(label);
    places.set(label, index);
    if (other === undefined) continue;
    context.addIssue({
      code: "custom",
      path: ["head", "classes"],
      message: `${label} is the name of two classes, ${other} and ${index}: name one of them otherwise`,
    });
    return;
  }
});

export type InputCard = z.infer<typeof inputCard>;
export type Card = z.infer<typeof card>;
export type UserCard = z.infer<typeof userCard>;
