import { ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable, Writable } from "node:stream";
import { pathToFileURL } from "node:url";
import { Failure } from "../support/failure";
import { within } from "../support/process";
import { chromium } from "./chromium";

type Answer = Record<string, unknown>;

interface Waiting {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: Error) => void;
}

const ARGUMENTS = [
  "--headless",
  // Needs privileges that a container hasn't; the pages are our own.
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
  "--allow-file-access-from-files",
  "--remote-debugging-pipe",
];

/** What a page said of itself as an error: by its script, by an exception, or by the browser about it. */
export interface PageError {
  /** `network` for requests that failed or were refused, `security` for what the page's policy forbids; see Log.LogEntry of the protocol. */
  readonly source: string;
  readonly text: string;
}

/** How long an answer, or a page, may take. */
const ANSWER_SECONDS = 60;
/** How long Chromium may take to close by itself. */
const CLOSE_SECONDS = 10;

/** One tab of a headless Chromium, spoken to by the Chrome DevTools Protocol through a pipe. */
export class Browser {
  static async start(): Promise<Browser> {
    const { program, libraries } = await chromium();
    return Browser.of(program, libraries);
  }

  /** @throws Failure for a program that isn't one, or doesn't answer in time */
  static async of(program: string, libraries: readonly string[] = [], seconds = ANSWER_SECONDS): Promise<Browser> {
    const profile = mkdtempSync(join(tmpdir(), "site-browser-"));
    const env = { ...process.env, ...(libraries.length > 0 && { LD_LIBRARY_PATH: libraries.join(":") }) };
    const stdio = ["ignore", "ignore", "ignore", "pipe", "pipe"] as const;
    const child = spawn(program, [...ARGUMENTS, `--user-data-dir=${profile}`], { env, stdio: [...stdio] });
    const browser = new Browser(child, profile, seconds);
    try {
      const { targetId } = await browser.send("Target.createTarget", { url: "about:blank" });
      const { sessionId } = await browser.send("Target.attachToTarget", { targetId, flatten: true });
      browser.session = sessionId as string;
      for (const domain of ["Page", "Runtime", "Log"]) await browser.send(`${domain}.enable`);
      return browser;
    } catch (error) {
      await browser.close();
      throw error;
    }
  }

  /** What pages of this tab said so far. */
  readonly errors: PageError[] = [];
  private session?: string;
  private count = 0;
  private rest = "";
  private readonly waiting = new Map<number, Waiting>();
  private readonly events = new Map<string, () => void>();
  private hasEnded = false;

  private constructor(
    private readonly process: ChildProcess,
    private readonly profile: string,
    private readonly seconds: number,
  ) {
    const output = process.stdio[4] as Readable;
    output.setEncoding("utf8");
    output.on("data", (text: string) => this.read(text));
    // What was asked of a browser that is gone is never answered, and can't be written either.
    const input = process.stdio[3] as Writable;
    input.on("error", () => this.end("Chromium ended."));
    process.on("error", ({ message }) => this.end(message));
    process.on("close", () => this.end("Chromium ended."));
  }

  /** @param theme what the reader's system prefers */
  async resize(width: number, theme: "light" | "dark" = "light", height = 900): Promise<void> {
    await this.send("Emulation.setDeviceMetricsOverride", { width, height, deviceScaleFactor: 1, mobile: width < 600 });
    await this.send("Emulation.setEmulatedMedia", { media: "screen", features: [{ name: "prefers-color-scheme", value: theme }] });
  }

  /** What the page is shown on until it is set again: the next `resize` is for a screen. */
  async print(): Promise<void> {
    await this.send("Emulation.setEmulatedMedia", { media: "print" });
  }

  /** A browser whose reader allows no scripts: the page's own don't run. */
  async forbidScripts(): Promise<void> {
    await this.send("Emulation.setScriptExecutionDisabled", { value: true });
  }

  /** @param address of a file, with or without an anchor */
  async open(file: string, anchor = ""): Promise<void> {
    await this.visit(`${pathToFileURL(file).href}${anchor}`);
  }

  async visit(url: string): Promise<void> {
    const loaded = new Promise<void>((resolve) => this.events.set("Page.loadEventFired", resolve));
    await this.send("Page.navigate", { url });
    await within(this.seconds, `Loading ${url}`, loaded);
  }

  /** What an expression is on the page; a promise is waited for. */
  async evaluate<T>(expression: string): Promise<T> {
    const answer = await this.send("Runtime.evaluate", { expression, returnByValue: true, awaitPromise: true });
    if (answer.exceptionDetails) throw new Error(`${expression}: ${JSON.stringify(answer.exceptionDetails)}`);
    return (answer.result as { value: T }).value;
  }

  async press(key: string): Promise<void> {
    const text = key === "Enter" ? "\r" : key.length === 1 ? key : undefined;
    const windowsVirtualKeyCode = { Tab: 9, Enter: 13 }[key];
    for (const type of ["keyDown", "keyUp"]) {
      await this.send("Input.dispatchKeyEvent", { type, key, code: key, windowsVirtualKeyCode, ...(type === "keyDown" && { text }) });
    }
  }

  /** A picture of what is in the window, or of the whole page. */
  async screenshot(whole = false): Promise<Buffer> {
    const { data } = await this.send("Page.captureScreenshot", {
      format: "png",
      captureBeyondViewport: whole,
      clip: whole ? { ...(await this.wholePage()), scale: 1 } : undefined,
    });
    return Buffer.from(data as string, "base64");
  }

  /** A window as high as its page has no scroll bar: the page is then as wide as the window. */
  private async wholePage(): Promise<object> {
    return this.evaluate(
      `(({ scrollWidth, scrollHeight: height }) => ({ x: 0, y: 0, width: Math.max(innerWidth, scrollWidth), height }))(document.documentElement)`,
    );
  }

  async close(): Promise<void> {
    if (!this.hasEnded) {
      const closed = once(this.process, "close");
      this.process.kill();
      const timer = setTimeout(() => this.process.kill("SIGKILL"), CLOSE_SECONDS * 1000);
      await closed;
      clearTimeout(timer);
    }
    rmSync(this.profile, { recursive: true, force: true, maxRetries: 5 });
  }

  private send(method: string, params: object = {}): Promise<Answer> {
    const id = ++this.count;
    const answer = new Promise<Answer>((resolve, reject) => {
      if (this.hasEnded) reject(new Failure("Chromium ended."));
      this.waiting.set(id, { resolve, reject });
      (this.process.stdio[3] as Writable).write(`${JSON.stringify({ id, method, params, sessionId: this.session })}\0`);
    });
    return within(this.seconds, method, answer);
  }

  private end(reason: string): void {
    this.hasEnded ||= this.process.pid === undefined || this.process.exitCode !== null || this.process.signalCode !== null;
    this.waiting.forEach(({ reject }) => reject(new Failure(reason)));
    this.waiting.clear();
  }

  private read(text: string): void {
    const messages = (this.rest + text).split("\0");
    this.rest = messages.pop()!;
    for (const message of messages) {
      const { id, method, params, result, error } = JSON.parse(message) as {
        id?: number;
        method?: string;
        params?: Answer;
        result?: Answer;
        error?: { message: string };
      };
      const waiting = id === undefined ? undefined : this.waiting.get(id);
      if (id === undefined) this.happened(method!, params ?? {});
      else this.waiting.delete(id);
      if (error) waiting?.reject(new Error(error.message));
      else waiting?.resolve(result!);
    }
  }

  private happened(event: string, params: Answer): void {
    this.events.get(event)?.();
    const error = pageError(event, params);
    if (error) this.errors.push(error);
  }
}

function pageError(event: string, params: Answer): PageError | undefined {
  if (event === "Runtime.exceptionThrown") return { source: "javascript", text: JSON.stringify(params.exceptionDetails) };
  if (event === "Runtime.consoleAPICalled" && params.type === "error") return { source: "console", text: JSON.stringify(params.args) };
  const { level, source, text, url } = (event === "Log.entryAdded" ? params.entry : {}) as Record<string, string>;
  return level === "error" ? { source: source!, text: `${text} ${url ?? ""}`.trim() } : undefined;
}
