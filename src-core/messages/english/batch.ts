/** @file What is said of batches, in English. */

export const batch = {
  "batch.another-fullconv-writes-here":
    "{path}: another Fullconv writes here, too: close one of them, then begin again",
  "batch.remove-take-another-folder":
    "{path}: is {kind}: remove it, or take another folder for the results",
  "batch.version-fullconv-knows-open":
    "{path}: is of version {version} and this Fullconv knows 1: open it with the Fullconv that made it",
  "batch.no-json": "{path}: is no JSON ({why})",
  "batch.item-there": "item {index} is not there",
  "batch.was-moved-deleted-since":
    "{path}: was moved or deleted since it was added: put it back and try it again",
  "batch.changed-since-was-added":
    "{path}: has changed since it was added ({size} bytes then, {now} now): try it again to take it as it is",
  "batch.no-result": "{path}: has no result in {journal}",
  "batch.was-made-fullconv-did":
    "{name}: was made by a Fullconv that did not note its card and weights, so that nobody can say whether they are the same: make a new one",
  "batch.since-batch-was-made": "{name}: {told} since the batch was made: make a new one",
  "batch.item-no-thumbnail-yet": "item {index} has no thumbnail yet",
  "batch.list-images-damaged-were":
    "the list of its images is damaged: {lost} that were begun are not in it, {name} for one: add them again, or make a new batch",
  "batch.list-images-ends-middle":
    "the list of its images ends in the middle of a line: what was added last is not in it: add it again",
  "batch.link-leads-out-where":
    "{place}: a link leads out of {folder}, where the results belong: replace the link by a folder",
  "batch.exists-overwritten-name-another":
    "{path}: exists and is not overwritten: name another place, or delete it first",
  "batch.model-no-longer-there": "model {id} is no longer there: add it again",
  "batch.a-link": "a link to another place",
  "batch.no-regular-file": "no regular file",
} as const;
