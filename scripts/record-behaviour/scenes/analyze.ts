/** @file `analyze`: each model, each option, each file that it can write. */
import type { Scenes } from "../scene.ts";

const own = "--device cpu --memory 512MB";
const pass = `${own} --method fcn --runs 1 --json`;
const both = `${own} --method both --runs 2 --baseline-budget full --json`;
const lenet = "--model lenet-digits";
const every = "--export overlay,map,zarr,csv,geojson,json,report";
const boxes = "--export overlay,map,csv,geojson,json,report";

export const analyzeScenes: Scenes = {
  "analyze-lenet": `
    analyze @digits.png ${lenet} ${pass}
    analyze @digits-small.png ${lenet} ${both}
    analyze @digits-small.png ${lenet} ${both} --method window
    analyze @digits-small.png ${lenet} ${own} --runs 2 --baseline-budget full
    analyze @digits-small.png ${lenet} ${own} --method fcn --runs 3 --quiet
    analyze @digits-small.png ${lenet} ${both} --stride 1
    analyze @digits-small.png ${lenet} ${both} --scales 1.5,1,0.75
    analyze @digits-small.png ${lenet} ${own} --method fcn --runs 1 --scales 1,0.5`,
  "analyze-limits": `
    analyze @digits.png ${lenet} ${pass} --threshold 0.999
    analyze @digits-small.png ${lenet} ${pass} --threshold 0 --nms 1 --stride 1
    analyze @digits.png ${lenet} ${pass} --nms 0.05
    analyze @digits.png ${lenet} ${pass} --objects 20-60
    analyze @smear.jpg --model ssd-cells ${pass} --threshold 0.05 --nms 0.9
    analyze @smear.jpg --model rpn-cells ${pass} --threshold 0.9
    analyze @smear.jpg --model pnet-cells ${pass} --scales 0.3`,
  "analyze-alexnet": `
    analyze @smear.jpg --model alexnet-cells ${pass}
    analyze @smear-small.png --model alexnet-cells ${both} ${every} --out out`,
  "analyze-pnet": `
    analyze @smear.jpg --model pnet-cells ${pass} ${boxes} --out out
    analyze @smear-small.png --model pnet-cells ${both} --export report,csv --out out
    analyze @smear.jpg --model pnet-cells ${own} --method fcn --runs 1`,
  "analyze-rpn": `
    analyze @smear.jpg --model rpn-cells ${pass} ${boxes},zarr --out out
    analyze @smear.jpg --model rpn-cells ${own} --method both --runs 1
    analyze @smear.jpg --model rpn-cells ${own} --method window`,
  "analyze-ssd": `
    analyze @smear.jpg --model ssd-cells ${pass} ${boxes},zarr --out out
    analyze @smear.jpg --model ssd-cells ${own} --method fcn --runs 1
    analyze @smear.jpg --model ssd-cells ${pass} --scales 1,0.5 --export csv,geojson --out scales`,
  exports: `
    analyze @digits-small.png ${lenet} ${both} ${every} --out out
    analyze @digits-small.png ${lenet} ${pass} --overlay --map --out out
    analyze @digits-small.png ${lenet} ${pass} --overlay --map --out out --overwrite
    analyze @digits-small.png ${lenet} ${pass} --stride 1 ${every} --out dense
    analyze @digits-small.png ${lenet} ${pass} --scales 1,0.8 --export report,csv,map --out scales
    analyze @digits-small.png ${lenet} ${both} --method window --export csv,json,report --out window
    analyze @digits-small.png ${lenet} ${own} --method fcn --runs 1 --map --out summary`,
  "large-images": `
    analyze @digits.png ${lenet} ${pass} --memory 16MB ${every} --out out
    analyze @digits.png ${lenet} ${own} --method fcn --runs 1 --memory 16MB
    analyze @large.png --model ssd-cells ${pass} --memory 64MB --export csv --out boxes
    analyze @long.png ${lenet} ${pass} --memory 16MB --export zarr,csv,overlay --out long`,
  "stored-maps": `
    import @lenet.onnx --id own-lenet --preset unit --activation softmax
    analyze @large.png --model own-lenet ${pass} --stride 1 --threshold 0.9999 ${every} --out out`,
  images: `
    analyze @noise.png @alpha.png @deep.png @turned.png @stack.tif ${lenet} ${both} --baseline-budget 500ms --runs 1 --method fcn
    analyze @stack.tif ${lenet} ${own} --method fcn --runs 1 --quiet
    analyze @noise.png @deep.png ${lenet} ${both} --runs 1`,
  devices: `
    devices --json
    devices
    analyze @digits-small.png ${lenet} --memory 512MB --method fcn --runs 1 --json
    analyze @digits-small.png ${lenet} ${both} --device tfjs-wasm
    analyze @digits-small.png ${lenet} ${pass} --device cuda
    analyze @digits-small.png ${lenet} ${pass} --device tfjs-gpu
    analyze @digits-small.png ${lenet} ${pass} --device webgpu-half
    bench --models lenet-digits,alexnet-cells --sizes 64 --rounds 2 --budget 100ms --devices cpu --out figures --json
    bench --models lenet-digits --sizes 64 --rounds 1 --budget 50ms --devices cpu --out figures --overwrite
    bench --models lenet-digits --sizes 64 --devices cpu --out figures
    bench --devices nvidia --out nothing`,
};
