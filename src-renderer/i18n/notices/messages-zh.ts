/** @file What notices say, in Chinese: the host tells them in English. What is not known here stays as it is. */
import { reasonInChinese } from "./reasons-zh.ts";
import { profileReasonInChinese, statementInChinese, takenInChinese } from "./colours-zh.ts";

/** What a pattern found, by place; a part that is not there is undefined. */
type Groups = readonly (string | undefined)[];

/** Why a card is not used. */
const cardReasons: readonly (readonly [english: RegExp, chinese: string])[] = [
  [/^(.+): (.+) came after it$/, "$1：其后又添加了 $2"],
  [/^(.+): it is the card of (.+)$/, "$1：它是 $2 的模型卡"],
  [
    /^(.+): it says neither file nor sha256, and (\d+) (\S+) files lie beside it$/,
    "$1：它未写明 file 或 sha256，而旁边有 $2 个 $3 文件",
  ],
  [
    /^(.+): is not the file of its card \(sha256 (\S+), the card says (\S+)\)$/,
    "$1：模型文件与其模型卡不符（sha256 为 $2，模型卡写的是 $3）",
  ],
];

function cardReason(why: string): string {
  const found = cardReasons.find(([english]) => english.test(why));
  return found ? why.replace(...found) : why;
}

const known: readonly (readonly [english: RegExp, chinese: (groups: Groups) => string])[] = [
  [
    /^the file has (\d+) pages: the first one alone is read$/,
    ([pages]) => `该文件有 ${pages} 页：只读取第一页`,
  ],
  [
    /^the first image of the file calls itself a smaller version of another one: it alone is read$/,
    () => "文件的第一幅图像自称是另一幅的缩小版：只读取这一幅",
  ],
  [
    /^the file has (\d+) bands, and does not say what the last band is: it is left out$/,
    ([bands]) => `该文件有 ${bands} 个波段，且未说明最后一个波段的含义：不读取它`,
  ],
  [
    /^the file's colour profile cannot be used \((.+)\): the values are taken as (.+)$/,
    ([why = "", taken = ""]) =>
      `无法使用文件的颜色配置文件（${profileReasonInChinese(why)}）：数值按 ${takenInChinese(taken)} 处理`,
  ],
  [
    /^the file's (.+) (?:is|are) not used: the values are taken as (.+)$/,
    ([what = "", taken = ""]) =>
      `未使用文件的${statementInChinese(what)}：数值按 ${takenInChinese(taken)} 处理`,
  ],
  [
    /^the file has no colour profile: the values are taken as (.+)$/,
    ([taken = ""]) => `文件没有颜色配置文件：数值按 ${takenInChinese(taken)} 处理`,
  ],
  [
    /^the file has a transparency mask \(page (.+)\), which is not applied: all of the picture is taken$/,
    ([pages]) => `文件带有透明度蒙版（第 ${pages} 页），未应用：取整幅图像`,
  ],
  [
    /^the file says that white is (\S+) \((.+)\): it is taken as 65535, so that \S+ becomes (\d+) of 255$/,
    ([white, by, becomes]) =>
      `文件说明白色为 ${white}（${by}）：按 65535 处理，因此 ${white} 成为 255 中的 ${becomes}`,
  ],
  [
    /^scales? (.+) (?:is|are) left out: at (\S+) the image is (\S+), smaller than the window (\S+)$/,
    ([scales, at, image, least]) =>
      `尺度 ${scales} 被舍去：在尺度 ${at} 下图像为 ${image}，小于窗口 ${least}`,
  ],
  [
    /^objects above (\S+) pixels are not looked for, up to (\S+) were asked for: on a smaller scale the image of (\S+) has no room for a window$/,
    ([covered, wanted, image]) =>
      `未寻找大于 ${covered} 像素的目标（要求到 ${wanted} 像素）：在更小的尺度下，${image} 的图像放不下一个窗口`,
  ],
  [
    /^(\d+) of the (\S+) cells stand for windows that reach out of the image, by up to (\d+) pixels?(?: at scale (\S+))?, where the network pads: they are compared with nothing, the (\S+) cells inside are; boxes end at the image's border$/,
    ([cells, all, by, , inside]) =>
      `网络带有填充：${all} 个单元中有 ${cells} 个的窗口超出图像，最多 ${by} 像素；它们不参与比较，图像内的 ${inside} 个单元参与；框止于图像边界`,
  ],
  [
    /^(\d+) of (\d+) boxes are kept, the best ones: the card allows (\d+)(?: in each (\S+) pixels| for an image of any size .*)$/,
    ([kept, of, most, block]) =>
      block === undefined
        ? `${of} 个框中保留得分最高的 ${kept} 个：模型卡对任意尺寸的图像只允许 ${most} 个`
        : `${of} 个框中保留得分最高的 ${kept} 个：模型卡在每 ${block} 像素内允许 ${most} 个`,
  ],
  [
    /^(\d+) of (\d+) boxes from the threshold on (?:is|are) left out: (.+): check what the card says of them \(boxes, variances, anchors\)$/,
    ([left, of, counts = ""]) =>
      `阈值以上的 ${of} 个框中有 ${left} 个被舍去：${faultsInChinese(counts)}：请检查模型卡对框的说明（boxes、variances、anchors）`,
  ],
  [
    /^the scores lie between (\S+) and (\S+), and the card says with its activation, none, .*$/,
    ([low, high]) =>
      `得分介于 ${low} 与 ${high} 之间，而模型卡的激活函数 none 表示它们已是概率：是否应为 softmax 或 sigmoid？`,
  ],
  [
    /^boxes that score less than (\S+) are not kept, those from (\S+) on were asked for$/,
    ([lowest, wanted]) => `得分低于 ${lowest} 的框不保留，而要求的是自 ${wanted} 起`,
  ],
  [
    /^the network is in double precision and computed in single, .*$/,
    () => "该网络为双精度，以单精度计算，单次前向与窗口皆然：得分与其自身相差约为最大值的 1e-6",
  ],
  [
    /^the activation is assumed to be (\S+) \((.+)\): another one is said with --activation, as the model is imported or its file named, or in its card$/,
    ([activation = "", why = ""]) =>
      `激活函数推定为 ${activation}（${reasonInChinese(why)}）：可在添加模型时或在模型卡中另行指定`,
  ],
  [
    /^in the comparison (\d+) of the (\d+) tiles of the pass were run again in each round, drawn at random, .*$/,
    ([run, all]) =>
      `比较中每轮只重新运行单次前向的 ${all} 个图块中随机抽取的 ${run} 个：比值取自它们，前向自身的时间仍是整次运行的`,
  ],
  [
    /^the machine slept, or the app was held, for (\d+) s while this ran: .*$/,
    ([seconds]) =>
      `运行期间计算机休眠或应用被暂停了 ${seconds} 秒：所示用时可能包含这段停顿，如需比较请重新运行`,
  ],
  [
    /^the windows were run in batches of (\d+), and of no other size: (.+)$/,
    ([batch]) => `窗口只能以每批 ${batch} 个运行：网络固定了批大小`,
  ],
  [
    /^(\S+) failed, the CPU went on from there: (.+)$/,
    ([device, why]) => `${device} 失败，处理器已从中断处继续：${why}`,
  ],
  [
    /^the network's channels are assumed to be red, green and blue, in this order: .*$/,
    () => "网络的通道推定依次为红、绿、蓝：可在添加模型时或在模型卡中另行指定",
  ],
  [
    /^the pass was not compared with its windows, and need not equal them: (.+)$/,
    ([why = ""]) => `单次前向未与窗口比较，也不必与之相等：${reasonInChinese(why)}`,
  ],
  [
    /^the card beside the model is not used: (.+)$/,
    ([why = ""]) => `未使用模型旁的模型卡：${cardReason(why)}`,
  ],
];

/** "1 not finite, 2 outside the image". */
const faultsInChinese = (counts: string): string =>
  counts
    .split(", ")
    .map((one) => {
      const [, count = "", what = ""] = /^(\d+) (.+)$/.exec(one) ?? [];
      return faults.find(([english]) => what.startsWith(english))?.[1](count) ?? one;
    })
    .join("，");

const faults: readonly (readonly [english: string, chinese: (count: string) => string])[] = [
  ["not finite", (count) => `${count} 个含非有限数值`],
  ["with a corner far", (count) => `${count} 个有一角远在图像之外`],
  ["with ", (count) => `${count} 个两角颠倒`],
  ["without", (count) => `${count} 个没有宽或高`],
  ["outside", (count) => `${count} 个在图像之外`],
];

export function messageInChinese(message: string): string {
  for (const [english, chinese] of known) {
    const found = english.exec(message);
    if (found) return chinese(found.slice(1));
  }
  return reasonInChinese(message);
}
