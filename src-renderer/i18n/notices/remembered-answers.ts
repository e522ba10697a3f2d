/** @file Answers that the host remembers: it tells them as they are said on the command line, which the window does not have. */

/** What an option of the command line is about; the value follows. */
type Options = Readonly<Record<string, string>>;

const english: Options = {
  "--window": "window",
  "--scores": "output",
  "--preset": "preset",
  "--color": "colour",
  "--scale": "scale",
  "--mean": "mean",
  "--std": "standard deviation",
  "--polarity": "polarity",
  "--labels": "labels",
  "--background": "background",
  "--activation": "activation",
};

const chinese: Options = {
  "--window": "窗口",
  "--scores": "输出",
  "--preset": "预设",
  "--color": "颜色",
  "--scale": "比例",
  "--mean": "均值",
  "--std": "标准差",
  "--polarity": "极性",
  "--labels": "类别名称",
  "--background": "背景",
  "--activation": "激活函数",
};

const pattern = /^remembered from an earlier call: (.+) \((.+)\): say it again to change it$/;

/** @returns the answers in words and the file that they are kept in; null for another message */
export function rememberedAnswers(
  language: "en" | "zh",
  message: string,
): { readonly answers: string; readonly path: string } | null {
  const [, told, path] = pattern.exec(message) ?? [];
  if (told === undefined || path === undefined) return null;
  const words = language === "en" ? english : chinese;
  const answers = told
    .replace(/--[a-z]+(?= )/g, (option) => words[option] ?? option)
    .replace(/with (\d+) names/, language === "en" ? "of $1 classes" : "$1 个");
  return { answers: language === "en" ? answers : answers.replaceAll(", ", "、"), path };
}
