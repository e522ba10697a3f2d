/** @file Entry of a device's process: it connects back to the app, answers, and ends with it. */
import { connect } from "node:net";
import { deviceId } from "../../src-core/contract/devices.ts";
import { reason } from "../reason.ts";
import { kindOf } from "./devices/device-kinds.ts";
import { webgpuAdapter } from "./webgpu-adapter.ts";
import type {
  DeviceResponse,
  DeviceMethods,
  DeviceMethod,
  DeviceRequest,
} from "./device-protocol.ts";
import { environmentVariables } from "./device-protocol.ts";
import type { Engine, Session } from "./engine.ts";
import { EngineError, OutOfMemory } from "./engine.ts";
import { receiveFrame, sendFrame } from "./frames.ts";
import { onnxruntimeOn, operatorsOnCpu } from "./onnxruntime.ts";
import { openTfjs } from "./tfjs.ts";

const {
  [environmentVariables.device]: device = "",
  [environmentVariables.address]: address = "",
  [environmentVariables.secret]: secret = "",
} = process.env;

const known = deviceId.safeParse(device);
const backend = known.success ? kindOf(known.data).backend : null;

function openEngine(): Promise<Engine> {
  if (!backend) throw new EngineError(`nothing is known of a device ${device}`);
  return backend.engine === "tfjs"
    ? openTfjs(backend.backend)
    : Promise.resolve(onnxruntimeOn(backend.provider));
}

let engine: Promise<Engine> | undefined;
const sessions = new Map<number, Session>();
let count = 0;

const sessionOf = (id: number): Session => {
  const session = sessions.get(id);
  if (!session) throw new EngineError(`session ${id} is not open`);
  return session;
};

const methods: {
  [M in DeviceMethod]: (args: DeviceMethods[M]["in"]) => Promise<DeviceMethods[M]["out"]>;
} = {
  async open({ model, plain }) {
    engine ??= openEngine();
    sessions.set(++count, await (await engine).open(model, plain));
    return count;
  },
  run: ({ session, pixels }) => sessionOf(session).run(pixels),
  async release({ session }) {
    const open = sessionOf(session);
    sessions.delete(session);
    await open.release();
    return null;
  },
  fallback: ({ model, pixels }) =>
    backend?.engine === "onnxruntime"
      ? operatorsOnCpu(backend.provider, model, pixels)
      : Promise.resolve(null),
  adapter: () => webgpuAdapter(),
};

async function answer({ id, method, args }: DeviceRequest): Promise<DeviceResponse> {
  try {
    return { id, value: await methods[method](args as never) };
  } catch (cause) {
    const kind = cause instanceof OutOfMemory ? "memory" : "device";
    return { id, error: { kind, message: reason(cause) } };
  }
}

const socket = connect(address);
receiveFrame(socket, (message) => {
  void answer(message as DeviceRequest).then((reply) => {
    sendFrame(socket, reply);
  });
});
// The app is gone, or has given this device up: a driver that hangs may not keep the process.
socket.on("error", () => process.exit(0));
socket.on("close", () => process.exit(0));
sendFrame(socket, secret);
