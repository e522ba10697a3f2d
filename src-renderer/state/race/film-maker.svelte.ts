/** @file A film in the making: whether this browser can, how far it is, and what went wrong. */
import type { Failure } from "../../../src-core/contract/failure.ts";
import { failureToShow } from "../../host/request.ts";
import { filmSpeed } from "../../presentation/race-pace.ts";
import type { FilmOptions, VideoCodec } from "../../viewer/race/film.ts";
import { encodeFilm, filmCodec } from "../../viewer/race/film.ts";
import { filmSize } from "../../viewer/race/film-frame.ts";
import type { Replay } from "./replay.svelte.ts";

/** Seconds that the last picture stays. */
export const held = 4;

export class FilmMaker {
  /** Null where the browser encodes none; undefined until that is known. */
  codec = $state.raw<VideoCodec | null | undefined>(undefined);
  /** Of the film that is being made; null where none is. */
  share = $state<number | null>(null);
  failure = $state.raw<Failure | null>(null);
  private controller = new AbortController();

  async check(): Promise<void> {
    this.codec = await filmCodec(filmSize.width, filmSize.height).catch(() => null);
  }

  /**
   * @param draw a moment of the race, in its milliseconds
   * @returns null where it was stopped, or has failed
   */
  async make(
    { pace, total }: Pick<Replay, "pace" | "total">,
    draw: (context: CanvasRenderingContext2D, time: number) => void,
  ): Promise<Blob | null> {
    const { codec } = this;
    if (!codec) return null;
    this.controller = new AbortController();
    this.failure = null;
    this.share = 0;
    const speed = filmSpeed(pace, total);
    const moving = total / speed / 1000;
    const film: FilmOptions = {
      ...filmSize,
      moving,
      held,
      signal: this.controller.signal,
      progress: (share) => (this.share = share),
      draw: (context, time) => {
        draw(context, time >= moving ? total : time * 1000 * speed);
      },
    };
    try {
      return await encodeFilm(codec, film);
    } catch (cause) {
      this.failure = failureToShow(cause);
      return null;
    } finally {
      this.share = null;
    }
  }

  stop(): void {
    this.controller.abort();
  }
}
