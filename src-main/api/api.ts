/** @file The app's api: `Request → Response`, for Electron's protocol, the loopback server and tests alike. */
import { timingSafeEqual } from "node:crypto";
import type { Context } from "hono";
import { Hono } from "hono";
import type { BatchState } from "../../src-core/contract/batch.ts";
import { devicesRequest } from "../../src-core/contract/requests/analysis-requests.ts";
import type { WindowState } from "../../src-core/contract/desktop.ts";
import { windowState } from "../../src-core/contract/desktop.ts";
import { UserError } from "../../src-core/contract/failure.ts";
import type { Analyst } from "../analysis/analyst.ts";
import type { Pictures } from "../analysis/pictures.ts";
import { countFrom } from "../diagnostics/told.ts";
import { toFailure } from "../engine/failure.ts";
import { onReport } from "../log/reports.ts";
import { settingsChange } from "../../src-core/contract/settings.ts";
import { stateNotice } from "../../src-core/contract/state.ts";
import type { StateNotice } from "../../src-core/contract/state.ts";
import type { TellState } from "../files/kept-file.ts";
import { KeptRecents } from "../files/recents.ts";
import { KeptSettings } from "../files/settings.ts";
import { failed, refusal } from "./responses.ts";
import { Analyses } from "./analyses.ts";
import { analysisRoutes } from "./analysis-routes.ts";
import { batchRoutes } from "./batch-routes.ts";
import { Batches } from "./batches.ts";
import { checkAnnounced, readJsonBody } from "./request-body.ts";
import { diagnosticsRoutes } from "./diagnostics-routes.ts";
import { draftRoutes } from "./draft-routes.ts";
import { Drafts } from "./drafts.ts";
import { HostEvents } from "./host-events.ts";
import { imageRoutes } from "./image-routes.ts";
import { Images } from "./images.ts";
import { Jobs } from "./jobs.ts";
import { KeptEdits } from "./kept-edits.ts";
import { modelRoutes } from "./model-routes.ts";
import { Offers } from "./offers.ts";
import { recentRoutes, Recents } from "./recents.ts";
import { StateNotices } from "./state-notices.ts";

export interface Desktop {
  readonly events: HostEvents;
  /** With which the preload may name paths, and speak for the window. */
  readonly key: string;
  /** The window told what it is at. */
  readonly onWindow?: (state: WindowState) => void;
  /** An image was opened by its path. */
  readonly onPath?: (path: string) => void;
}

export interface ApiOptions {
  readonly analyst: Analyst;
  readonly pictures: Pictures;
  readonly desktop?: Desktop;
  /** Hears of kept files that are not what they should be, as the window does. */
  readonly onState?: TellState;
  /** Where the models lie: their list is kept while nothing of it changes. */
  readonly modelFolders?: readonly string[];
}

export interface Api {
  readonly fetch: (request: Request) => Promise<Response>;
  readonly images: Images;
  readonly drafts: Drafts;
  readonly offers: Offers;
  readonly settings: KeptSettings;
  readonly runningBatches: () => BatchState[];
  /** Milliseconds that what a window has asked for (a pass, a comparison, an export) has taken so far; null where nothing runs. */
  readonly longestJob: () => number | null;
  /** Tells the window, and whoever else wants to know. */
  readonly tellState: TellState;
  /** Stops batches, which can go on next time, and removes what else was uploaded. */
  close(): Promise<void>;
}

/** Header in which the desktop's preload shows its key. */
export const keyHeader = "x-fullconv-key";

/** Bytes of a change of settings: two limits for each of a few thousand models. */
const largestSettings = 2 ** 20;

/** Files, which are as large as a disk allows; what else is sent is told in JSON. */
const isUpload = /^\/api\/(?:images|(?:drafts|batches)\/[^/]+\/files)$/;

export function createApi({
  analyst,
  pictures,
  desktop,
  onState,
  modelFolders = [],
}: ApiOptions): Api {
  // In a browser there is no menu: what is kept is told of, and that the host lives.
  const events = desktop?.events ?? new HostEvents();
  const notices = new StateNotices();
  const tell = (notice: StateNotice, isNew: boolean): void => {
    if (!notices.add(notice, isNew)) return;
    events.emit({ type: "state", notice });
    onState?.(notice);
  };
  const tellState: TellState = (notice) => {
    tell(notice, false);
  };
  /** Of what is looked at by this process, which tells nothing twice. */
  const tellNew: TellState = (notice) => {
    tell(notice, true);
  };
  const settings = new KeptSettings(tellNew);
  const images = new Images(analyst, pictures);
  const drafts = new Drafts(analyst);
  const batches = new Batches(analyst, tellNew);
  const offers = new Offers();
  const analyses = new Analyses(analyst, pictures, images, new KeptEdits(tellNew));
  const jobs = new Jobs();
  const recents = new Recents({ analyst, images, analyses, kept: new KeptRecents(tellNew) });
  const app = new Hono().basePath("/api");

  app.use(async (context, next) => {
    if (!isUpload.test(context.req.path)) checkAnnounced(context.req.raw);
    await next();
  });

  const checkKey = (context: Context): void => {
    const key = context.req.header(keyHeader) ?? "";
    if (!desktop || !same(key, desktop.key))
      throw new UserError("not-found", "only the desktop's own code may name paths");
  };

  app.route("/models", modelRoutes(analyst, modelFolders, tellNew));
  app.get("/settings", (context) => context.json(settings.get()));
  app.patch("/settings", async (context) =>
    context.json(
      settings.change(await readJsonBody(context.req.raw, settingsChange, largestSettings)),
    ),
  );
  app.post("/devices", async (context) => {
    const request = await readJsonBody(context.req.raw, devicesRequest);
    return jobs.stream(async (job, emit) => {
      emit({ type: "devices", devices: await analyst.devices(request, job) });
    });
  });
  app.post("/window", async (context) => {
    checkKey(context);
    desktop?.onWindow?.(await readJsonBody(context.req.raw, windowState));
    return context.body(null, 204);
  });
  app.route("/drafts", draftRoutes(drafts, checkKey));
  app.route("/batches", batchRoutes({ batches, images, offers }, checkKey));
  app.get("/offers/:id", async (context) =>
    context.json(await offers.look(context.req.param("id"))),
  );

  app.route("/images", imageRoutes({ analyst, images, jobs }, checkKey, desktop?.onPath));
  app.route("/recents", recentRoutes(recents));
  app.route("/analyses", analysisRoutes(analyses, jobs, desktop && tellFailure(desktop.events)));

  app.post("/jobs/:id/keep", (context) => {
    jobs.keep(context.req.param("id"));
    return context.body(null, 204);
  });
  app.get("/jobs/:id/events", (context) => jobs.follow(context.req.param("id")));
  app.delete("/jobs/:id", (context) => {
    jobs.stop(context.req.param("id"));
    return context.body(null, 204);
  });
  app.get("/events", () =>
    events.stream(notices.open.map((notice) => ({ type: "state", notice }))),
  );
  app.post("/state/read", async (context) => {
    notices.read(await readJsonBody(context.req.raw, stateNotice));
    return context.body(null, 204);
  });
  const runsAs = desktop ? "desktop app" : "fullconv serve";
  countFrom(() => [["images at hand", String(images.count)]]);
  app.route("/", diagnosticsRoutes(runsAs));
  const endReports = onReport(() => {
    events.emit({ type: "reports" });
  });

  app.notFound((context) => refusal("not-found", `${context.req.path} is not there`));
  app.onError(failed);
  return {
    fetch: async (request) => {
      const response = await app.fetch(request);
      response.headers.set("cache-control", "no-store");
      return response;
    },
    images,
    drafts,
    offers,
    settings,
    tellState,
    runningBatches: () => batches.running,
    longestJob: () => jobs.longest,
    close: async () => {
      endReports();
      await Promise.all([batches.close(), images.close(), drafts.close()]);
    },
  };
}

const tellFailure =
  (events: HostEvents) =>
  (cause: unknown): void => {
    events.emit({ type: "failed", error: toFailure(cause) });
  };

function same(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
