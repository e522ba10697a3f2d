/** @file Entry of the engine process. */
import type { Analyst } from "../analysis/analyst.ts";
import { Workbench } from "../analysis/workbench.ts";
import { modelsFolder } from "../files/app-root.ts";
import { openDevices } from "../engine/open-devices.ts";
import { processor } from "../engine/processor.ts";
import { userModelsFolder } from "../files/user-folder.ts";
import { devicesOfHost } from "./host-devices.ts";
import { listenToApp } from "./listen-to-app.ts";
import { parentPort } from "./parent-port.ts";
import type { StateReport } from "./protocol.ts";

const port = parentPort();

const bench: Analyst = new Workbench(
  processor,
  modelsFolder(),
  userModelsFolder(),
  undefined,
  openDevices(port && devicesOfHost(port), (notice) => {
    const report: StateReport = { type: "state", notice };
    if (port) port.postMessage(report);
    else process.send?.(report);
  }),
);

listenToApp({
  plain: {
    open: (...args: Parameters<Analyst["open"]>) => bench.open(...args),
    examine: (...args: Parameters<Analyst["examine"]>) => bench.examine(...args),
    keep: (...args: Parameters<Analyst["keep"]>) => bench.keep(...args),
    remove: (...args: Parameters<Analyst["remove"]>) => bench.remove(...args),
    changeModel: (...args: Parameters<Analyst["changeModel"]>) => bench.changeModel(...args),
    copyModel: (...args: Parameters<Analyst["copyModel"]>) => bench.copyModel(...args),
    modelFolder: (...args: Parameters<Analyst["modelFolder"]>) => bench.modelFolder(...args),
    models: () => bench.models(),
    damagedModels: () => bench.damagedModels(),
    checkDevice: (...args: Parameters<Analyst["checkDevice"]>) => bench.checkDevice(...args),
    layers: (...args: Parameters<Analyst["layers"]>) => bench.layers(...args),
    sample: (...args: Parameters<Analyst["sample"]>) => bench.sample(...args),
    openImage: (...args: Parameters<Analyst["openImage"]>) => bench.openImage(...args),
    picture: (...args: Parameters<Analyst["picture"]>) => bench.picture(...args),
    map: (...args: Parameters<Analyst["map"]>) => bench.map(...args),
    detections: (...args: Parameters<Analyst["detections"]>) => bench.detections(...args),
    candidates: (...args: Parameters<Analyst["candidates"]>) => bench.candidates(...args),
    cell: (...args: Parameters<Analyst["cell"]>) => bench.cell(...args),
  },
  jobs: {
    devices: (...args: Parameters<Analyst["devices"]>) => bench.devices(...args),
    pass: (...args: Parameters<Analyst["pass"]>) => bench.pass(...args),
    repeat: (...args: Parameters<Analyst["repeat"]>) => bench.repeat(...args),
    baseline: (...args: Parameters<Analyst["baseline"]>) => bench.baseline(...args),
    differences: (...args: Parameters<Analyst["differences"]>) => bench.differences(...args),
    windows: (...args: Parameters<Analyst["windows"]>) => bench.windows(...args),
    item: (...args: Parameters<Analyst["item"]>) => bench.item(...args),
    export: (...args: Parameters<Analyst["export"]>) => bench.export(...args),
  },
});
