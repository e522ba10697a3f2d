/** @file ONNX Runtime's profile of a run: where each operator ran. */
import { z } from "zod";

const events = z.array(
  z.object({
    cat: z.string().optional(),
    args: z.object({ op_name: z.string().optional(), provider: z.string().optional() }).optional(),
  }),
);

/** @returns names of operators that the CPU ran, each once, in their order @throws Error for what is no profile */
export function ranOnCpu(profile: string): string[] {
  const names = events
    .parse(JSON.parse(profile))
    .filter(({ cat, args }) => cat === "Node" && args?.provider === "CPUExecutionProvider")
    .map(({ args }) => args?.op_name ?? "unnamed");
  return [...new Set(names)];
}
