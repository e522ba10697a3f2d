/**
 * @file The three networks of MTCNN: their layers, as the published Caffe networks have them.
 * Source: Zhang et al., Joint Face Detection and Alignment using MTCNN, 2016, figure 2.
 */

/** A layer with weights. `channels`: filters of a convolution, units of a dense layer. */
interface Weighted {
  readonly layer: string;
  readonly channels: number;
}

/** Convolutions have stride 1 and no padding, pools stride 2 and ceil mode; a PRelu follows each layer with weights. */
export type MtcnnLayer =
  | (Weighted & { readonly kind: "conv"; readonly kernel: number; readonly alpha: string })
  | (Weighted & { readonly kind: "dense"; readonly alpha: string })
  | { readonly kind: "pool"; readonly kernel: number };

export interface MtcnnNetwork {
  readonly title: string;
  /** Width and height of the window. */
  readonly side: number;
  readonly layers: readonly MtcnnLayer[];
  /** Outputs: dense where the body ends in a dense layer, else convolutions 1×1. */
  readonly heads: Readonly<Record<string, Weighted>>;
}

const conv = (layer: string, kernel: number, channels: number, alpha: string) =>
  ({ kind: "conv", layer, kernel, channels, alpha }) as const;
const pool = (kernel: number) => ({ kind: "pool", kernel }) as const;
const dense = (layer: string, channels: number, alpha: string) =>
  ({ kind: "dense", layer, channels, alpha }) as const;

export const mtcnnNetworks: readonly MtcnnNetwork[] = [
  {
    title: "MTCNN PNet",
    side: 12,
    layers: [
      conv("conv1", 3, 10, "PReLU1"),
      pool(2),
      conv("conv2", 3, 16, "PReLU2"),
      conv("conv3", 3, 32, "PReLU3"),
    ],
    heads: {
      scores: { layer: "conv4-1", channels: 2 },
      regression: { layer: "conv4-2", channels: 4 },
    },
  },
  {
    title: "MTCNN RNet",
    side: 24,
    layers: [
      conv("conv1", 3, 28, "prelu1"),
      pool(3),
      conv("conv2", 3, 48, "prelu2"),
      pool(3),
      conv("conv3", 2, 64, "prelu3"),
      dense("conv4", 128, "prelu4"),
    ],
    heads: {
      scores: { layer: "conv5-1", channels: 2 },
      regression: { layer: "conv5-2", channels: 4 },
    },
  },
  {
    title: "MTCNN ONet",
    side: 48,
    layers: [
      conv("conv1", 3, 32, "prelu1"),
      pool(3),
      conv("conv2", 3, 64, "prelu2"),
      pool(3),
      conv("conv3", 3, 64, "prelu3"),
      pool(2),
      conv("conv4", 2, 128, "prelu4"),
      dense("conv5", 256, "prelu5"),
    ],
    heads: {
      scores: { layer: "conv6-1", channels: 2 },
      regression: { layer: "conv6-2", channels: 4 },
      landmarks: { layer: "conv6-3", channels: 10 },
    },
  },
];
