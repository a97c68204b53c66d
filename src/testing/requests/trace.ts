/** Where a request is when something happens to it. */
export type RequestStage =
  | "distribution"
  | "geo restriction"
  | "web ACL"
  | "cache behavior"
  | "viewer request"
  | "cache"
  | "origin"
  | "load balancer"
  | "bucket"
  | "response";

/** One thing that happens to a request. */
export interface RequestStep {
  readonly stage: RequestStage;
  /** What does it, by its construct's path below the stack. */
  readonly resource: string;
  /** What it does, in a sentence. */
  readonly sentence: string;
}

/** Who made the response. */
export type Responder = "CloudFront" | "web ACL" | "function" | "load balancer" | "bucket" | "origin";

/** What the viewer gets. */
export interface ViewerResponse {
  /** The HTTP status code; undefined where no connection is made. */
  readonly status: number | undefined;
  /** Its headers, by their names in lower case; those that each response has (`Date`, `Via`, `X-Cache`) are left out. */
  readonly headers: Readonly<Record<string, string>>;
  /** Who made it. */
  readonly from: Responder;
  /** The path of the custom error page that is its body, if there is one. */
  readonly errorPage?: string;
}

/** Collects what happens to a request. */
export class Trace {
  public readonly steps: RequestStep[] = [];
  private readonly assumed = new Set<string>();

  public get assumptions(): readonly string[] {
    return [...this.assumed];
  }

  /** Adds a step. */
  public step(stage: RequestStage, resource: string, sentence: string): void {
    this.steps.push({ stage, resource, sentence });
  }

  /** Adds what is taken for granted, once. */
  public assume(sentence: string): void {
    this.assumed.add(sentence);
  }
}
