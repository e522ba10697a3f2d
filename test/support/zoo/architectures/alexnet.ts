/**
 * @file AlexNet as it was published and as torchvision has it, in full or scaled down.
 * Sources: Krizhevsky et al. 2012 and Caffe's `bvlc_reference`/`bvlc_alexnet` deploy files; Krizhevsky 2014 (torchvision).
 */
import type { Size } from "../../../../src-core/size.ts";
import type { GraphPlan } from "../builder/graph.ts";
import { GraphBuilder } from "../builder/graph.ts";
import type { ZooNetwork } from "../network.ts";
import { network, square } from "../network.ts";

export const alexnetVariants = ["caffe227", "caffe224", "torchvision"] as const;
export type AlexnetVariant = (typeof alexnetVariants)[number];

export interface AlexnetPlan extends GraphPlan {
  readonly variant: AlexnetVariant;
  /** Share of the published channels and units: 1 is the network itself, 62 and 61 million weights. */
  readonly scale: number;
  readonly classes?: number;
  /** Rows and columns that torchvision's adaptive pool leaves; the network itself has 6. */
  readonly pooled?: number;
}

/** The published window of a variant. */
export const alexnetWindow = (variant: AlexnetVariant): Size =>
  square(variant === "caffe227" ? 227 : 224);

export function alexnet(plan: AlexnetPlan): GraphBuilder {
  const graph = new GraphBuilder({ opset: 13, ...plan });
  const count = (published: number): number => Math.max(4, Math.round(published * plan.scale));
  if (plan.variant === "torchvision") torchvisionFeatures(graph, count, plan.pooled ?? 6);
  else caffeFeatures(graph, count, plan.variant);
  graph.flatten();
  const dropout = plan.variant === "torchvision";
  for (let layer = 0; layer < 2; layer++) {
    if (dropout) graph.dropout();
    graph.gemm(count(4096)).relu();
    if (!dropout) graph.dropout();
  }
  const classes = plan.classes ?? 1000;
  // Softmax would be all but 0 and 1 for scores further apart.
  return dropout ? graph.gemm(classes, { gain: 3 }) : graph.gemm(classes, { gain: 0.3 }).softmax();
}

type Count = (published: number) => number;

function caffeFeatures(graph: GraphBuilder, count: Count, variant: AlexnetVariant): void {
  const pool = { stride: 2, ceil: true };
  const response = { size: 5, alpha: { float: 1e-4 }, beta: { float: 0.75 }, bias: { float: 1 } };
  // 224 pixels give 55×55 positions with three more on one side and none or two on the other; 227 need none.
  const first = variant === "caffe224" ? { pad: [1, 1, 2, 2] as const } : {};
  graph.conv(count(96), 11, { stride: 4, ...first }).relu();
  graph.op("LRN", response).maxPool(3, pool);
  graph.conv(count(256), 5, { pad: 2, group: 2 }).relu();
  graph.op("LRN", response).maxPool(3, pool);
  graph.conv(count(384), 3, { pad: 1 }).relu();
  graph.conv(count(384), 3, { pad: 1, group: 2 }).relu();
  graph.conv(count(256), 3, { pad: 1, group: 2 }).relu().maxPool(3, pool);
}

function torchvisionFeatures(graph: GraphBuilder, count: Count, pooled: number): void {
  graph.conv(count(64), 11, { stride: 4, pad: 2 }).relu().maxPool(3, { stride: 2 });
  graph.conv(count(192), 5, { pad: 2 }).relu().maxPool(3, { stride: 2 });
  graph.conv(count(384), 3, { pad: 1 }).relu();
  graph.conv(count(256), 3, { pad: 1 }).relu();
  graph.conv(count(256), 3, { pad: 1 }).relu().maxPool(3, { stride: 2 });
  // AdaptiveAvgPool2d as PyTorch exports it: a pool of the size that fits the window, of one pixel at 224.
  const { size } = graph.map();
  graph.averagePool([Math.floor(size[0] / pooled), Math.floor(size[1] / pooled)]);
}

const scale = 1 / 16;
const small = (name: string, variant: AlexnetVariant, window: Size, pooled = 2): ZooNetwork => {
  const plan = { name, variant, window, pooled, scale, channels: 3, classes: 10, opset: 13 };
  return { ...network(plan, "padded", (graph) => graph), build: () => alexnet(plan).finish() };
};

export const alexnets: readonly ZooNetwork[] = [
  small("alexnet-caffe", "caffe227", square(99)),
  small("alexnet-caffe-one-position", "caffe227", square(67)),
  small("alexnet-caffe-ceil-counts", "caffe227", { width: 83, height: 99 }),
  small("alexnet-caffe-padded-first", "caffe224", square(96)),
  small("alexnet-torchvision", "torchvision", square(95)),
  small("alexnet-torchvision-64", "torchvision", square(64), 1),
  small("alexnet-torchvision-pooled", "torchvision", square(159)),
];
