/** @file The window's side of a served session, as far as an analysis needs it. */
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { z } from "zod";
import { admitted } from "../http/admitted.ts";

const opened = z.looseObject({ id: z.string() });

/** The address that the server prints. */
export async function entranceOf(output: Readable): Promise<string> {
  for await (const line of createInterface(output)) return line;
  throw new Error("the server ended before it said where it is");
}

/** Opens a model's sample and analyses it. @returns the last event */
export async function analyseSample(entrance: string, model: string): Promise<unknown> {
  const { origin, headers } = await admitted(entrance);
  const post = async (route: string, body: object): Promise<string> => {
    const response = await fetch(`${origin}/api${route}`, {
      method: "POST",
      headers: { ...headers, "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${route}: ${text}`);
    return text;
  };
  const { id } = opened.parse(JSON.parse(await post("/images/sample", { model })));
  const events = await post("/analyses", { image: id, model, runs: 1 });
  return JSON.parse(events.trim().split("\n").at(-1) ?? "");
}
