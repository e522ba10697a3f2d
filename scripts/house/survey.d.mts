export function survey(root: string): { readonly faults: readonly string[] };
