/** @file 添加与移除自己的模型所用的文字：简体中文。 */
import type { addModel as english } from "./en.ts";

/** What the host found of a list of boxes. */
function foundInChinese(text: string): string {
  const [whole, file, scores, boxes, others, note = ""] =
    /^(.+?): it gives boxes as a list: scores (.+? \(.+?\)), boxes (.+? \(.+?\))(?:; not used: (.+?))?; (.+)$/s.exec(
      text,
    ) ?? [];
  if (whole === undefined) return text;
  const unused = others === undefined ? "" : `；未使用：${others}`;
  const told = note
    .replace(/^the size of its images is open.*$/, "未说明图像的尺寸")
    .replace(
      /^its number of boxes fits no maps at strides of (.+)$/,
      "框的数量与步长为 $1 的得分图均不相符",
    )
    .replace(/^its levels are /, "各层为 ")
    .replace(/^its levels may be /, "各层可能为 ")
    .replace(/ \(and (\d+) ways that are less even\)$/, "（另有 $1 种较不均匀的方式）")
    .replaceAll(", or ", "，或 ")
    .replaceAll(/ at stride (\d+(?: or \d+)*)/g, "（步长 $1）")
    .replaceAll(" or ", " 或 ");
  return `${String(file)}：以列表形式给出候选框：得分 ${String(scores)}，框 ${String(boxes)}${unused}；${told}`;
}

export const addModel: typeof english = {
  add: "添加模型…",
  title: "添加模型",
  cancel: "取消",
  close: "关闭",
  confirm: "添加",
  keeping: "正在添加…",
  copying: (name) => `正在复制 ${name}…`,
  reading: "正在读取网络，并在一个窗口上试运行…",
  again: "正在重新检查…",
  knownCard: (name) => `像素、类别等均已写在它的卡片 ${name} 中，无需再回答。`,
  labelsOverCard: (file, count) => `${file} 中的 ${count} 个名称将取代卡片中的类别名称。`,
  leftOut: (names) => `一次只添加一个模型，未处理：${names}`,
  missingFiles: "补充所属文件…",
  missingHint:
    "存放在单独文件中的权重（.onnx 的外部数据、model.json 的 .bin 文件），以及模型卡 card.json。",
  card: {
    needed: "该网络给出候选框，但文件未说明其含义：请填写此模型卡中的每个 null，保存后在此添加。",
    found: foundInChinese,
    keepNames: "保留卡片中的名称",
    draft: "模型卡草稿",
    copy: "复制模型卡",
    save: "保存为 card.json",
    add: "添加模型卡…",
    hint: "也可以拖到这里，或与模型一起拖入。",
    instead: "card.json 可回答下面的所有问题；也可以拖到这里。",
  },
  chooseOther: "选择其他文件…",
  copy: "复制",
  copied: "已复制",
  found: "从文件中读到的内容",
  format: "格式",
  formats: { onnx: "ONNX", tensorflow: "TensorFlow.js layers 模型", mtcnn: "MTCNN 权重" },
  size: "文件",
  channels: "通道数",
  classes: "类别数",
  check: "单窗口检验",
  checkPassed: (difference) => `✓ 误差不超过 ${difference}`,
  checkEqual: "✓ 相等",
  checkNothing: "没有任何得分是数值",
  checkHint: "改写后的网络与原网络在同一个噪声窗口上得分的最大差值",
  channelsRefused: (count) =>
    `该网络读取 ${count} 个通道，而图像只有 1 个（灰度）或 3 个（彩色）通道，无法输入。`,
  equality: {
    exact: "单次前向的每个单元都等于分类器在其窗口上的结果，仅有舍入误差。",
    ceil: "一个单元看到的像素多于它的窗口。与较大的窗口相比严格相等，与较小的窗口相比则不然。",
    padded:
      "≈ 在窗口边缘，分类器看到的少于单元在图像内部所看到的。单次前向只是接近，永不相等；接近程度在每幅图像上实测。",
  },
  useWindow: (size) => `改用 ${size}：严格相等`,
  windowChosen: (size, before) =>
    `分类器现在使用 ${size} 的窗口（单元所看到的全部），而不是 ${before}。`,
  windowBack: (size) => `恢复 ${size}`,
  window: {
    label: "窗口",
    open: "文件没有规定窗口尺寸：训练所用的图片有多大？",
    width: "宽",
    height: "高",
  },
  pixels: {
    label: "像素如何变成数值",
    ask: "这无法从文件中读出，取决于训练脚本对图片做了什么。",
    scale: "scale",
    mean: "mean",
    std: "std",
    numberHint: "一个数或分数；每个通道一个，用逗号分隔",
    unreadable: (text) => `“${text}”不是数，或与通道数不符。`,
    order: "颜色顺序",
    asPreset: "按惯例",
    polarity: "图片输入方式",
    becomes: (black, white) => `黑色变为 ${black}，白色变为 ${white}。`,
  },
  preprocessing: {
    file: ["按文件所述", "文件自带的数值"],
    unit: ["0 … 1", "像素 ÷ 255：PyTorch 的 ToTensor()，Keras 的 Rescaling(1/255)"],
    symmetric: ["−1 … 1", "像素 ÷ 127.5 − 1：Normalize(0.5, 0.5)，Keras 的 MobileNet、Inception"],
    raw: ["0 … 255", "像素原值"],
    imagenet: ["ImageNet", "像素 ÷ 255，减去各颜色的均值，再除以标准差：torchvision"],
    caffe: ["Caffe", "蓝、绿、红顺序；0 … 255 减去平均颜色：AlexNet、VGG"],
    mnist: ["MNIST", "像素 ÷ 255，减 0.1307，再除以 0.3081：常见的 MNIST 示例"],
    mtcnn: ["MTCNN", "(像素 − 127.5) ÷ 128"],
    own: ["自定义数值", "(像素 · scale − mean) ÷ std，逐通道"],
  },
  colour: { gray: "灰度", rgb: "红、绿、蓝", bgr: "蓝、绿、红" },
  polarity: {
    auto: "保持原样",
    "light-on-dark": "保持原样：以深底浅字训练",
    "dark-on-light": "反相：浅底深字变为深底浅字",
  },
  scores: { label: "得分", output: "输出", activation: "激活函数", proposed: "建议" },
  activation: {
    softmax: ["softmax", "各类别互斥：得分之和为 1"],
    sigmoid: ["sigmoid", "各类别单独判断，得分在 0 与 1 之间"],
    none: ["无", "直接显示网络给出的得分"],
  },
  names: {
    label: "类别名称",
    numbers: (count) => `${count} 个类别，以编号命名`,
    given: (count, from) => `来自 ${from} 的 ${count} 个名称`,
    inFile: (count) => `来自模型的 ${count} 个名称`,
    choose: "标签文件…",
    hint: "每行一个名称的文本，或 JSON；也可以拖到这里。",
    clear: "恢复编号",
    background: "背景类",
    backgroundHint: "表示“此处没有目标”的类别",
    none: "无",
    wrong: (name, why) => `${name}：${why}`,
  },
  naming: { label: "在菜单中", title: "名称", id: "标识" },
  stillMissing: (what) => `尚缺：${what}`,
  ready: "可以添加",
  blank: {
    window: "窗口尺寸",
    preprocessing: "像素如何变成数值",
    numbers: "可识别的数值",
    channels: "读取 1 或 3 个通道的网络",
    title: "名称",
    id: "由小写字母、数字和连字符组成的标识",
    taken: "尚未被占用的标识",
  },
  own: "我的模型",
  builtIn: "内置",
  ownMark: "自己的模型",
  remove: "移除…",
  damaged: (name) => `${name} 无法使用`,
  removing: {
    title: (name) => `移除 ${name}？`,
    text: "这台电脑上的副本及其设置将被删除，原来的文件不受影响。",
    confirm: "移除",
  },
  exactCopy: (size) => `与 ${size} 的窗口相比它严格相等：请重新添加该文件并选择这个窗口。`,
};
