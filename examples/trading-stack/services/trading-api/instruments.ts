import { Queries } from "../shared/database";

const RELOAD_MILLISECONDS = 5000;

/** The instruments that are traded, kept: books are read often, and without the database. */
export class Instruments {
  private names: ReadonlySet<string> = new Set();
  private readAt = -Infinity;
  private reading: Promise<void> | undefined;

  public constructor(private readonly queries: Queries) {}

  /** An unknown name may be a new instrument's; it is looked for every few seconds at most. */
  public async has(name: string): Promise<boolean> {
    if (!this.names.has(name) && performance.now() - this.readAt > RELOAD_MILLISECONDS) await this.read();
    return this.names.has(name);
  }

  /** All of them, by name; a new one is among them after a few seconds at most. */
  public async list(): Promise<readonly string[]> {
    if (this.names.size === 0 || performance.now() - this.readAt > RELOAD_MILLISECONDS) await this.read();
    return [...this.names].sort();
  }

  /** Whoever asks meanwhile waits for the same answer: a process that starts, or a database that is slow, has hundreds who ask. */
  private read(): Promise<void> {
    this.reading ??= this.readNow().finally(() => (this.reading = undefined));
    return this.reading;
  }

  private async readNow(): Promise<void> {
    const rows = await this.queries.rows<{ name: string }>("SELECT name FROM instruments");
    this.names = new Set(rows.map(({ name }) => name));
    this.readAt = performance.now();
  }
}
