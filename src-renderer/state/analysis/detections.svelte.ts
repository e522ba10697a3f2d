/** @file The detections as the limits are set right now: chosen in the window, so that a slider asks nobody. */
import type { Analysis, LabelledDetection } from "../../../src-core/contract/analysis.ts";
import type { Card } from "../../../src-core/contract/card.ts";
import type { Head } from "../../../src-core/contract/heads.ts";
import type { Notice } from "../../../src-core/contract/notices.ts";
import { notSound } from "../../../src-core/detection/faulty-boxes.ts";
import { droppedByCap, isOfBoxes, notKept } from "../../../src-core/detection/dropped-boxes.ts";
import type { Selection } from "../../../src-core/detection/select.ts";
import { aboveThreshold, lowestThresholdOf, select } from "../../../src-core/detection/select.ts";
import type { Cap } from "../../../src-core/detection/cap.ts";
import { capOf } from "../../../src-core/detection/cap.ts";
import type { Size } from "../../../src-core/size.ts";
import type { EditedDetection } from "../../../src-core/detection/with-edits.ts";
import { withEdits } from "../../../src-core/detection/with-edits.ts";
import type { Rectangle } from "../../../src-core/overlay/registration.ts";
import { countByClass } from "../../presentation/class-counts.ts";
import { BoxIndex } from "../../viewer/boxes/box-index.ts";
import { objectLabels } from "../../../src-core/detection/heads/object-labels.ts";
import { colourIndexer } from "../../../src-core/overlay/class-colours.ts";
import { BoxesSoFar } from "./boxes-so-far.svelte.ts";
import { CandidateLoader } from "./candidate-loader.svelte.ts";
import { Edits } from "./edits.svelte.ts";
import { isKept, labelled, ofClass, sameBox } from "./shown-detections.ts";
import { ClassChoice } from "../settings/class-choice.svelte.ts";
import type { DetectionLimits } from "../settings/detection-limits.svelte.ts";
import { requestedLimits } from "../settings/detection-limits.svelte.ts";

type Stages = NonNullable<Analysis["stages"]>;
type Model = Pick<Card, "head" | "input">;

export class Detections {
  readonly candidates = new CandidateLoader();
  readonly colourIndexOf: (label: string) => number;
  /** The stage of a cascade that is shown; null for the last, whose boxes are the detections. */
  stage = $state<number | null>(null);
  stages = $state.raw<Stages>([]);
  selected = $state.raw<EditedDetection | null>(null);
  /** What is to be looked at; a new object each time that it is wanted. */
  focus = $state.raw<{ readonly area: Rectangle } | null>(null);
  /** Whether the next box is drawn on the image with the pointer. */
  drawing = $state(false);
  /** Whether the box that was added by a key wants the keys. */
  handleWanted = $state(false);
  readonly edits: Edits;
  private readonly model: Model;
  private readonly head: Head;
  private readonly image: Size;
  /** How many boxes the card allows on the scales that the image is looked at. */
  private cap = $state.raw<Cap | null>(null);
  private readonly limits: DetectionLimits;
  private readonly choice: ClassChoice;
  /** As the analysis found them, until there is more to choose among; null before it has looked. */
  private fromAnalysis = $state.raw<readonly LabelledDetection[] | null>(null);
  /** Of the tiles that are done, while a pass goes on or after it was stopped; null where nothing is told before the end. */
  readonly soFar = new BoxesSoFar();
  /** What the host told of them. */
  private resultNotices = $state.raw<readonly Notice[]>([]);

  /** @param limits and class read anew whenever they change */
  constructor(
    model: Model,
    image: Size,
    limits: DetectionLimits,
    choice: ClassChoice = new ClassChoice(),
    edits: Edits = new Edits(),
  ) {
    this.edits = edits;
    this.choice = choice;
    this.model = model;
    this.head = model.head;
    this.image = image;
    this.limits = limits;
    this.cap = capOf(model, 1);
    this.colourIndexOf = colourIndexer(objectLabels(model.head));
  }

  /** The class whose detections are shown alone, as the heat-map shows it; null for all. */
  get onlyClass(): string | null {
    return this.choice.label;
  }

  set onlyClass(label: string | null) {
    this.choice.label = label;
  }

  /** What counts, as the host is asked for it. */
  readonly requested = $derived.by(() => requestedLimits(this.limits));

  /** The lowest score with which any box counts. */
  private readonly lowestThreshold: number = $derived.by(
    () => this.requested.threshold ?? lowestThresholdOf(this.head),
  );

  /** Null until there is something to choose among. */
  private readonly selection: Selection | null = $derived.by(() => {
    const { loaded } = this.candidates;
    const boxes = loaded?.boxes ?? (this.fromAnalysis ? null : this.soFar.boxes);
    return boxes && select(this.head, boxes, this.requested, this.image, this.cap);
  });

  /** Whether the boxes are known: before, that there are none says nothing. */
  readonly areKnown: boolean = $derived.by(
    () => this.fromAnalysis !== null || this.candidates.loaded !== null,
  );

  /** Whether they are those of a part of the image. */
  readonly areSoFar: boolean = $derived.by(() => !this.areKnown && this.soFar.boxes !== null);

  /** Of boxes that are not among those that count: they follow the limits. */
  readonly notices: readonly Notice[] = $derived.by(() => {
    const { selection, head, requested, cap } = this;
    const { loaded } = this.candidates;
    if (!selection || !loaded) return this.resultNotices;
    const { boxes, of } = selection;
    // How many there are is not known while those of a lower score are on their way.
    const all = this.lowestThreshold >= this.candidates.floor;
    const none = aboveThreshold(head, loaded.faulty ?? [], requested);
    const counted = all
      ? [
          ...notSound(none, none.length + aboveThreshold(head, loaded.boxes, requested).length),
          ...droppedByCap(boxes.length, of, cap),
        ]
      : [];
    return [...counted, ...notKept(head, requested)];
  });

  /** Where boxes that might count are not here, because the host sends the best alone. */
  readonly truncated: { readonly here: number; readonly of: number } | null = $derived.by(() => {
    const { loaded } = this.candidates;
    const boxes = loaded?.boxes ?? (this.areSoFar ? this.soFar.boxes : null);
    const of = loaded?.count ?? this.soFar.count;
    const last = boxes?.at(-1);
    if (!boxes || !last || of <= boxes.length) return null;
    return this.lowestThreshold < last.score ? { here: boxes.length, of } : null;
  });

  /** Best first: what counts, of all classes. */
  private readonly final: readonly LabelledDetection[] = $derived.by(() => {
    const { selection, fromAnalysis } = this;
    const { threshold = 0 } = this.requested;
    if (!selection) return (fromAnalysis ?? []).filter(({ score }) => score >= threshold);
    return labelled(this.head, selection.boxes);
  });

  /** Of the stage that is shown. */
  private readonly stageFound: readonly LabelledDetection[] = $derived.by(() =>
    this.isLastStage ? this.final : (this.stages[this.stage ?? -1]?.detections ?? []),
  );
  readonly stageDetections: readonly EditedDetection[] = $derived.by(() =>
    this.isLastStage ? withEdits(this.stageFound, this.edits.list) : this.stageFound,
  );

  /** What an earlier network of a cascade has left is nothing to correct. */
  get isEditable(): boolean {
    return this.areKnown && this.isLastStage && this.edits.isLoaded;
  }

  private get isLastStage(): boolean {
    const { stage, stages } = this;
    return stage === null || stage === stages.length - 1 || stages[stage] === undefined;
  }

  get labels(): readonly string[] {
    return objectLabels(this.head);
  }

  /** Of the class that is shown. */
  readonly shown: readonly EditedDetection[] = $derived.by(() =>
    ofClass(this.head, this.onlyClass, this.stageDetections),
  );
  /** The same as the network has them, whatever was corrected. */
  readonly found: readonly LabelledDetection[] = $derived.by(() =>
    ofClass(this.head, this.onlyClass, this.stageFound),
  );
  /** Of all classes, and of the last network of a cascade. */
  get corrected(): readonly EditedDetection[] {
    return withEdits(this.final, this.edits.list);
  }

  /** Without what was rejected. */
  readonly counted: readonly EditedDetection[] = $derived.by(() =>
    this.stageDetections.filter(isKept),
  );
  readonly shownCount: number = $derived.by(() => this.shown.filter(isKept).length);
  readonly classCounts = $derived.by(() => countByClass(this.counted, objectLabels(this.head)));
  readonly boxIndex: BoxIndex = $derived.by(
    () => new BoxIndex(this.shown, ({ label }) => this.colourIndexOf(label)),
  );

  /** Place of the selected one among those shown; −1 where it is not among them. */
  readonly selectedIndex: number = $derived.by(() => {
    const { selected } = this;
    return selected ? this.shown.findIndex((one) => sameBox(one, selected)) : -1;
  });

  /** How many are left of each stage. */
  readonly stageCounts: readonly number[] = $derived.by(() =>
    this.stages.map(({ detections }, index) =>
      index === this.stages.length - 1 ? this.final.length : detections.length,
    ),
  );

  /** The analysis can be asked for boxes, though it has not found all of them itself. */
  attachCandidates(analysis: string, { scales }: Analysis): void {
    this.cap = capOf(this.model, scales?.[0]?.scale ?? 1);
    this.candidates.attach(analysis);
  }

  /** Begins with what the analysis found. */
  attach(analysis: string, result: Analysis): void {
    this.attachCandidates(analysis, result);
    const { detections, stages = [], notices } = result;
    this.fromAnalysis = detections;
    this.stages = stages;
    this.resultNotices = notices.filter(isOfBoxes);
  }

  /** Gets what there is to choose among. */
  async load(): Promise<void> {
    const { threshold, perClass } = this.limits;
    await this.candidates.load(Math.min(threshold, ...Object.values(perClass ?? {})));
  }

  /** The threshold was moved. */
  requestCandidates(threshold: number): void {
    this.candidates.request(threshold);
  }

  /** @param zoom whether it is to be looked at */
  select(detection: EditedDetection | null, zoom: boolean): void {
    this.selected = detection;
    if (!detection || !zoom) return;
    const { x, y, width, height } = detection;
    this.focus = { area: { x, y, width, height } };
  }

  /** The neighbour in the list, the first or the last one where none is selected. */
  selectNeighbour(by: number): void {
    const { selectedIndex, shown } = this;
    const from = selectedIndex < 0 ? (by > 0 ? -1 : shown.length) : selectedIndex;
    const next = shown[Math.max(0, Math.min(shown.length - 1, from + by))];
    if (next) this.select(next, true);
  }

  /** The smallest box that holds a point of the image is selected, or none. */
  selectAt(x: number, y: number): void {
    let [best, least] = [-1, Infinity];
    this.boxIndex.visit({ x, y, width: 0, height: 0 }, (box, _x, _y, width, height) => {
      if (width * height < least) {
        best = box;
        least = width * height;
      }
    });
    this.select(this.shown[best] ?? null, false);
  }

  /** The selected one; null where it is not among those shown, or there is nothing to correct. */
  get toEdit(): EditedDetection | null {
    return this.isEditable ? (this.shown[this.selectedIndex] ?? null) : null;
  }

  /** Rejects the selected one, takes it back where it is rejected, removes it where it was added. */
  toggleSelected(): void {
    if (this.toEdit) this.edits.toggle(this.toEdit);
  }

  relabelSelected(label: string): void {
    if (this.toEdit) this.edits.relabel(this.toEdit, label);
  }

  /** Of the class that is shown alone, of the selected one, or of the first. @param area pixels of the image */
  add({ x, y, width, height }: Rectangle): void {
    const { labels, onlyClass, toEdit } = this;
    const label = [onlyClass, toEdit?.label].find((one) => one != null && labels.includes(one));
    const added = this.edits.add({ label: label ?? labels[0] ?? "", x, y, width, height });
    if (added) this.select(added, false);
  }

  dispose(): void {
    this.candidates.dispose();
  }
}
