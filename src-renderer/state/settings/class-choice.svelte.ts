/** @file Which class is looked at: one choice for heat-map, boxes, list and counts. */

export class ClassChoice {
  /** Its name; null for all objects. */
  label = $state<string | null>(null);
}
