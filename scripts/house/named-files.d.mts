export function misnamed(
  text: string,
  paths: readonly string[],
  scripts: readonly string[],
): readonly string[];
