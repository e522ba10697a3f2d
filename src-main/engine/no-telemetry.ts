/**
 * @file The environment in which ONNX Runtime reports nothing to its maker.
 *
 * [Note: silent before it is loaded] From 1.29 on the official builds collect what runs on them and send it: by their own
 * HTTPS client on macOS and Linux, with a device id and a database in the user's cache folder, through the system's event
 * tracing (ETW) on Windows. The library reads these variables once, while it is loaded; its API, which Node's binding
 * does not have, comes after the first event. They are set by the one module that loads the library, and given to every
 * process that the app starts. What was said of them before counts for nothing: the app is offline, and says so.
 * Source: docs/Privacy.md and core/platform/{telemetry_environment.h,windows/telemetry.cc} of ONNX Runtime 1.30.
 */

/** By systems; see docs/dependencies.md for what holds on each. */
export function noTelemetry(platform: NodeJS.Platform): Readonly<Record<string, string>> {
  // Windows does not ask for the documented variable. It leaves its provider unregistered for this one, and asks nothing
  // else of it (docs/decisions/0021).
  return platform === "win32" ? { ORT_RUNNING_UNIT_TESTS: "1" } : { ORT_DISABLE_TELEMETRY: "1" };
}

/** Of a process that is started: this one's, and silent. @param more what it gets beyond that */
export const environmentWithoutTelemetry = (
  more: Readonly<Record<string, string>> = {},
): NodeJS.ProcessEnv => ({ ...process.env, ...more, ...noTelemetry(process.platform) });
