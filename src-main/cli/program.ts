/** @file The command line as CONTRACT promises it: commands, options and their help. */
import { Command, InvalidArgumentError, Option } from "commander";
import { requestedDevice } from "../../src-core/contract/devices.ts";
import { exportName } from "../../src-core/contract/exports.ts";
import type { Stride } from "../analysis/models/model.ts";
import { appVersion } from "../files/app-root.ts";
import type { AnalyzeOptions } from "./analyze-options.ts";
import { analyze } from "./analyze.ts";
import { withAnswers } from "./answers.ts";
import { exportList, memorySize } from "./batch-options.ts";
import type { BenchOptions } from "./bench.ts";
import { bench } from "./bench.ts";
import type { ConvertOptions } from "./convert.ts";
import { convert } from "./convert.ts";
import type { DevicesOptions } from "./devices.ts";
import type { DiagnosticsOptions } from "./diagnostics.ts";
import { printDiagnostics } from "./diagnostics.ts";
import { listDevices } from "./devices.ts";
import { addEvaluate } from "./evaluate-command.ts";
import type { ExplainOptions } from "./explain.ts";
import { explain } from "./explain.ts";
import type { InspectOptions } from "./inspect.ts";
import type { ImportOptions } from "./import.ts";
import { importModels } from "./import.ts";
import { inspect } from "./inspect.ts";
import { listModels } from "./models.ts";
import {
  budget,
  objectRange,
  port,
  positiveInteger,
  scaleList,
  seed,
  shape,
  share,
  sides,
  size,
} from "./options.ts";
import type { ServeOptions } from "./serve.ts";
import { serve } from "./serve.ts";
import { openWorkbench } from "./workbench.ts";

const stride = (): Option =>
  new Option("--stride <stride>", "distance of cells: the network's own, or 1 (à trous)")
    .choices(["native", "1"])
    .default("native")
    .argParser((text): Stride => {
      if (text !== "native" && text !== "1")
        throw new InvalidArgumentError("Allowed choices are native, 1.");
      return text === "1" ? 1 : "native";
    });

const scores = "the network's output with the scores, if it has several";

/** @param signal ends whatever is running @throws CommanderError, UserError */
export function program(signal: AbortSignal): Command {
  const command = new Command("fullconv")
    .description("Runs a window classifier over images of any size in one pass, and proves it.")
    .version(appVersion())
    .exitOverride()
    .configureOutput({
      // One line, whatever is suggested with it.
      outputError: (text, write) => {
        write(
          `${text
            .trim()
            .replace(/^error: /, "")
            .replace(/\s*\n\s*/g, " ")}\n`,
        );
      },
    });

  withAnswers(command.command("analyze"))
    .description("score maps, detections and the comparison for images and folders of images")
    .argument("<image|folder...>")
    .requiredOption(
      "--model <id|file.onnx>",
      "a model's id (see `fullconv models`) or an ONNX file",
    )
    .option("--card <file.json>", "card of an ONNX file: input and head")
    .addOption(
      new Option("--method <method>", "what is run")
        .choices(["fcn", "window", "both"])
        .default("both"),
    )
    .addOption(
      new Option("--device <device>", "what runs it")
        .choices(requestedDevice.options)
        .default("auto"),
    )
    .addOption(stride())
    .option("--scales <factors>", "image pyramid, as 1,0.5,0.25", scaleList)
    .option(
      "--objects <sizes>",
      "sides of the smallest and the largest object in pixels, as 20-200: the scales follow",
      objectRange,
    )
    .option(
      "--threshold <score>",
      "lowest score of a detection; default the model's own, of classifiers 0.5",
      share,
    )
    .option(
      "--nms <overlap>",
      "most overlap of two boxes that both count, from 0 to 1; default the model's own",
      share,
    )
    .option(
      "--runs <n>",
      "measured runs; many images with --method fcn are run once",
      positiveInteger,
      5,
    )
    .option("--baseline-budget <time>", "10s, 500ms or full", budget, 10_000)
    .option(
      "--memory <size>",
      "of one tile of the pass, as 512MB; default by what is free",
      memorySize,
    )
    .option("--out <folder>", "where files are written", ".")
    .option("--export <list>", `files to write: ${exportName.options.join(",")}`, exportList)
    .option("--overlay", "write <name>.overlay.png, as --export overlay")
    .option("--map", "write <name>.map.npy, float32, classes × rows × columns, as --export map")
    .option("--overwrite", "replace files that are there")
    .option("--resume", "go on in the folder of --out where a run of many images stopped")
    .option("--json", "one JSON document per image and line")
    .option("--quiet", "no progress")
    .action(async (paths: string[], options: AnalyzeOptions, call: Command) => {
      const isSaid = (name: string): boolean => call.getOptionValueSource(name) === "cli";
      const said = { runs: isSaid("runs"), out: isSaid("out") };
      process.exitCode = await analyze(openWorkbench(), paths, options, said, signal);
    });

  command
    .command("convert")
    .description("write a classifier as a network for images of any size")
    .argument("<model.onnx>")
    .requiredOption("-o, --output <out.onnx>", "the file to write")
    .addOption(stride())
    .option("--verify <n>", "compare n windows with the original network", positiveInteger)
    .option(
      "--window <size>",
      "the classifier's window, where another than the file's is wanted",
      size,
    )
    .option("--scores <name>", scores)
    .action((path: string, options: ConvertOptions) => convert(path, options));

  withAnswers(command.command("import"))
    .description("add a model to your own: ONNX, a TensorFlow.js layers model, or MTCNN's .npy")
    .argument("<files...>")
    .requiredOption("--id <name>", "what the model is called from now on")
    .option("--title <text>", "its name for people")
    .option("--card <file.json>", "its card, whose words hold: input and head")
    .option("--json", "one JSON document per model and line")
    .action((paths: string[], options: ImportOptions) =>
      importModels(openWorkbench(), paths, options),
    );

  command
    .command("inspect")
    .description("layers, geometry and cost")
    .argument("<id|model.onnx>")
    .option("--card <file.json>", "card of an ONNX file: input and head")
    .option("--size <size>", "size of the image that costs are told for", size, {
      width: 1024,
      height: 768,
    })
    .option(
      "--window <size>",
      "the classifier's window, where another than the file's is wanted",
      size,
    )
    .addOption(stride())
    .option("--scores <name>", scores)
    .option("--json", "one JSON document")
    .action((model: string, options: InspectOptions) => inspect(model, options));

  command
    .command("explain")
    .description("why a dense layer is a convolution, and a convolution a sparse dense layer")
    .addOption(
      new Option("--input <size>", "height x width x channels")
        .argParser(shape)
        .default(shape("10x10x3"), "10x10x3"),
    )
    .option("--kernel <n>", "side of the convolution's kernels", positiveInteger, 3)
    .option("--units <n>", "of the dense layer; default one per pixel", positiveInteger)
    .option("--filters <n>", "of the convolution", positiveInteger, 1)
    .addOption(
      new Option("--padding <padding>", "of the convolution")
        .choices(["same", "valid"])
        .default("same"),
    )
    .option("--seed <n>", "of the random numbers it is measured with", seed, 0)
    .option("--json", "one JSON document")
    .action((options: ExplainOptions) => {
      explain(options);
    });

  command
    .command("models")
    .description("the models at hand")
    .option("--json", "one JSON document")
    .action((options: { json?: true }) => listModels(options));

  command
    .command("serve")
    .description("the app in a browser, on this machine only")
    .option("--port <port>", "0 is any free one", port, 0)
    .option("--open", "open the browser")
    .action((options: ServeOptions) => serve(options, signal));

  command
    .command("devices")
    .description("what networks can run on here, tested next to the CPU")
    .option("--again", "test anew what is remembered")
    .option("--json", "one JSON document")
    .action((options: DevicesOptions) => listDevices(openWorkbench(), options, signal));

  command
    .command("diagnostics")
    .description("versions, devices and the last errors, to be read and shared; nothing is sent")
    .option("--paths", "with paths and names of files, which are left out otherwise")
    .option("--json", "one JSON document")
    .action((options: DiagnosticsOptions) => {
      printDiagnostics(options);
    });

  command
    .command("bench")
    .description(
      "how fast: models × image sizes × devices, next to the windows and the bare engine",
    )
    .option("--models <ids>", "default: the app's own")
    .option("--sizes <sides>", "of square images", sides, [512, 1024])
    .option("--devices <ids>", "default: all that are here and right (see `fullconv devices`)")
    .option("--rounds <n>", "measured rounds of pass and bare engine", positiveInteger, 9)
    .option("--budget <time>", "for the windows of one row", budget, 3000)
    .option("--out <folder>", "where fullconv-bench.json and .md are written", ".")
    .option("--overwrite", "replace files that are there")
    .option("--json", "print one JSON document instead of the table")
    .action((options: BenchOptions) => bench(openWorkbench(), options, signal));

  addEvaluate(command, signal);
  return command;
}
