/** @file What a key or an item of the desktop's menu does, when it can, and what the desktop is told of it. */
import type { WindowCommand, WindowState } from "../../../src-core/contract/desktop.ts";
import { windowCommand } from "../../../src-core/contract/desktop.ts";
import { commandAvailability, commandNames } from "../../presentation/command-availability.ts";
import type { ImageViewer } from "../../viewer/image/image-viewer.ts";
import { themes } from "../../../src-core/contract/settings.ts";
import { commandFacts } from "./command-facts.ts";
import type { Workspace } from "./workspace.svelte.ts";

const zoomStep = 1.5;

export class WindowCommands {
  private readonly workspace: Workspace;
  private readonly viewer: () => ImageViewer | undefined;

  constructor(workspace: Workspace, viewer: () => ImageViewer | undefined) {
    this.workspace = workspace;
    this.viewer = viewer;
  }

  /** What the desktop is told. */
  get state(): WindowState {
    const { preferences, overlay, image } = this.workspace;
    const on: WindowCommand[] = [`theme-${preferences.theme}`];
    if (overlay.visible) on.push("overlay");
    if (preferences.boxes) on.push("boxes");
    const { locale, theme } = preferences;
    const common = { locale, theme, image: image?.id ?? null };
    return { ...common, pass: this.pass, commands: this.available, on };
  }

  run(command: WindowCommand): void {
    const { workspace } = this;
    const { run, preferences } = workspace;
    const viewer = this.viewer();
    switch (command) {
      case "overlay":
        workspace.overlay.toggle();
        return;
      case "boxes":
        preferences.boxes = !preferences.boxes;
        return;
      case "measure":
        if (workspace.availability.measure === null) void run?.measureBaseline();
        return;
      case "stop":
        workspace.stop();
        return;
      case "previous":
        run?.detections.selectNeighbour(-1);
        return;
      case "next":
        run?.detections.selectNeighbour(1);
        return;
      case "zoom-in":
        viewer?.zoomBy(zoomStep);
        return;
      case "zoom-out":
        viewer?.zoomBy(1 / zoomStep);
        return;
      case "fit":
        viewer?.fit();
        return;
      case "export":
        workspace.exporting = workspace.availability.export === null;
        return;
      case "diagnostics":
        if (!workspace.isDialogOpen) workspace.help.open("now");
        return;
      case "theme-auto":
      case "theme-light":
      case "theme-dark":
        preferences.theme = themes.find((theme) => command === `theme-${theme}`) ?? "auto";
    }
  }

  /** A dialog has the window to itself, and a batch's table hides the image. */
  private get available(): WindowCommand[] {
    const availability = commandAvailability(commandFacts(this.workspace));
    const usable: WindowCommand[] = themes.map((theme) => `theme-${theme}` as const);
    for (const name of commandNames) {
      const command = windowCommand.safeParse(name);
      if (command.success && availability[name] === null) usable.push(command.data);
    }
    return usable;
  }

  private get pass(): WindowState["pass"] {
    const { run, displayed } = this.workspace;
    const job = displayed.preparing.running ? displayed.preparing : run?.pass;
    if (!job?.running) return { running: false, share: null };
    const { done = 0, total = 0 } = job.progress ?? {};
    // Each per cent is told once.
    const share = total > 0 ? Math.floor((100 * Math.min(done, total)) / total) / 100 : null;
    return { running: true, share };
  }
}
