/** @file How the score map is looked at. */
import type { ModelSummary } from "../../../src-core/contract/api.ts";

export class OverlayView {
  /** One class, or the best of all that are an object. */
  shownClass = $state<number | "objects">("objects");
  visible = $state(true);

  /** Keeps the class where the new model has it, too. */
  adaptTo({ head }: ModelSummary): void {
    if (this.shownClass !== "objects" && this.shownClass >= head.classes.length)
      this.shownClass = "objects";
    this.visible = true;
  }

  toggle(): void {
    this.visible = !this.visible;
  }
}
