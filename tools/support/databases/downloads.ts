/** What is about to be downloaded. */
export interface Download {
  readonly what: string;
  readonly from: string;
  /** On disk, in megabytes, about. */
  readonly megabytes: number;
}

type Listener = (line: string) => void;

let listener: Listener = () => undefined;

/** Tells of each download of a server from now on, in one line before it begins. */
export function onDownload(tell: Listener): void {
  listener = tell;
}

/** Told by who downloads, once it is certain that nobody has before. */
export function tellDownload({ what, from, megabytes }: Download): void {
  listener(`downloading ${what} from ${from}, once: about ${megabytes} MB in .cache/databases`);
}
