/** @file Rows of a batch, for tests. */
import type { BatchItem, BatchState } from "../../../src-core/contract/batch.ts";

export const item = (index: number, name: string, more: Partial<BatchItem> = {}): BatchItem => ({
  index,
  name,
  status: "waiting",
  width: null,
  height: null,
  count: null,
  top: null,
  score: null,
  time: null,
  failure: null,
  notices: [],
  ...more,
});

export const state = (more: Partial<BatchState> = {}): BatchState => ({
  id: "b",
  name: "scans",
  status: "running",
  total: 10,
  done: 0,
  failed: 0,
  skipped: 0,
  timeLeft: null,
  rate: null,
  model: "lenet",
  stride: "native",
  threshold: 0.5,
  exports: ["csv"],
  folder: "/results",
  message: null,
  ...more,
});
