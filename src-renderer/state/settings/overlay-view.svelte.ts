/** @file How the score map is looked at, as long as the window is open. */
import type { ModelSummary } from "../../../src-core/contract/api.ts";
import { headOf } from "../../../src-core/detection/heads/head-of.ts";
import { ClassChoice } from "./class-choice.svelte.ts";

export class OverlayView {
  readonly choice = new ClassChoice();
  visible = $state(true);
  /** Where the image ends and the heat-map begins when one is wiped over the other, 0…1 of the stage. */
  divider = $state(0.5);

  /** Keeps the class where the new model has one of that name. */
  adaptTo({ head }: Pick<ModelSummary, "head">): void {
    const { label } = this.choice;
    const names = [...head.classes, ...headOf(head).labels];
    if (label !== null && !names.includes(label)) this.choice.label = null;
    this.visible = true;
  }

  toggle(): void {
    this.visible = !this.visible;
  }
}
