/** @file Entry of the window. */
import { mount } from "svelte";
import { config } from "zod";
import App from "./App.svelte";
import { Workspace } from "./state/workspace/workspace.svelte.ts";
import { enter } from "./host/session.ts";
import "./styles/base.css";
import "./styles/controls.css";

// Zod would compile its parsers with `new Function`, which the content security policy forbids and reports.
config({ jitless: true });

await enter();
const workspace = new Workspace();
await workspace.preferences.load();
mount(App, { target: document.body, props: { workspace } });
