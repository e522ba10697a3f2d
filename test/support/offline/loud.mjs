/**
 * @file Preloaded into every Node process of the app (NODE_OPTIONS), it takes the variable that silences ONNX Runtime away
 * and keeps it away: so that a test of the silence is known to hear.
 */
const name = "ORT_DISABLE_TELEMETRY";
delete process.env[name];
process.env = new Proxy(process.env, {
  set: (env, key, value) => key === name || Reflect.set(env, key, value),
  defineProperty: (env, key, how) => key === name || Reflect.defineProperty(env, key, how),
});
