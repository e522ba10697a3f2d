/** @file Which place of the window is on the screen. It stands in the address, so that Back, Forward and a reload work. */

/** Where one can be: where one begins, at the image or batch, or at a page of its own. */
export const places = ["home", "work", "models", "why"] as const;
export type Place = (typeof places)[number];

/** The address of a place, for links. */
export const hrefOf = (place: Place): string => `#/${place}`;

/** @param hash of the address; what it does not name is the work */
export const placeOf = (hash: string): Place =>
  places.find((place) => hrefOf(place) === hash) ?? "work";

export class Places {
  current = $state<Place>(placeOf(location.hash));

  /** A step that Back takes back; none where the place is on the screen already. */
  go(place: Place): void {
    if (place === this.current) return;
    location.hash = hrefOf(place);
    // The browser's own event comes later than what is drawn next.
    this.current = place;
  }

  /** Follows the address until the signal is aborted. */
  follow(signal: AbortSignal): void {
    addEventListener(
      "hashchange",
      () => {
        this.current = placeOf(location.hash);
      },
      { signal },
    );
  }
}
