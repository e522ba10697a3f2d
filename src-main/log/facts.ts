/** @file What a report keeps of app and machine: as they were when it was written, since later they say nothing of an end. */
import { z } from "zod";

/** Name and value; then what of the value is the user's. */
const fact = z.tuple([z.string(), z.string(), z.array(z.string()).optional()]);

export const section = z.strictObject({
  title: z.string(),
  /** Of which moment it is: of the end, or of the start after it where nobody was left to write anything down. */
  of: z.enum(["end", "next-start"]),
  facts: z.array(fact),
});

export type Fact = readonly [name: string, value: string, names?: string[] | undefined];
export type Facts = readonly Fact[];
export type Section = z.infer<typeof section>;
/** What is known now. */
export type TakeFacts = () => readonly { readonly title: string; readonly facts: Facts }[];

/** With the moment that they are of; what cannot be found out is no reason to lose a report. */
export function takenAs(of: Section["of"], take: TakeFacts): Section[] {
  try {
    return take().map(({ title, facts }) => ({
      title,
      of,
      facts: facts.map(([name, value, names]) =>
        names === undefined ? [name, value] : [name, value, [...names]],
      ),
    }));
  } catch {
    return [];
  }
}
