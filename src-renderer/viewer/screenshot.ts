/** @file The view as a picture: the layers of the viewer one upon the other, in the screen's pixels. */
/** PNG. @param layers the element that holds the canvases, in the order in which they lie */
export async function screenshot(layers: HTMLElement): Promise<Blob | null> {
  const ratio = devicePixelRatio;
  const { width, height, left, top } = layers.getBoundingClientRect();
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  const context = canvas.getContext("2d");
  if (!context) return null;
  context.scale(ratio, ratio);
  // The ground is the stage's, on which the layers lie.
  context.fillStyle = getComputedStyle(layers.parentElement ?? layers).backgroundColor;
  context.fillRect(0, 0, width, height);
  for (const layer of layers.querySelectorAll<HTMLCanvasElement>(".image canvas, [data-layer]")) {
    const box = layer.getBoundingClientRect();
    context.globalAlpha = Number(getComputedStyle(layer).opacity);
    context.imageSmoothingEnabled = false;
    context.drawImage(layer, box.left - left, box.top - top, box.width, box.height);
  }
  return new Promise((resolve) => {
    canvas.toBlob(resolve, "image/png");
  });
}
