/** @file What is said of devices, engines and processes, in English. */

export const engine = {
  "engine.no-provider": "ONNX Runtime has none for {platform} {arch}",
  "engine.needs-system": "it needs {system}",
  "engine.no-cuda-libraries":
    "ONNX Runtime's CUDA libraries are not installed: see docs/devices.md",
  "engine.no-webgpu":
    "no GPU that WebGPU could use was found: install its driver (on Linux Vulkan's)",
  "engine.no-tensorflow": "TensorFlow's native library is not installed: see docs/devices.md",
  "engine.no-tensorflow-gpu": "TensorFlow.js has no GPU library for {platform} {arch}",
  "engine.webassembly-instead": "{reason}; {why}: WebAssembly instead",
  "engine.no-runtime": "ONNX Runtime has no library for {platform} {arch}",
  "engine.runtime-unloadable": "ONNX Runtime's library cannot be loaded: {why}",
  "engine.library-too-old":
    "{library} needs a newer {needed} than this system has ({symbols}): use another device, or a newer system",
  "engine.not-opened": "it could not be opened",
  "engine.noise-no-numbers":
    "on noise some scores are no numbers, on it or on the CPU, or are not as many: they cannot be compared",
  "engine.scores-differ":
    "its scores differ from the CPU's by {difference:power} of the largest, more than {tolerance}",
  "engine.no-process": "no process can be started for it here",
  "engine.failed": "it failed",
  "engine.cpu-took-over": "the CPU took over: {why}",
  "engine.requested": "requested",
  "engine.fastest": "the fastest that is right: {than}",
  "engine.about": "about {time} for this network and size, the CPU {cpu}",
  "engine.no-other-device": "no other device is here",
  "engine.imitates": "{name} only imitates a GPU",
  "engine.half-lacks": "the network has numbers or operators that half precision lacks",
  "engine.wrong": "it is wrong",
  "engine.not-there": "not there",
  "engine.unexpected": "unexpected: {why}",
} as const;
