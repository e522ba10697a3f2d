import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Answers, Examined } from "../../../src-core/contract/examined.ts";
import { zh } from "../../../src-renderer/i18n/zh.ts";
import { formatCard, parseCardFailure } from "../../../src-renderer/presentation/card-text.ts";
import { NewModel } from "../../../src-renderer/state/add-model/new-model.svelte.ts";

const read: Examined = {
  title: "my net",
  format: "onnx",
  bytes: 10,
  channels: 1,
  outputs: ["y"],
  output: "y",
  window: { width: 24, height: 24 },
  preprocessing: null,
  classes: ["0", "1"],
  background: null,
  activation: "softmax",
  activationReason: "logits",
  card: null,
  missing: ["preprocessing"],
  remembered: {},
  notices: [],
  surgery: {
    strideX: 2,
    strideY: 2,
    parameters: 5,
    oneWindow: 0,
    equality: { class: "ceil", reason: "pools in ceil mode" },
    exactWindow: { width: 25, height: 25 },
  },
};

/** A host that examines at once and notes what it was asked. */
class FakeHost {
  readonly log: string[] = [];
  readonly asked: Answers[] = [];
  refuses: string | null = null;
  card: Record<string, unknown> | undefined;
  taken = false;

  readonly fetch = async (path: string, init: RequestInit = {}): Promise<Response> => {
    this.log.push(`${init.method ?? "GET"} ${path}`);
    if (path === "/api/drafts") return Response.json({ id: "d" });
    if (path.startsWith("/api/drafts/d/files")) return Response.json({ name: "x" });
    if (path === "/api/drafts/d/examine") {
      const { answers } = (await new Response(init.body).json()) as { answers: Answers };
      this.asked.push(answers);
      if (this.refuses !== null) return refusal(422, "invalid-model", this.refuses, this.card);
      return Response.json({ ...read, ...(answers.preset && { missing: [] }) });
    }
    if (path === "/api/drafts/d/keep") return refusal(409, "output-exists", "is there already");
    return new Response(null, { status: 204 });
  };
}

const refusal = (status: number, code: string, message: string, card?: object): Response =>
  Response.json({ error: { code, message, card } }, { status });

let host: FakeHost;
beforeEach(() => {
  host = new FakeHost();
  vi.stubGlobal("window", {});
  vi.stubGlobal("fetch", host.fetch);
});
afterEach(() => {
  vi.unstubAllGlobals();
});

const file = (name: string, text = "x"): File => new File([text], name);

async function begun(name = "My Net.onnx"): Promise<NewModel> {
  const adding = new NewModel(name, () => ["my-net"]);
  await adding.start([file(name), file("weights.bin")], null);
  return adding;
}

/** As the dialog's effect does whenever answers change. */
async function answered(adding: NewModel): Promise<void> {
  adding.examineAgain(adding.form.answers);
  await expect.poll(() => adding.busy).toBe(false);
}

test("the files go to the host in order, and a name that is free is proposed", async () => {
  const adding = await begun();
  expect(host.log).toEqual([
    "POST /api/drafts",
    "POST /api/drafts/d/files?name=My%20Net.onnx",
    "POST /api/drafts/d/files?name=weights.bin",
    "POST /api/drafts/d/examine",
  ]);
  expect(adding.form.naming).toEqual({ id: "my-net-2", title: "my net" });
  expect(adding.formErrors).toEqual(["preprocessing"]);
  expect(adding.complete).toBe(false);
});

test("an answer is looked at once it rests, and the last one counts", async () => {
  const adding = await begun();
  adding.form.preprocessing = "raw";
  adding.examineAgain(adding.form.answers);
  adding.form.preprocessing = "unit";
  await answered(adding);
  expect(host.asked).toEqual([{}, { preset: "unit" }]);
  expect(adding.complete).toBe(true);
  adding.examineAgain(adding.form.answers);
  expect(adding.busy).toBe(false); // nothing new
});

test("the window on which it is exact, no background, and own numbers are told as such", async () => {
  const { form } = await begun();
  form.exactWindow = { width: 25, height: 25 };
  form.background = "none";
  form.preprocessing = "own";
  form.custom.mean = "0.5";
  expect(JSON.parse(JSON.stringify(form.answers))).toEqual({
    window: { width: 25, height: 25 },
    background: null,
    scale: 1 / 255,
    mean: [0.5],
    std: [1],
  });
});

test("numbers that cannot be read are asked for", async () => {
  const adding = await begun();
  adding.form.preprocessing = "own";
  adding.form.custom.scale = "a lot";
  expect(adding.formErrors).toEqual(["numbers"]);
});

test("a card that is added later answers all that was answered before", async () => {
  const adding = await begun();
  adding.form.preprocessing = "unit";
  await answered(adding);
  expect(host.asked.at(-1)).toEqual({ preset: "unit" });
  await adding.addFiles([file("card.json", '{"input": {}, "head": {}}')]);
  expect(host.log).toContain("POST /api/drafts/d/files?name=card.json");
  expect(host.asked.at(-1)).toEqual({});
  await answered(adding);
  expect(host.asked).toHaveLength(3);
});

test("files that are added while the first ones are on their way come behind them", async () => {
  const adding = new NewModel("net.onnx", () => []);
  const started = adding.start([file("net.onnx")], null);
  await adding.addFiles([file("weights.bin")]);
  await started;
  expect(host.log.filter((line) => line.includes("/files"))).toEqual([
    "POST /api/drafts/d/files?name=net.onnx",
    "POST /api/drafts/d/files?name=weights.bin",
  ]);
});

test("the card that a network needs is told as a draft to be filled in", async () => {
  host.refuses = 'net.onnx: it gives boxes. It needs a card: fill in: {"file":"net.onnx"}';
  host.card = { file: "net.onnx", input: { mean: [null, null, null] } };
  const adding = await begun();
  expect(adding.failure?.card).toEqual(host.card);
  expect(formatCard(host.card)).toBe(
    '{\n  "file": "net.onnx",\n  "input": {\n    "mean": [null, null, null]\n  }\n}\n',
  );
});

test("what is told of a needed card leaves the command line out", () => {
  const draft = '{"file":"net.onnx","sha256":"0"}';
  const told =
    'net.onnx: it gives boxes as a list: scores "s" (N×9×3), boxes "b" (N×9×4); the size of its images is open: say it with --window, as 320x240. It needs a card: fill in each null and name it with --card';
  const found =
    'net.onnx: it gives boxes as a list: scores "s" (N×9×3), boxes "b" (N×9×4); the size of its images is open';
  expect(parseCardFailure(`${told}: ${draft}`)).toEqual({ found, unused: "" });
  const unused = "the card beside the model is not used: card.json: input.color: is missing (null)";
  expect(parseCardFailure(`${told} (${unused}): ${draft}`)).toEqual({ found, unused });
  expect(zh.addModel.card.found(found)).toBe(
    'net.onnx：以列表形式给出候选框：得分 "s" (N×9×3)，框 "b" (N×9×4)；未说明图像的尺寸',
  );
});

test("labels are read, and what is wrong with a file of labels is said", async () => {
  const { form } = await begun();
  await form.readLabels(file("labels.txt", "cat\ndog\n"));
  expect(form.answers.classes).toEqual(["cat", "dog"]);
  await form.readLabels(file("labels.json", "{broken"));
  expect(form.labelsProblem).toEqual({ file: "labels.json", why: "begins like JSON but is none" });
  expect(form.answers.classes).toEqual(["cat", "dog"]);
});

test("a refusal is kept in full, and further files may mend it", async () => {
  host.refuses = 'net.onnx: "w" lies in "net.data": it is not there';
  const adding = await begun("net.onnx");
  expect(adding.failure?.message).toBe(host.refuses);
  expect(adding.examined).toBeNull();
  host.refuses = null;
  await adding.addFiles([file("net.data")]);
  expect(adding.failure).toBeNull();
  expect(adding.examined?.title).toBe("my net");
});

test("a name that was taken meanwhile can be changed", async () => {
  const adding = await begun();
  adding.form.preprocessing = "unit";
  await answered(adding);
  expect(await adding.keep()).toBeNull();
  expect(adding.keepFailure?.code).toBe("output-exists");
  expect(adding.complete).toBe(true);
});

test("given up, the host may forget it", async () => {
  const adding = await begun();
  adding.dispose();
  expect(host.log.at(-1)).toBe("DELETE /api/drafts/d");
});
