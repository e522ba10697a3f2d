/**
 * @file A few windows that are the same each time, shown to a classifier to see what its scores are like.
 *
 * [Note: Activation is measured] What a network's last operator is says little of its scores: a Clip, a product or a reshape behind
 * its softmax hides it. Scores that stay within 0 and 1 on pictures, on noise and on numbers far beyond any picture's are
 * probabilities whatever made them: the logits of a dense layer would leave that range, in one direction or the other.
 */
import type { InputCard } from "../../../../src-core/contract/card.ts";
import type { FullyConvolutional } from "../../../../src-core/network/surgery/convolutionalize.ts";
import { withPixels } from "../../../../src-core/network/pipeline/preprocessing.ts";
import { withScores } from "../../../../src-core/network/pipeline/outputs.ts";
import { isIntegerType } from "../../../../src-core/network/graph/image-input.ts";
import { writeModel } from "../../../../src-core/network/onnx/model.ts";
import type { MeasuredScores } from "../../../../src-core/network/properties/score-kind.ts";
import { scoreKind } from "../../../../src-core/network/properties/score-kind.ts";
import { tolerance } from "../../../../src-core/network/properties/tolerance.ts";
import { randomNumbers } from "../../../../src-core/random.ts";
import { processor } from "../../../engine/processor.ts";
import { inWholeBatches } from "../../windows/whole-batches.ts";

/** Of a pixel at (x, y), both in 0…1, with a random number in 0…1: what the network is given. */
type Probe = (x: number, y: number, random: number) => number;

const disc = (x: number, y: number): number => (Math.hypot(x - 0.5, y - 0.45) < 0.3 ? 1 : 0);

/** In 0…1, as pictures are. */
const pictures: readonly Probe[] = [
  (_x, _y, random) => random,
  (x, y) => 0.5 + 0.5 * Math.sin(9 * x) * Math.cos(7 * y),
  () => 0,
  () => 1,
  (x, y, random) => 0.9 * disc(x, y) + 0.1 * random,
  (x, y, random) => 1 - 0.8 * disc(y, x) - 0.1 * random,
];

/** Beyond them: standardised, as bytes, and far from both. */
const beyond: readonly Probe[] = [
  (_x, _y, random) => 4 * random - 2,
  (x, y, random) => 255 * (0.7 * disc(x, y) + 0.3 * random),
  (_x, _y, random) => -200 * random,
];

/**
 * Runs the classifier on each probe window.
 * @throws EngineError where it cannot be run
 */
export async function measureScores(surgery: FullyConvolutional): Promise<MeasuredScores> {
  const { classifier, window, input, classes } = surgery;
  const whole = isIntegerType(input.type);
  const channels = input.channels === 1 ? 1 : 3;
  const framed = withPixels(classifier, asTheyAre(surgery, channels), channels, "float32");
  const session = await processor.open(writeModel(withScores(framed, [], 2)));
  const batches = inWholeBatches(session, classifier.input.batch ?? 1);
  const scores: Float32Array[] = [];
  try {
    for (const [index, probe] of [...pictures, ...(whole ? [] : beyond)].entries()) {
      const data = drawn(probe, { ...window, channels }, index, whole ? 255 : 1);
      const run = await batches.run({ ...window, channels, batch: 1, data });
      scores.push(run.data.slice(0, classes));
    }
  } finally {
    await session.release();
  }
  return scoreKind(scores, Math.min(tolerance(classifier.model), 1e-2));
}

function drawn(
  probe: Probe,
  { width, height, channels }: { width: number; height: number; channels: 1 | 3 },
  seed: number,
  scale: number,
): Float32Array {
  const uniform = randomNumbers(seed);
  return Float32Array.from({ length: width * height * channels }, (_, at) => {
    const pixel = Math.floor(at / channels);
    const [x, y] = [(pixel % width) / width, Math.floor(pixel / width) / height];
    const value = scale * probe(x, y, uniform());
    return scale === 1 ? value : Math.round(value);
  });
}

/** The numbers that are shown are those that the network reads. */
const asTheyAre = ({ window }: FullyConvolutional, channels: 1 | 3): InputCard => ({
  ...window,
  color: channels === 1 ? "gray" : "rgb",
  scale: 1,
  mean: Array.from({ length: channels }, () => 0),
  std: Array.from({ length: channels }, () => 1),
  polarity: "light-on-dark",
});
