/** @file `fullconv evaluate` and its options, as CONTRACT promises them. */
import type { Command } from "commander";
import { Option } from "commander";
import { requestedDevice } from "../../src-core/contract/devices.ts";
import { annotationFormat } from "../annotations/annotated-image.ts";
import { withAnswers } from "./answers.ts";
import type { EvaluateOptions } from "./evaluate.ts";
import { evaluateFolder } from "./evaluate.ts";
import { objectRange, overlap, scaleList, share } from "./options.ts";
import { openWorkbench } from "./workbench.ts";

/** @param signal ends whatever is running */
export function addEvaluate(program: Command, signal: AbortSignal): void {
  withAnswers(program.command("evaluate"))
    .description("how well a model finds what is annotated: Pascal VOC or COCO")
    .argument("<id|model.onnx>")
    .argument("<folder>")
    .option("--card <file.json>", "card of an ONNX file: input and head")
    .addOption(
      new Option("--format <format>", "of the annotations; default by what is there").choices(
        annotationFormat.options,
      ),
    )
    .option(
      "--split <name>",
      "a list of images: ImageSets/Main/<name>.txt or instances_<name>.json",
    )
    .option("--iou <overlap>", "the least overlap with which an object is found", overlap, 0.5)
    .option("--threshold <score>", "of precision, recall and F1; default the card's, or 0.5", share)
    .option(
      "--choose-thresholds",
      "find the threshold of best F1 for each class, for the model's card",
    )
    .option(
      "--nms <overlap>",
      "most overlap of two boxes that both count; default the card's",
      share,
    )
    .option("--scales <factors>", "image pyramid, as 1,0.5,0.25", scaleList)
    .option(
      "--objects <sizes>",
      "sides of the smallest and the largest object in pixels, as 20-200: the scales follow",
      objectRange,
    )
    .addOption(
      new Option("--device <device>", "what runs it")
        .choices(requestedDevice.options)
        .default("auto"),
    )
    .option("--json", "one JSON document")
    .option("--quiet", "no progress")
    .action(async (model: string, folder: string, options: EvaluateOptions) => {
      process.exitCode = await evaluateFolder(openWorkbench(), model, folder, options, signal);
    });
}
