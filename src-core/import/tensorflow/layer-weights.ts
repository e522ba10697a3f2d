/** @file Which weight belongs to which layer: names differ between the versions of Keras. */
import { joined } from "../../messages/some-names.ts";
import { said } from "../../messages/said.ts";
import { InvalidModel } from "../../network/onnx/errors.ts";
import type { Weight } from "./manifest.ts";

export class LayerWeights {
  private readonly byName: ReadonlyMap<string, Weight>;
  private readonly takenBy = new Map<string, string>();

  constructor(byName: ReadonlyMap<string, Weight>) {
    this.byName = new Map([...byName].map(([name, weight]) => [name.replace(/:\d+$/, ""), weight]));
  }

  /**
   * The weight `part` of a layer: `inner/conv/kernel`, `conv/kernel`, or any one name that has the layer among its
   * folders and the part at its end (TensorFlow 2.2 writes `conv/cell/kernel`, others put the model's name in front).
   * @param path names of the models around the layer, and its own
   * @throws InvalidModel where several names fit, or the one that does belongs to another layer
   */
  find(path: readonly string[], part: string): Weight | undefined {
    const layer = path.at(-1) ?? "";
    const names = [...this.byName.keys()];
    const exact = [[...path, part].join("/"), `${layer}/${part}`].find((n) => this.byName.has(n));
    const fitting = exact === undefined ? names.filter((n) => belongs(n, layer, part)) : [exact];
    const [name, ...more] = fitting;
    if (name === undefined) return undefined;
    if (more.length > 0)
      throw new InvalidModel(
        said("tensorflow.layer-may", { layer, part, fitting: joined("or", fitting) }),
      );
    const owner = this.takenBy.get(name) ?? path.join("/");
    if (owner !== path.join("/"))
      throw new InvalidModel(
        said("tensorflow.weight-fits-both-layer", { name, owner, path: path.join("/") }),
      );
    this.takenBy.set(name, owner);
    return this.byName.get(name);
  }
}

function belongs(name: string, layer: string, part: string): boolean {
  const folders = name.split("/");
  return folders.pop() === part && folders.includes(layer);
}
