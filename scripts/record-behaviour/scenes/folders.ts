/** @file Many images in one call, and folders that are annotated. */
import type { Scenes } from "../scene.ts";

const many = "--model lenet-digits --device cpu --memory 512MB --method fcn";
const figures = "evaluate lenet-digits";

export const folderScenes: Scenes = {
  batch: `
    analyze @many ${many} --out out --export csv,json --map --json
    analyze @many ${many} --out out --export csv,json --map --json
    analyze @many ${many} --out out --export csv,json --map --json --resume
    analyze @many ${many} --out out --export csv,json --map --resume --threshold 0.9
    analyze @many ${many} --out out --export report --overwrite
    analyze @many ${many} --json --quiet
    analyze @many --model lenet-digits --device cpu --memory 512MB --runs 1 --baseline-budget full --json`,
  "batch-mixed": `
    analyze @mixed ${many} --out out --export csv --json
    analyze @mixed ${many} --out out --export csv --resume
    analyze @mixed/a.png @mixed/broken.png @missing.png ${many} --json
    analyze @mixed --model lenet-digits --device cpu --memory 512MB --runs 1 --baseline-budget full`,
  evaluate: `
    ${figures} @voc --split test --device cpu --json
    ${figures} @voc --device cpu
    ${figures} @coco --split test --device cpu --json
    ${figures} @voc --split test --device cpu --json --iou 0.9 --threshold 0.9
    ${figures} @voc --split test --device cpu --json --choose-thresholds
    ${figures} @voc --split test --device cpu --json --scales 1,0.5 --nms 0.5
    evaluate ssd-cells @cells --device cpu --json
    evaluate rpn-cells @cells --device cpu --json
    evaluate pnet-cells @cells --device cpu --json
    evaluate alexnet-cells @cells --device cpu
    ${figures} @voc --threshold 0.5 --choose-thresholds
    ${figures} @voc --split train
    ${figures} @voc --format coco
    ${figures} @broken-xml
    ${figures} @cells
    ${figures} @missing
    ${figures} @many`,
};
