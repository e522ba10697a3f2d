/** @file Models: converted, inspected, explained, imported, asked about, and remembered. */
import type { Scenes } from "../scene.ts";

const quick = "--device cpu --memory 512MB --method fcn --runs 1 --json";
const twice = "--device cpu --memory 512MB --runs 1 --baseline-budget full --json";

export const modelScenes: Scenes = {
  convert: `
    convert @lenet.onnx -o lenet.fcn.onnx --verify 64
    convert @lenet.onnx -o lenet.fcn.onnx
    convert @lenet.onnx -o dense.onnx --stride 1 --verify 16
    convert @vgg.onnx -o vgg.fcn.onnx --verify 16
    convert @vgg.onnx -o vgg.dense.onnx --stride 1
    convert @rnet.onnx -o rnet.fcn.onnx --verify 16
    convert @rnet.onnx -o rnet.wide.onnx --window 25x25
    convert @apart/net.onnx -o apart.onnx
    convert @lone/net.onnx -o lone.onnx
    convert @layers/model.json -o layers.onnx --verify 16
    convert @refused.onnx -o refused.onnx
    convert @broken.onnx -o broken.onnx
    convert @missing.onnx -o missing.onnx
    convert @lenet.onnx -o window.onnx --window 20x20
    convert @lenet.onnx -o scores.onnx --scores nothing
    convert @lenet.onnx`,
  inspect: `
    models
    models --json
    inspect lenet-digits --json
    inspect lenet-digits
    inspect alexnet-cells --json --size 640x480
    inspect pnet-cells --json
    inspect rpn-cells --json
    inspect ssd-cells --json
    inspect ssd-cells
    inspect lenet-digits --stride 1 --json
    inspect @vgg.onnx --json
    inspect @rnet.onnx
    inspect @rnet.onnx --window 25x25 --json
    inspect @carded/net.onnx --json
    inspect @carded/net.onnx --card @carded/other.json
    inspect @ssdlite.onnx
    inspect @ssdlite.onnx --card @ssdlite.card.json --json
    inspect @refused.onnx
    inspect nonsense
    inspect lenet-digits --window 30x30
    inspect lenet-digits --size wide`,
  explain: `
    explain --json
    explain
    explain --input 5x4x2 --kernel 5 --units 3 --filters 2 --padding valid --seed 4 --json
    explain --input 3x3x1 --kernel 3
    explain --kernel 4
    explain --input 900x900x3 --json`,
  import: `
    import @lenet.onnx --id own-lenet --preset unit --labels @labels.txt --json
    import @lenet.onnx --id own-lenet --preset unit
    analyze @noise.png --model own-lenet ${twice}
    import @vgg.onnx --id own-vgg
    import @vgg.onnx --id own-vgg --preset imagenet --title Mine
    import @rnet.onnx --id own-rnet --preset mtcnn --json
    import @layers/model.json --id from-layers --preset unit --json
    analyze @noise.png --model from-layers ${twice}
    import @apart/net.onnx --id apart --preset unit --activation softmax --background 0
    import @carded/net.onnx --id carded --json
    import @carded/net.onnx --id other --card @carded/other.json
    import @ssdlite.onnx --id listed
    import @ssdlite.onnx --id listed --card @ssdlite.card.json --json
    analyze @ssdlite.png --model listed ${quick} --export csv,report --out out
    import @refused.onnx --id refused --preset unit
    import @lone/net.onnx --id lone --preset unit
    import @notes.txt --id notes
    import @lenet.onnx --id no/../good --preset unit
    models
    models --json`,
  mtcnn: `
    import @det3.npy @det1.npy @det2.npy --id mtcnn --json
    import @det2.npy --id rnet
    import @det1.npy @det3.npy @det3.npy --id again
    inspect mtcnn --json
    analyze @smear.jpg --model mtcnn ${quick} --threshold 0.2 --export csv,json --out out
    analyze @smear-small.png --model mtcnn ${twice} --scales 0.5`,
  answers: `
    analyze @noise.png --model @lenet.onnx ${quick}
    analyze @noise.png --model @lenet.onnx ${quick} --preset unit --color gray --labels @labels.txt
    analyze @noise.png --model @lenet.onnx ${quick}
    analyze @noise.png --model @lenet.onnx ${twice} --scale 1/255 --mean 0.5 --std 0.5 --polarity dark-on-light --activation sigmoid --background 2
    analyze @noise.png --model @vgg.onnx ${quick} --preset unit --color rgb --activation none
    analyze @noise.png --model @vgg.onnx ${twice} --preset unit --color rgb --activation none
    analyze @noise.png --model @rnet.onnx ${twice} --preset mtcnn --window 25x25
    analyze @noise.png --model @carded/net.onnx ${quick}
    analyze @noise.png --model @carded/net.onnx ${quick} --activation none
    analyze @ssdlite.png --model @ssdlite.onnx ${quick}
    analyze @ssdlite.png --model @ssdlite.onnx --card @ssdlite.card.json ${quick}`,
};
