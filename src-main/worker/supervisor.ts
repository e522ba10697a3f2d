/** @file An analyst that lives in another process. */
import type { Analyst } from "../analysis/analyst.ts";
import type { TellState } from "../files/kept-file.ts";
import type { WorkerProcess } from "./protocol.ts";
import { Remote } from "./remote.ts";

const patience = 3000;

export class Supervisor extends Remote implements Analyst {
  /**
   * @param spawn starts an engine process; called again after one has died
   * @param onState hears of kept files that are not what they should be
   */
  constructor(spawn: () => WorkerProcess, onState?: TellState) {
    super(spawn, {
      patience,
      name: "the engine process",
      room: "engine",
      writing: ["item", "export"],
      once: ["keep", "remove", "changeModel", "copyModel"],
      onState,
      again: [
        "models",
        "modelFolder",
        "damagedModels",
        "layers",
        "sample",
        "openImage",
        "checkDevice",
        "map",
        "detections",
        "candidates",
        "cell",
      ],
    });
  }

  readonly open: Analyst["open"] = (...args) => this.call("open", args);
  readonly examine: Analyst["examine"] = (...args) => this.call("examine", args);
  readonly keep: Analyst["keep"] = (...args) => this.call("keep", args);
  readonly remove: Analyst["remove"] = (...args) => this.call("remove", args);
  readonly changeModel: Analyst["changeModel"] = (...args) => this.call("changeModel", args);
  readonly copyModel: Analyst["copyModel"] = (...args) => this.call("copyModel", args);
  readonly modelFolder: Analyst["modelFolder"] = (...args) => this.call("modelFolder", args);
  readonly models: Analyst["models"] = (...args) => this.call("models", args);
  readonly damagedModels: Analyst["damagedModels"] = (...args) => this.call("damagedModels", args);
  readonly checkDevice: Analyst["checkDevice"] = (...args) => this.call("checkDevice", args);
  readonly devices: Analyst["devices"] = (request, job) => this.call("devices", [request], job);
  readonly layers: Analyst["layers"] = (...args) => this.call("layers", args);
  readonly sample: Analyst["sample"] = (...args) => this.call("sample", args);
  readonly openImage: Analyst["openImage"] = (...args) => this.call("openImage", args);
  readonly picture: Analyst["picture"] = (...args) => this.call("picture", args);
  readonly map: Analyst["map"] = (...args) => this.call("map", args);
  readonly detections: Analyst["detections"] = (...args) => this.call("detections", args);
  readonly candidates: Analyst["candidates"] = (...args) => this.call("candidates", args);
  readonly cell: Analyst["cell"] = (...args) => this.call("cell", args);
  readonly pass: Analyst["pass"] = (request, job, onMap) =>
    this.call("pass", [request], job, onMap);
  readonly repeat: Analyst["repeat"] = (request, pass, job) =>
    this.call("repeat", [request, pass], job);
  readonly baseline: Analyst["baseline"] = (request, pass, job) =>
    this.call("baseline", [request, pass], job);
  readonly differences: Analyst["differences"] = (request, budget, job) =>
    this.call("differences", [request, budget], job);
  readonly windows: Analyst["windows"] = (request, job) => this.call("windows", [request], job);
  readonly item: Analyst["item"] = (request, job) => this.call("item", [request], job);
  readonly export: Analyst["export"] = (request, job) => this.call("export", [request], job);
}
