/** @file The words of Home, in English. */

export const home = {
  samples: "Samples",
  samplesHint: "One for every model that comes with Fullconv",
  sampleOf: (model: string) => `Open the sample of ${model}`,
  recent: "Recent images",
  none: "What you look at is listed here, on this machine only.",
  open: (name: string) => `Open ${name}`,
  dropAgain: "Drop it again to open it",
  dropAgainHint:
    "It came from the browser, which tells no path, and its file is no longer held or was moved.",
  found: (count: number, total: string) => (count === 1 ? "1 found" : `${total} found`),
  unknownModel: "a model that is no longer there",
  remove: (name: string) => `Remove ${name} from the list`,
  forget: "Forget all",
  batches: "Recent batches",
  models: "Recent models",
  useModel: (model: string) => `Look with ${model}`,
  allModels: "All models",
};
