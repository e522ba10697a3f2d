/** @file From which scores on figures are computed. */

/** The lowest score that is asked for. Average precision is of all detections, but those below change nothing that can be seen. */
export const lowestEvaluated = 0.01;
