import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { hrefOf, Places, placeOf } from "../../../src-renderer/state/navigation/places.svelte.ts";

const address = { hash: "" };
const listeners = new EventTarget();

beforeEach(() => {
  address.hash = "";
  vi.stubGlobal("location", address);
  vi.stubGlobal("addEventListener", listeners.addEventListener.bind(listeners));
});
afterEach(() => {
  vi.unstubAllGlobals();
});

test("an address that names no place is the work", () => {
  expect(["", "#", "#/", "#/nowhere", "#why"].map(placeOf)).toEqual(Array(5).fill("work"));
  expect(placeOf(hrefOf("why"))).toBe("why");
});

test("a reload stays at the place that the address names", () => {
  address.hash = "#/why";
  expect(new Places().current).toBe("why");
});

test("going somewhere is told to the address, and going nowhere leaves it alone", () => {
  const places = new Places();
  places.go("work");
  expect(address.hash).toBe("");
  places.go("why");
  expect([address.hash, places.current]).toEqual(["#/why", "why"]);
});

test("Back and Forward are followed until nobody listens any more", () => {
  const places = new Places();
  const controller = new AbortController();
  places.follow(controller.signal);
  address.hash = "#/why";
  listeners.dispatchEvent(new Event("hashchange"));
  expect(places.current).toBe("why");
  controller.abort();
  address.hash = "#/work";
  listeners.dispatchEvent(new Event("hashchange"));
  expect(places.current).toBe("why");
});
