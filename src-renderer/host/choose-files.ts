/** @file The browser's dialog for files. */

/** Held until it is answered, so that it is not collected before. */
let chooser: HTMLInputElement | null = null;

/** @param accept endings or types, all where it is empty @returns nothing where the dialog was cancelled */
export function chooseFiles(accept = "", multiple = true): Promise<File[]> {
  const input = document.createElement("input");
  Object.assign(input, { type: "file", accept, multiple });
  chooser = input;
  return new Promise((resolve) => {
    const end = (): void => {
      if (chooser === input) chooser = null;
      resolve([...(input.files ?? [])]);
    };
    input.addEventListener("change", end);
    input.addEventListener("cancel", end);
    input.click();
  });
}
