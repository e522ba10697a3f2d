/** @file What is said of passes, windows and their comparison, in English. */

export const analysis = {
  "analysis.differs":
    "differs by {difference:power}, more than rounding explains, although nothing in its graph says why: it is not called equal",
  "analysis.please-report": "please report the file",
  "analysis.not-called-equal": "it is not called equal: {why}",
  "analysis.no-score-compared": "no score could be compared",
  "analysis.one-way-alone":
    "one way alone gives NaN or infinity at {differing} of {cells} {cells#cell|cells}, where numbers overflow",
  "analysis.network-itself":
    "the network itself gives {what} at {count} of {cells} {cells#cell|cells}, in both ways alike",
  "analysis.infinity": "infinity",
  "analysis.nan": "NaN",
  "analysis.nan-or-infinity": "NaN or infinity",
} as const;
