/** @file Calls that are wrong, and images that cannot be used. */
import type { Scenes } from "../scene.ts";

const one = "analyze @digits-small.png --model lenet-digits --device cpu";

export const errorScenes: Scenes = {
  errors: `
    nonsense
    analyze
    analyze @digits-small.png
    analyze @digits-small.png --model nonsense
    analyze @missing.png --model lenet-digits
    analyze @missing.png --model lenet-digits --json
    analyze @notes.txt --model lenet-digits --json
    analyze @tiny.png --model lenet-digits --json
    analyze @broken.png --model lenet-digits --json
    analyze @empty.png --model lenet-digits --json
    ${one} --nonsense
    ${one} --method none
    ${one} --device abacus
    ${one} --threshold 2
    ${one} --scales 0
    ${one} --scales 1 --objects 20
    ${one} --objects 60-20
    ${one} --runs 0
    ${one} --memory much
    ${one} --memory 1MB
    ${one} --export nonsense
    ${one} --resume
    ${one} --resume --method fcn
    ${one} --baseline-budget soon
    ${one} --labels @labels.txt
    ${one} --window 20x20
    ${one} --out @notes.txt --map
    analyze @digits-small.png --model @broken.onnx
    analyze @digits-small.png --model @lenet.onnx --labels @missing.txt
    analyze @digits-small.png --model @lenet.onnx --background 40 --preset unit
    analyze @digits-small.png --model @refused.onnx --preset unit
    serve --port 99999999`,
};
