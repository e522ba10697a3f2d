/** @file What visitors of the soak do: each visit ends with nothing of its own left. */
import { onnxFile } from "../../test/support/models/own-models.ts";
import type { JobEvent } from "../../src-core/contract/api.ts";
import { Refused } from "./client.ts";
import type { Wish } from "./expected.ts";
import { answerOf, fixed, followUp, nameOf, wishes } from "./expected.ts";
import type { Expected, World } from "./world.ts";

export type Visit = (world: World) => Promise<void>;

/** An image that is there for the time of a visit. */
async function withImage(
  world: World,
  picture: string,
  visit: (image: string) => Promise<void>,
): Promise<void> {
  const image = await world.upload(picture);
  try {
    await visit(image);
  } finally {
    await world.client.ask("DELETE", `/api/images/${image}`);
  }
}

const passOf = ({ model, scales }: Wish, image: string): object => ({
  ...fixed,
  image,
  model,
  ...(scales && { scales }),
});

/** A pass to its end. */
export async function pass(world: World, wish: Wish, image: string): Promise<Expected> {
  return world.whole(async () => {
    let isHeld = true;
    const end = await world.client.job("/api/analyses", passOf(wish, image), (event) => {
      if (event.type === "map") isHeld = event.layer === null;
    });
    if (end.type !== "result") throw new Error(`${nameOf(wish)} ended with ${end.type}`);
    return {
      answer: answerOf(end.result),
      sums: await followUp(world.client, end.analysis, isHeld),
    };
  });
}

/** The pass and all that is asked of it are what they were at the start. */
const wholePass: Visit = async (world) => {
  const wish = world.pick(wishes);
  await withImage(world, wish.picture, async (image) => {
    const seen = JSON.stringify(await pass(world, wish, image));
    const wanted = JSON.stringify(world.expected.get(nameOf(wish)));
    if (seen !== wanted) world.defect(`${nameOf(wish)}: ${seen} instead of ${wanted}`);
    world.count("passes compared");
  });
};

/** @param stop is called with the job as soon as it has begun @returns how it ended */
async function stopped(
  world: World,
  path: string,
  body: object,
  stop: (job: string) => Promise<void>,
): Promise<string> {
  let stopping = Promise.resolve();
  const end = await world.client
    .job(path, body, (event: JobEvent) => {
      if (event.type === "started") stopping = stop(event.job);
    })
    .then(
      () => "was faster",
      (cause: unknown) => {
        if (cause instanceof Refused && ["cancelled", "worker-died"].includes(cause.code))
          return cause.code === "cancelled" ? "stopped" : "killed";
        throw cause;
      },
    );
  await stopping;
  return end;
}

const stop =
  (world: World, most: number) =>
  async (job: string): Promise<void> => {
    await world.pause(most);
    await world.client.ask("DELETE", `/api/jobs/${job}`);
  };

const stoppedPass: Visit = async (world) => {
  const wish = world.pick(wishes);
  await withImage(world, wish.picture, async (image) => {
    const end = await stopped(world, "/api/analyses", passOf(wish, image), stop(world, 1500));
    world.count(`stopped passes: ${end}`);
  });
};

/** Some at once: those that wait are stopped while they wait. */
const stoppedQueue: Visit = async (world) => {
  const wish = world.pick(wishes);
  await withImage(world, wish.picture, async (image) => {
    const ends = await Promise.all(
      Array.from({ length: 2 + world.below(6) }, () =>
        stopped(world, "/api/analyses", passOf(wish, image), stop(world, 800)),
      ),
    );
    for (const end of ends) world.count(`stopped in the queue: ${end}`);
  });
};

/** The window goes while its job runs. */
const leftPass: Visit = async (world) => {
  const wish = world.pick(wishes);
  await withImage(world, wish.picture, async (image) => {
    const leave = new AbortController();
    const answer = world.client.ask("POST", "/api/analyses", passOf(wish, image), leave.signal);
    await world.pause(1000);
    leave.abort();
    await answer.then((left) => left.body?.cancel()).catch(() => undefined);
    world.count("streams left");
  });
};

const exports = ["overlay", "map", "zarr", "csv", "geojson", "json", "report"];

/** An export that breaks off while it is made, or while it is sent. */
const leftExports: Visit = async (world) => {
  const wish = world.pick(wishes);
  await withImage(world, wish.picture, async (image) => {
    const end = await world.whole(() => world.client.job("/api/analyses", passOf(wish, image)));
    if (end.type !== "result") throw new Error(`${nameOf(wish)} ended with ${end.type}`);
    for (let round = 0; round < 3; round++) {
      const leave = new AbortController();
      const path = `/api/analyses/${end.analysis}/exports/${world.pick(exports)}`;
      const answer = world.client.bytes(path, leave.signal);
      const done = answer.then(
        () => "whole",
        (cause: unknown) => {
          if (leave.signal.aborted) return "left";
          if (cause instanceof Refused && cause.code === "worker-died") return "killed";
          throw cause;
        },
      );
      await Promise.race([done, world.pause(400)]);
      leave.abort();
      world.count(`exports: ${await done}`);
    }
  });
};

/** Bytes that begin to come, and come no further. */
const halfOf = (bytes: Uint8Array<ArrayBuffer>): ReadableStream<Uint8Array<ArrayBuffer>> =>
  new ReadableStream({
    start: (sink) => {
      sink.enqueue(bytes.subarray(0, bytes.length >> 1));
    },
  });

/** Pixels are looked at; an upload breaks off. */
const looked: Visit = async (world) => {
  const picture = world.pick(["digits", "smear", "middle", "large"]);
  await withImage(world, picture, async (image) => {
    if (picture === "large") {
      const end = await stopped(world, `/api/images/${image}/prepare`, {}, stop(world, 3000));
      world.count(`conversions: ${end}`);
      await world.whole(() => world.client.job(`/api/images/${image}/prepare`, {}));
      await world.whole(() => world.client.bytes(`/api/images/${image}/tiles/2/1/1`));
    }
    const area = "x=10&y=20&width=64&height=48";
    await world.whole(() => world.client.bytes(`/api/images/${image}/region?${area}`));
    world.count("images looked at");
  });
  const leave = new AbortController();
  const { name, bytes } = world.picture("large");
  const left = world.client.ask("POST", `/api/images?name=${name}`, halfOf(bytes), leave.signal);
  await world.pause(60);
  leave.abort();
  await left.then(
    () => {
      world.defect("half an upload was answered");
    },
    () => undefined,
  );
  world.count("uploads left");
};

const baseline: Visit = async (world) => {
  const wish = world.pick(wishes.filter(({ model }) => /lenet|alexnet/.test(model)));
  await withImage(world, wish.picture, async (image) => {
    const end = await world.whole(async () => {
      const first = await world.client.job("/api/analyses", passOf(wish, image));
      if (first.type !== "result") throw new Error(`${nameOf(wish)} ended with ${first.type}`);
      const path = `/api/analyses/${first.analysis}/baseline`;
      if (world.random() < 0.5) {
        const ended = await stopped(world, path, { budget: 5000 }, stop(world, 1500));
        world.count(`baselines: ${ended}`);
      }
      return world.client.job(path, { budget: 300 });
    });
    if (end.type !== "result") throw new Error(`a baseline ended with ${end.type}`);
    const { maxAbsDiff = NaN, argmaxAgreement = NaN } = end.result.equality ?? {};
    if (!(maxAbsDiff < 1e-4) || !(argmaxAgreement > 0.99))
      world.defect(`${nameOf(wish)}: differs by ${maxAbsDiff}, agrees in ${argmaxAgreement}`);
    world.count("baselines compared");
  });
};

/** A model comes, is used, and goes; its id is nobody else's. */
const model: Visit = async (world) => {
  const id = `passing-${world.below(1e9)}`;
  const answers = { preset: "unit" };
  const draft = await world.client.id("POST", "/api/drafts", {});
  const at = `/api/drafts/${draft}`;
  await world.client.ask("POST", `${at}/files?name=net.onnx`, new Uint8Array(onnxFile("lenet")));
  if (world.random() < 0.3) {
    await world.client.ask("DELETE", at);
    world.count("drafts dropped");
    return;
  }
  await world.whole(() => world.client.ask("POST", `${at}/examine`, { answers }));
  await world.whole(async () => {
    try {
      await world.client.ask("POST", `${at}/keep`, { answers, naming: { id } });
    } catch (cause) {
      // It was kept before the process was killed, and nobody had been told.
      if (!(cause instanceof Refused && cause.code === "output-exists")) throw cause;
    }
  });
  await withImage(world, "small", async (image) => {
    await world.whole(() => world.client.job("/api/analyses", { ...fixed, image, model: id }));
  });
  await world.whole(async () => {
    try {
      await world.client.ask("DELETE", `/api/models/${id}`);
    } catch (cause) {
      if (!(cause instanceof Refused && cause.code === "unknown-model")) throw cause;
    }
  });
  await world.client.ask("DELETE", at).catch(() => undefined);
  world.count("models kept and removed");
};

const batch: Visit = async (world) => {
  const wanted = { name: "soak", model: "lenet-digits", device: "cpu", memory: 2 ** 28 };
  const id = await world.client.id("POST", "/api/batches", { ...wanted, exports: ["csv"] });
  const at = `/api/batches/${id}`;
  const names = ["a/1.png", "a/2.png", "b/3.png"];
  const { bytes } = world.picture("digits");
  for (const name of names)
    await world.client.ask("POST", `${at}/files?name=${encodeURIComponent(name)}`, bytes);
  await world.client.ask("POST", `${at}/start`);
  if (world.random() < 0.5) {
    await world.pause(500);
    await world.client.ask("POST", `${at}/stop`);
    await world.client.ask("POST", `${at}/start`);
    world.count("batches stopped and gone on with");
  }
  for (;;) {
    await world.client.follow(`${at}/events`, (line) =>
      /^\{"type":"state",.*"status":"(?:done|stopped|paused)"/.test(line),
    );
    const states = (await world.client.json("GET", "/api/batches")) as Record<string, unknown>[];
    const state = states.find((each) => each["id"] === id);
    if (state?.["status"] === "done" && state["failed"] === 0) break;
    // An image under which the process was killed twice is given up, and can be tried again.
    world.count(`batches: ${String(state?.["status"])}, ${String(state?.["failed"])} failed`);
    await world.client.ask("POST", `${at}/${state?.["status"] === "done" ? "retry" : "start"}`);
  }
  const rows = (await world.client.drain("GET", `${at}/table`)).trimEnd().split("\n").slice(1);
  // Status, size, count, label and score: the name before and the time behind are each image's own.
  const counts = new Set(rows.map((row) => row.split(",").slice(1, 7).join(",")));
  if (rows.length !== names.length)
    world.defect(`a batch of ${names.length} has ${rows.length} rows`);
  if (counts.size !== 1) world.defect(`a batch of the same image differs: ${rows.join(" | ")}`);
  await world.client.ask("DELETE", `${at}?results=1`);
  world.count("batches compared");
};

/** By how often they come. */
export const visits: readonly (readonly [Visit, number])[] = [
  [wholePass, 6],
  [stoppedPass, 4],
  [stoppedQueue, 2],
  [leftPass, 2],
  [leftExports, 3],
  [looked, 2],
  [baseline, 1],
  [model, 2],
  [batch, 1],
];
