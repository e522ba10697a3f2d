/** @file The analyst of a command, in its own process. */
import { existsSync } from "node:fs";
import { stateMessage } from "../../src-core/contract/state.ts";
import { Workbench } from "../analysis/workbench.ts";
import { modelsFolder, picturesScript } from "../files/app-root.ts";
import { ownSession } from "../files/cache-folder.ts";
import { openDevices } from "../engine/open-devices.ts";
import { processor } from "../engine/processor.ts";
import { userModelsFolder } from "../files/user-folder.ts";
import { forkWorker } from "../worker/fork.ts";
import { RemotePictures } from "../worker/remote-pictures.ts";
import { say } from "./text/terminal.ts";

/** Large images are converted by a process that ends with it: what that takes of memory is not there during the pass. */
export function openWorkbench(): Workbench {
  ownSession();
  const script = picturesScript();
  const pictures = new RemotePictures(() => forkWorker(script));
  const prepare = existsSync(script) ? pictures.prepare : undefined;
  return new Workbench(
    processor,
    modelsFolder(),
    userModelsFolder(),
    prepare,
    openDevices(undefined, (notice) => {
      say(stateMessage(notice));
    }),
  );
}
