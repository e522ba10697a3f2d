/** @file What files say of their colours, in Chinese. */

const reasons: readonly (readonly [english: RegExp, chinese: string])[] = [
  [/^it is damaged$/, "已损坏"],
  [/^it is damaged, or of a kind that is not read$/, "已损坏，或属于不支持的类型"],
  [/^it is no ICC profile$/, "不是 ICC 配置文件"],
  [/^it is cut off at (\d+) of (\d+) bytes$/, "在 $2 字节中的第 $1 字节处被截断"],
  [/^it is for grey of 16 bits with opacity$/, "用于带不透明度的 16 位灰度"],
  [/^it is for (.+), the image is (.+)$/, "用于$1，而图像为$2"],
];

/** Why a profile cannot be used. */
export function profileReasonInChinese(reason: string): string {
  const [english, chinese] = reasons.find(([pattern]) => pattern.test(reason)) ?? [];
  const told = english && chinese !== undefined ? reason.replace(english, chinese) : reason;
  return told
    .replace(/(?<=用于|图像为)([A-Z])/g, " $1")
    .replaceAll("grey", "灰度")
    .replace("unknown colours", "未知的颜色空间");
}

const statements: readonly (readonly [english: RegExp, chinese: string])[] = [
  [/^code for its colours \((\w+): (.+)\)$/, "颜色编码（$1：$2）"],
  [/^gamma \((\S+) instead of (\S+)\)$/, " gamma（$1，而非 $2）"],
  [/^primaries \((\w+)\)$/, "三原色（$1）"],
  [/^white point \((\w+)\)$/, "白点（$1）"],
  [/^curve of its (?:grey|colours) \((\w+)\)$/, "色调曲线（$1）"],
  [/^black and white \((\w+)\)$/, "黑白参考值（$1）"],
  [/^colour space \((.+) by its EXIF\)$/, "颜色空间（EXIF：$1）"],
];

/** What is said and not used: "gamma (1 instead of 0.45455)". */
export function statementInChinese(what: string): string {
  const [english, chinese] = statements.find(([pattern]) => pattern.test(what)) ?? [];
  return english && chinese !== undefined ? what.replace(english, chinese) : what;
}

/** What the values are taken as. */
export const takenInChinese = (taken: string): string =>
  taken.replace("CMYK by the built-in profile", "CMYK（内置配置文件）");
