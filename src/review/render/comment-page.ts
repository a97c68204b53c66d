import { listed } from "../texts";
import { counted } from "./visible";

/** What a list of one kind is called, one and many. */
export type Noun = readonly [one: string, many: string];

/** One part of a page: its items are written in their order. */
export interface PageSection {
  /** What stands above its items. */
  readonly head: string;
  /** What stands below them. @default - nothing */
  readonly foot?: string;
  /** How many items there are, whether or not there is room for them. */
  readonly count: number;
  readonly noun: Noun;
  /** The item at a place; `isShort` where room is scarce. */
  readonly item: (index: number, isShort: boolean) => string;
}

/**
 * Text of so many characters at most, the most important first: once something has had no room, nothing that comes after it is written, however short it is, and the numbers of what is
 * left out are told.
 */
export class CommentPage {
  private text = "";
  private readonly left = new Map<string, { readonly noun: Noun; count: number }>();
  private isFull = false;

  /** @param room for sections, in characters */
  public constructor(private readonly room: number) {}

  /** The characters that there is room for. */
  public get rest(): number {
    return this.isFull ? 0 : Math.max(0, this.room - this.text.length);
  }

  public get sections(): string {
    return this.text;
  }

  /** What is left out: "3 findings and 12 changes"; nothing where nothing is. */
  public get leftOut(): string {
    return listed([...this.left.values()].map(({ count, noun }) => counted(count, ...noun)));
  }

  /** Writes as many items as there is room for, each at its length while half of the room is left, short from then on. */
  public add({ head, foot = "", count, noun, item }: PageSection): void {
    if (count === 0) return;
    const frame = head.length + foot.length + 2;
    const half = this.rest / 2;
    let own = "";
    let index = 0;
    for (; !this.isFull && index < count; index++) {
      const fits = (text: string, most: number): boolean => frame + own.length + text.length + 1 <= most;
      const whole = item(index, false);
      const text = fits(whole, half) ? whole : item(index, true);
      if (!fits(text, this.rest)) break;
      own += `${text}\n`;
    }
    if (own !== "") this.text += `${head}\n${own}${foot}\n`;
    if (index === count) return;
    this.isFull = true;
    this.leaveOut(count - index, noun);
  }

  /** Writes what may be missing, where there is room for all of it. */
  public addWhole(text: string, noun: Noun): void {
    if (text.length <= this.rest) this.text += text;
    else this.leaveOut(1, noun);
  }

  /** Counts what isn't written. */
  public leaveOut(count: number, noun: Noun): void {
    const known = this.left.get(noun[0]);
    if (known) known.count += count;
    else this.left.set(noun[0], { noun, count });
  }
}
