/** @file What is said of MTCNN's published weights, in English. */

export const mtcnn = {
  "mtcnn.there-twice-name-once": "{title} is there twice: name it once",
  "mtcnn.none-mtcnn-networks-import": "{title} is none of MTCNN's networks: import it by itself",
  "mtcnn.mtcnn-pnet-det1-npy": "MTCNN's PNet (det1.npy) is missing: name it, too",
  "mtcnn.layers-none-mtcnn-pnet": "layers {names} are none of MTCNN's PNet, RNet and ONet",
  "mtcnn.mtcnn-weights-lack": "MTCNN's weights lack {layer}/{part}",
  "mtcnn.shape-needed": "{layer}/{part} has shape {shape}, {shape2} is needed",
  "mtcnn.pickle-calls-something-no":
    "the pickle calls something that is no NumPy array: it was not run",
  "mtcnn.object-state-no-tuple": "an object's state is no tuple",
  "mtcnn.pickle-fills-object-no": "the pickle fills an object that is no NumPy array",
  "mtcnn.array-state-version-shape": "an array's state is not (version, shape, type, order, data)",
  "mtcnn.array-shape-holds-something": "an array's shape holds something that is no length",
  "mtcnn.file-ends-early-bytes":
    "the file ends early: {count} bytes are needed at byte {position}, {left} are left",
  "mtcnn.text-bytes-too-long": "a text of {bytes} bytes is too long for a name",
  "mtcnn.no-array": "{layer}/{name} is no array",
  "mtcnn.npy-file-bytes": "not a .npy file ({bytes} bytes)",
  "mtcnn.npy-file-holds-pickled": "the .npy file holds {type}, a pickled dict (|O) is needed",
  "mtcnn.holds-no-dict": "{what} holds no dict",
  "mtcnn.array-holds-float32-f4": "an array holds {order}{code}, float32 (<f4) is needed",
  "mtcnn.array-shape-needs-bytes":
    "an array of shape {shape} needs {size} bytes, {data} are stored",
  "mtcnn.pickle-takes-value-never": "the pickle takes a value that it never made",
  "mtcnn.pickle-closes-what-never": "the pickle closes what it never opened",
  "mtcnn.pickle-recalls-never-kept": "the pickle recalls {index}, never kept",
  "mtcnn.pickle-appends-no-list": "the pickle appends to no list",
  "mtcnn.pickle-sets-entries-something": "the pickle sets entries of something that is no dict",
  "mtcnn.pickle-asks-which-no":
    "the pickle asks for {what}, which is no part of an array: it was not run",
  "mtcnn.name-needed-where-file": "a name is needed where the file holds something else",
  "mtcnn.byte-pickle-operation-0x":
    "byte {at} is pickle operation 0x{code}, which no dict of arrays needs: it was not run",
  "mtcnn.the-file": "the file",
  "mtcnn.unknown-type": "an unknown type",
} as const;
