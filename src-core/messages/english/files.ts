/** @file What is said of files, folders and disks, in English. */

export const files = {
  "files.no-package-json": "Fullconv's package.json is missing: reinstall it",
  "files.exists": "{path}: exists and is not overwritten: name another place, or delete it first",
  "files.no-cache-folder":
    "{folder}: cannot be created ({why}): set FULLCONV_CACHE to a folder that can be written",
  "files.locked":
    "{lock}: other processes hold it for {seconds} s: nothing was changed: change it again, or delete it where no other Fullconv runs",
  "files.no-room":
    "{folder}: {needed} are needed and {left} are free: make room or name another place",
  "files.cannot-set-aside": "{damage}, and it cannot be set aside: {why}",
  "files.ended": "it ended after {at} of {size} bytes",
  "files.too-large": "it has {size} bytes, at most {most} are read",
  "files.not-regular": "it is {kind}, no regular file",
  "files.dead-link":
    "{path}: is a link to {target}, which is not there: mount its disk, or remove the link",
  "files.full": "{path}: {what}, then {next}",
  "files.unwritable": "{path}: {what}",
  "files.folder": "a folder",
  "files.pipe": "a named pipe",
  "files.socket": "a socket",
  "files.device": "a device",
  "files.no-folder": "it is no folder: move it away",
  "files.folder-dead-link":
    "it is a link to {target}, which is not there: mount its disk, or remove the link",
  "files.let-read": "{why}: let this user read it",
  "files.start-again": "start again",
  "files.go-on": "go on",
  "files.change-again": "change it again",
  "files.set-home": "set FULLCONV_HOME to a folder on another disk",
  "files.another-place": "name another place",
  "files.share-used-up": "your share of the disk is used up: make room or {elsewhere}",
  "files.no-more-files": "the disk takes no more files: remove some or {elsewhere}",
  "files.disk-full": "the disk is full, {bytes:bytes} are free: make room or {elsewhere}",
  "files.read-only-disk": "lies on a disk that is read-only: {elsewhere}",
  "files.read-only":
    "is read-only for this user ({why}): {elsewhere}, or change who may write there",
  "files.cannot-write": "cannot be written ({why})",
  "files.damage-empty": "it is empty",
  "files.damage-no-json": "it is no JSON, or cut off",
  "files.damage-version": "version: {version} is none",
  "files.damage-field": "{field}: {why}",
  "files.damage-old": "version {version}: {why}",
} as const;
