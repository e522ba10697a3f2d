/** @file OpenSeadragon, as far as the window needs it: one image that is zoomed and moved, and where it lies. */
import OpenSeadragon from "openseadragon";
import type { Rectangle } from "../../../src-core/overlay/registration.ts";
import type { Pyramid } from "./pyramid.ts";
import { sessionHeaders } from "../../host/session.ts";
import { pyramidSource } from "./pyramid-source.ts";
import { SnappedDrawer } from "./snapped-drawer.ts";
import type { Place, View } from "../view.ts";

const zoomPerScroll = 1.25; // times larger
const margin = 0.03; // of the image's size, left free around it when it is fitted
const foot = 52; // screen pixels below it that are left to the legend and the scale
const sharpFrom = 1.5; // screen pixels per image pixel from which pixels are shown as squares
const surroundings = 3.5; // of what is zoomed to, as many times its size are shown
const closest = 10; // screen pixels per image pixel, when an object is zoomed to
const keptTiles = 256; // about 1 MB each
const retryPause = 3000; // milliseconds before a tile that failed is asked for again

export class ImageViewer {
  private readonly viewer: OpenSeadragon.Viewer;
  private readonly onView: (view: View | null) => void;
  private readonly still: boolean;
  /** Whether the image is as `fit` left it, and shall be after the window changed its size. */
  private fitted = true;
  private resized = false;
  /** Where the image was put by `lookAt`, until it is moved. */
  private settled: Place | null = null;
  private smooth = true;
  /** Where the image that is being opened shall be seen; null to fit it. */
  private wanted: Place | null = null;

  /**
   * @param onView hears of every frame in which the image moves, and null when there is none
   * @param onClick hears of a click that moved nothing, CSS pixels of the viewer
   * @param still no animation
   */
  constructor(
    element: HTMLElement,
    onView: (view: View | null) => void,
    onClick: (x: number, y: number) => void,
    still: boolean,
  ) {
    this.onView = onView;
    this.still = still;
    this.viewer = new OpenSeadragon.Viewer({
      element,
      drawer: SnappedDrawer,
      showNavigationControl: false,
      // The stage around it has the focus and the keys.
      tabIndex: -1,
      animationTime: still ? 0 : 0.18,
      springStiffness: 8,
      visibilityRatio: 0.2,
      minZoomImageRatio: 0.4,
      maxZoomPixelRatio: 48,
      maxImageCacheCount: keptTiles,
      // Pictures that a page names carry no headers.
      loadTilesWithAjax: true,
      ajaxHeaders: sessionHeaders(),
      // A browser has six connections to a host; two of them are held by streams.
      imageLoaderLimit: 4,
      // Coarse tiles come first and stay until the fine ones cover them.
      immediateRender: false,
      blendTime: 0,
      zoomPerScroll,
      gestureSettingsMouse: { clickToZoom: false, dblClickToZoom: true, flickEnabled: false },
      gestureSettingsTouch: { clickToZoom: false, dblClickToZoom: true, flickEnabled: false },
      gestureSettingsPen: { clickToZoom: false, dblClickToZoom: true },
    });
    // Before OpenSeadragon draws: how pixels are drawn depends on how large they are.
    this.viewer.addHandler("viewport-change", () => {
      if (this.resized && this.fitted) this.fit(true);
      else if (this.resized && this.settled) this.lookAt(this.settled);
      this.resized = false;
      const smooth = (this.view()?.scale ?? 0) < sharpFrom;
      // Setting it asks for another frame, so only a change is set.
      if (smooth !== this.smooth) this.viewer.drawer.setImageSmoothingEnabled(smooth);
      this.smooth = smooth;
    });
    this.viewer.addHandler("update-viewport", () => {
      this.onView(this.view());
    });
    this.viewer.addHandler("open", () => {
      if (this.wanted) this.lookAt(this.wanted);
      else this.fit(true);
      this.wanted = null;
    });
    this.viewer.addHandler("tile-load-failed", ({ tile }) => {
      // OpenSeadragon would take it for a hole in the image, for ever.
      setTimeout(() => {
        tile.exists = true;
        this.item()?.update(true);
      }, retryPause);
    });
    this.viewer.addHandler("canvas-click", ({ quick, position }) => {
      if (quick) onClick(position.x, position.y);
    });
    // OpenSeadragon sets its own zoom after this event: the fit has to wait for the frame.
    this.viewer.addHandler("resize", () => {
      this.resized = true;
    });
    for (const event of [
      "canvas-drag",
      "canvas-scroll",
      "canvas-double-click",
      "canvas-pinch",
    ] as const)
      this.viewer.addHandler(event, () => {
        this.leave();
      });
  }

  /** @param url address of an image the browser can show @param place where it shall be seen; null to fit it */
  show(url: string, place: Place | null = null): void {
    this.onView(null);
    this.wanted = place;
    this.viewer.open({ tileSource: new OpenSeadragon.ImageTileSource({ url }) });
  }

  /** @param image that the host has prepared */
  showPyramid(image: string, pyramid: Pyramid, place: Place | null = null): void {
    this.onView(null);
    this.wanted = place;
    const { width, height } = pyramid;
    // Pixels of a coarse level stand out of the image where its size is no multiple of theirs.
    const clip = new OpenSeadragon.Rect(0, 0, width, height);
    this.viewer.open({ tileSource: pyramidSource(image, pyramid), clip });
  }

  clear(): void {
    this.viewer.close();
    this.onView(null);
  }

  fit(immediately = this.still): void {
    const item = this.item();
    if (!item) return;
    const { x, y, width, height } = item.getBounds();
    const stage = this.viewer.viewport.getContainerSize();
    const free = Math.max(stage.y / 2, stage.y - foot);
    const room = 1 + 2 * margin;
    const scale = Math.min(stage.x / (width * room), free / (height * room));
    const [left, top] = [x - (stage.x / scale - width) / 2, y - (free / scale - height) / 2];
    this.viewer.viewport.fitBounds(
      new OpenSeadragon.Rect(left, top, stage.x / scale, stage.y / scale),
      immediately,
    );
    this.fitted = true;
    this.settled = null;
  }

  /** Where the image is seen, or will be when it stands still; null where it is fitted, or not there. */
  get place(): Place | null {
    const item = this.item();
    if (!item || this.fitted) return null;
    if (this.settled) return this.settled;
    const seen = item.viewportToImageRectangle(this.viewer.viewport.getBounds());
    const scale = this.viewer.viewport.getContainerSize().x / seen.width;
    return { x: seen.x + seen.width / 2, y: seen.y + seen.height / 2, scale };
  }

  private lookAt(place: Place): void {
    const item = this.item();
    if (!item) return;
    this.fitted = false;
    this.settled = place;
    const stage = this.viewer.viewport.getContainerSize();
    // A stage that has no size yet will be given one.
    if (stage.x === 0) return;
    const { x, y, scale } = place;
    const [width, height] = [stage.x / scale, stage.y / scale];
    const area = new OpenSeadragon.Rect(x - width / 2, y - height / 2, width, height);
    this.viewer.viewport.fitBounds(item.imageToViewportRectangle(area), true);
  }

  /** Shows a part of the image with what is around it. @param area pixels of the image */
  zoomTo(area: Rectangle): void {
    const item = this.item();
    if (!item) return;
    this.leave();
    const { x: across, y: down } = this.viewer.viewport.getContainerSize();
    // Further in, pixels are seen instead of the object.
    const width = Math.max(area.width * surroundings, across / closest);
    const height = Math.max(area.height * surroundings, down / closest);
    const [x, y] = [area.x + (area.width - width) / 2, area.y + (area.height - height) / 2];
    const bounds = item.imageToViewportRectangle(new OpenSeadragon.Rect(x, y, width, height));
    this.viewer.viewport.fitBounds(bounds, this.still);
  }

  zoomBy(factor: number): void {
    this.leave();
    this.viewer.viewport.zoomBy(factor);
    this.viewer.viewport.applyConstraints(this.still);
  }

  /** Moves the image, in screen pixels. */
  panBy(x: number, y: number): void {
    this.leave();
    const { viewport } = this.viewer;
    viewport.panBy(viewport.deltaPointsFromPixels(new OpenSeadragon.Point(x, y)), this.still);
    viewport.applyConstraints(this.still);
  }

  /**
   * Another element that shows the same part of the image: dragging and scrolling over it does what they do here.
   * @returns ends it
   */
  moveWith(element: HTMLElement, onClick: (x: number, y: number) => void): () => void {
    const tracker = new OpenSeadragon.MouseTracker({
      element,
      dragHandler: ({ delta }) => {
        this.panBy(-delta.x, -delta.y);
      },
      scrollHandler: ({ scroll, position, originalEvent }) => {
        if (originalEvent instanceof Event) originalEvent.preventDefault();
        this.leave();
        const { viewport } = this.viewer;
        const point = viewport.pointFromPixel(position, true);
        viewport.zoomBy(zoomPerScroll ** scroll, point);
        viewport.applyConstraints(this.still);
      },
      clickHandler: ({ quick, position }) => {
        if (quick) onClick(position.x, position.y);
      },
    });
    return () => {
      tracker.destroy();
    };
  }

  destroy(): void {
    this.viewer.destroy();
  }

  /** The user moves it from where it was put. */
  private leave(): void {
    this.fitted = false;
    this.settled = null;
  }

  private view(): View | null {
    const item = this.item();
    if (!item) return null;
    const width = item.getContentSize().x;
    const corner = item.imageToViewerElementCoordinates(new OpenSeadragon.Point(0, 0));
    const right = item.imageToViewerElementCoordinates(new OpenSeadragon.Point(width, 0));
    return { scale: (right.x - corner.x) / width, x: corner.x, y: corner.y };
  }

  private item(): OpenSeadragon.TiledImage | undefined {
    // Typed as always there, yet nothing is before the first image is open.
    return this.viewer.world.getItemAt(0);
  }
}
