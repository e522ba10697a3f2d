/** @throws Error where a link leads to a heading that is not there */
export function buildGuide(docs: string, target: string): void;
