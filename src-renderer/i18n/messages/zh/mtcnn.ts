/** @file 关于 MTCNN 公开的权重：简体中文。 */
import type { mtcnn as english } from "../../../../src-core/messages/english/mtcnn.ts";

export const mtcnn: Record<keyof typeof english, string> = {
  "mtcnn.there-twice-name-once": "{title} 出现了两次：请只指定一次",
  "mtcnn.none-mtcnn-networks-import": "{title} 不是 MTCNN 的网络：请单独导入",
  "mtcnn.mtcnn-pnet-det1-npy": "缺少 MTCNN 的 PNet（det1.npy）：请一并指定",
  "mtcnn.layers-none-mtcnn-pnet": "层 {names} 不属于 MTCNN 的 PNet、RNet 或 ONet",
  "mtcnn.mtcnn-weights-lack": "MTCNN 的权重缺少 {layer}/{part}",
  "mtcnn.shape-needed": "{layer}/{part} 的形状为 {shape}，需要 {shape2}",
  "mtcnn.pickle-calls-something-no": "pickle 调用了不属于 NumPy 数组的内容：未予执行",
  "mtcnn.object-state-no-tuple": "有一个对象的状态不是元组",
  "mtcnn.pickle-fills-object-no": "pickle 填充了不是 NumPy 数组的对象",
  "mtcnn.array-state-version-shape": "有一个数组的状态不是（版本、形状、类型、顺序、数据）",
  "mtcnn.array-shape-holds-something": "有一个数组的形状含有不是长度的内容",
  "mtcnn.file-ends-early-bytes":
    "文件过早结束：在第 {position} 字节处需要 {count} 字节，只剩 {left} 字节",
  "mtcnn.text-bytes-too-long": "{bytes} 字节的文本作为名称过长",
  "mtcnn.no-array": "{layer}/{name} 不是数组",
  "mtcnn.npy-file-bytes": "不是 .npy 文件（{bytes} 字节）",
  "mtcnn.npy-file-holds-pickled": "该 .npy 文件的内容为 {type}，需要 pickle 字典（|O）",
  "mtcnn.holds-no-dict": "{what} 中没有字典",
  "mtcnn.array-holds-float32-f4": "有一个数组的类型为 {order}{code}，需要 float32（<f4）",
  "mtcnn.array-shape-needs-bytes": "形状 {shape} 的数组需要 {size} 字节，实际存有 {data} 字节",
  "mtcnn.pickle-takes-value-never": "pickle 取用了从未生成的值",
  "mtcnn.pickle-closes-what-never": "pickle 关闭了从未打开的内容",
  "mtcnn.pickle-recalls-never-kept": "pickle 取回了从未保存的 {index}",
  "mtcnn.pickle-appends-no-list": "pickle 追加到的不是列表",
  "mtcnn.pickle-sets-entries-something": "pickle 设置了不是字典的内容的条目",
  "mtcnn.pickle-asks-which-no": "pickle 要求 {what}，它不属于数组：未予执行",
  "mtcnn.name-needed-where-file": "应为名称之处，文件中是别的内容",
  "mtcnn.byte-pickle-operation-0x":
    "第 {at} 字节为 pickle 操作 0x{code}，数组字典不需要它：未予执行",
  "mtcnn.the-file": "该文件",
  "mtcnn.unknown-type": "未知类型",
};
