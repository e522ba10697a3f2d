/** @file The browser's dialog for files. */

/** Held until it is answered, so that it is not collected before. */
let chooser: HTMLInputElement | null = null;

/** @param accept endings or types, all where it is empty @returns nothing where the dialog was cancelled */
export const chooseFiles = (accept = "", multiple = true): Promise<File[]> =>
  choose({ accept, multiple });

/** All files of a folder, each with its path from the folder on. @returns nothing where the dialog was cancelled */
export const chooseFolder = (): Promise<File[]> => choose({ webkitdirectory: true });

function choose(properties: Partial<HTMLInputElement>): Promise<File[]> {
  const input = document.createElement("input");
  Object.assign(input, { type: "file", ...properties });
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
