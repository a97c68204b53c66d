import { join } from "node:path";

/** The folder of package.json. */
export const PROJECT = join(__dirname, "../..");

/** What the tools make and can make again: not under version control, safe to delete while nothing runs. */
export const CACHE = join(PROJECT, ".cache");
