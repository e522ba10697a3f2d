/** @file Bytes as an answer. */
import type { Context } from "hono";

/** A body must have bytes of its own: a view into shared or larger memory is none. */
export const bytesResponse = (context: Context, data: Uint8Array, type: string): Response =>
  context.body(new Uint8Array(data), 200, { "content-type": type });

export const floatsResponse = (
  context: Context,
  { buffer, byteOffset, byteLength }: Float32Array,
): Response =>
  bytesResponse(
    context,
    new Uint8Array(buffer, byteOffset, byteLength),
    "application/octet-stream",
  );
