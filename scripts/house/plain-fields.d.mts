export const plainFields: readonly { readonly selector: string; readonly message: string }[];
