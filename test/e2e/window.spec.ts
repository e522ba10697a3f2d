/** @file The window in a browser. */
import { test } from "./browser.ts";
import { windowBehaviour } from "./window-behaviour.ts";

windowBehaviour(test);
