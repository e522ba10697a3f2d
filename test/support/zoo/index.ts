/** @file Small networks with random weights, one of every kind that classifiers come in. */
import { adaptive } from "./adaptive.ts";
import { alexnets } from "./alexnet.ts";
import { ceilMode } from "./ceil.ts";
import { channelsLast } from "./channels-last.ts";
import { computedReshape, computedReshapePadded } from "./computed-reshape.ts";
import { denseForms } from "./dense-forms.ts";
import { densenet } from "./densenet.ts";
import { dilated } from "./dilated.ts";
import { flattened } from "./flattened.ts";
import { half } from "./half.ts";
import { headed } from "./heads.ts";
import { inception } from "./inception.ts";
import { lenet } from "./lenet.ts";
import { mobilenet } from "./mobilenet.ts";
import type { ZooNetwork } from "./network.ts";
import { opsets } from "./opsets.ts";
import { padding } from "./padding.ts";
import { pointwise } from "./pointwise.ts";
import { pooledHeads } from "./pooled-heads.ts";
import { powerPools } from "./power-pools.ts";
import { quantized } from "./quantized.ts";
import { resnet } from "./resnet.ts";
import { shufflenet } from "./shufflenet.ts";
import { spelledOut } from "./spelled-out.ts";
import { squeezenet } from "./squeezenet.ts";
import { turned } from "./turned.ts";
import { vgg } from "./vgg.ts";
import { wholePools } from "./whole-pools.ts";

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
