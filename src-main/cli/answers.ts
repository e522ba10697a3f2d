/** @file Options that say of a model's file what the file does not: window, preprocessing, classes. */
import type { Command } from "commander";
import { InvalidArgumentError, Option } from "commander";
import type { Answers } from "../../src-core/contract/examined.ts";
import { answers as schema } from "../../src-core/contract/examined.ts";
import { UserError } from "../../src-core/contract/failure.ts";
import { readLabels } from "../../src-core/contract/labels.ts";
import { parse } from "../../src-core/contract/parse.ts";
import { presetName } from "../../src-core/contract/presets.ts";
import { reason } from "../reason.ts";
import { readRegular } from "../files/regular-file.ts";
import { size } from "./options.ts";

export interface AnswerOptions {
  readonly window?: Answers["window"];
  readonly scores?: string;
  readonly preset?: Answers["preset"];
  readonly color?: Answers["color"];
  readonly scale?: number;
  readonly mean?: number[];
  readonly std?: number[];
  readonly polarity?: Answers["polarity"];
  readonly labels?: string;
  readonly background?: number;
  readonly activation?: Answers["activation"];
}

const number = (text: string): number => {
  const [over, under, ...more] = text.split("/").map(Number);
  const value = under === undefined ? Number(over) : Number(over) / under;
  if (text.trim() === "" || more.length > 0 || !Number.isFinite(value))
    throw new InvalidArgumentError(`${text} is not a number, or a fraction like 1/255.`);
  return value;
};

const numbers = (text: string): number[] => text.split(",").map(number);

/** Adds the options to a command that takes a model's file. */
export function withAnswers(command: Command): Command {
  return command
    .option("--window <size>", "the classifier's window, as 28x28", size)
    .addOption(
      new Option("--preset <name>", "how pixels become the network's numbers").choices(
        presetName.options,
      ),
    )
    .addOption(new Option("--color <order>", "of its channels").choices(["gray", "rgb", "bgr"]))
    .option("--scale <factor>", "a value is (pixel · scale − mean) / std, as 1/255", number)
    .option("--mean <numbers>", "one, or one per channel", numbers)
    .option("--std <numbers>", "one, or one per channel", numbers)
    .addOption(
      new Option("--polarity <polarity>", "what the network was trained on").choices([
        "auto",
        "light-on-dark",
        "dark-on-light",
      ]),
    )
    .option("--labels <file>", "names of the classes: a line each, or JSON")
    .option("--background <class>", "number of the class that means nothing is there", number)
    .addOption(
      new Option("--activation <name>", "what makes scores of its output").choices([
        "softmax",
        "sigmoid",
        "none",
      ]),
    )
    .option("--scores <name>", "the network's output with the scores, if it has several");
}

/** @throws UserError when the labels cannot be read, or a number makes no sense */
export async function answersOf(options: AnswerOptions): Promise<Answers> {
  const { labels, scores } = options;
  const { window, preset, color, scale, mean, std, polarity, background, activation } = options;
  const classes = labels === undefined ? undefined : await labelsIn(labels);
  const given = {
    window,
    preset,
    color,
    scale,
    mean,
    std,
    polarity,
    background,
    activation,
    classes,
    output: scores,
  };
  const said = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  return parse(schema, said, "options", "invalid-request");
}

async function labelsIn(path: string): Promise<string[]> {
  try {
    return readLabels(await readRegular(path));
  } catch (cause) {
    throw new UserError("invalid-request", `${path}: ${reason(cause)}`, { cause });
  }
}
