/** @file Small networks with random weights, one of every kind that classifiers come in. */
import { adaptive } from "./pools/adaptive.ts";
import { alexnets } from "./architectures/alexnet.ts";
import { ceilMode } from "./pools/ceil.ts";
import { channelsLast } from "./spellings/channels-last.ts";
import { computedReshape, computedReshapePadded } from "./spellings/computed-reshape.ts";
import { computedWeights } from "./spellings/computed-weights.ts";
import { denseForms } from "./spellings/dense-forms.ts";
import { densenet } from "./architectures/densenet.ts";
import { dilated } from "./architectures/dilated.ts";
import { flattened } from "./spellings/flattened.ts";
import { half } from "./spellings/half.ts";
import { headed } from "./spellings/heads.ts";
import { inception } from "./architectures/inception.ts";
import { lenet } from "./architectures/lenet.ts";
import { mobilenet } from "./architectures/mobilenet.ts";
import type { ZooNetwork } from "./network.ts";
import { opsets } from "./spellings/opsets.ts";
import { padding } from "./spellings/padding.ts";
import { pointwise } from "./spellings/pointwise.ts";
import { pooledHeads } from "./pools/pooled-heads.ts";
import { powerPools } from "./pools/power-pools.ts";
import { quantized } from "./spellings/quantized.ts";
import { resnet } from "./architectures/resnet.ts";
import { shufflenet } from "./architectures/shufflenet.ts";
import { spelledOut } from "./spellings/spelled-out.ts";
import { squeezenet } from "./architectures/squeezenet.ts";
import { turned } from "./spellings/turned.ts";
import { vgg } from "./architectures/vgg.ts";
import { wholePools } from "./pools/whole-pools.ts";

export type { ZooNetwork } from "./network.ts";

export const zoo: readonly ZooNetwork[] = [
  ...lenet,
  ...alexnets,
  ...vgg,
  ...resnet,
  ...inception,
  ...densenet,
  ...squeezenet,
  ...mobilenet,
  ...channelsLast,
  ...computedReshape,
  ...computedWeights,
  ...spelledOut,
  computedReshapePadded,
  ...pooledHeads,
  ...wholePools,
  ...adaptive,
  ...denseForms,
  ...half,
  ...ceilMode,
  ...dilated,
  ...flattened,
  ...headed,
  ...opsets,
  ...padding,
  ...pointwise,
  ...powerPools,
  ...quantized,
  ...shufflenet,
  ...turned,
];
