/** Where something runs, from the outside in: `vpc` for subnets that the stacks don't have, `regional` for what is in no VPC. */
export const TIERS = ["internet", "edge", "public", "private", "isolated", "vpc", "regional"] as const;
export type Tier = (typeof TIERS)[number];

/** What a part is drawn as. */
export type Shape =
  | ("globe" | "edge" | "name" | "balancer" | "gate" | "servers" | "function" | "person")
  | ("database" | "cache" | "bucket" | "queue" | "key" | "bell" | "chart" | "other");

/** A box of the picture. */
export interface Part {
  /** What tells it from the others: the path of its construct below the stack. */
  readonly id: string;
  /** What it is called: as much of the path as it takes. */
  readonly label: string;
  /** What it is, in AWS's words, such as `Auto Scaling group`. */
  readonly caption: string;
  /** How large, how many, which kind; may be empty. */
  readonly details: readonly string[];
  readonly shape: Shape;
  readonly tier: Tier;
  /** The VPC that it is in: its `id` in the architecture. */
  readonly vpc?: string;
  /** The availability zones that it is in, sorted. */
  readonly zones: readonly string[];
  /** Whether the others stand on it rather than talk to it, as on a key or a topic: it is drawn last. */
  readonly supporting: boolean;
  /** Terraform's addresses of what it is: of the cluster, not of its alarms. */
  readonly main: readonly string[];
  /** Terraform's addresses of everything that belongs to it, `main` as well. */
  readonly addresses: readonly string[];
}

/** A VPC. */
export interface VpcFrame {
  readonly id: string;
  readonly label: string;
  /** Its range, where that is known. */
  readonly range?: string;
  /** The zones of its subnets, sorted. */
  readonly zones: readonly string[];
  /** Terraform's addresses of the VPC, and of everything that belongs to it. */
  readonly main: readonly string[];
  readonly addresses: readonly string[];
}

/** An arrow of the picture. */
export interface Flow {
  readonly from: string;
  readonly to: string;
  /** Such as `HTTPS 443` or `writes`. */
  readonly label: string;
  /** `connection` for what network rules allow, `data` for what policies allow, and for what CloudFront reads from a bucket. */
  readonly kind: "connection" | "data";
}

/** What a stack is made of, and what talks to what. */
export interface Architecture {
  readonly title: string;
  readonly vpcs: readonly VpcFrame[];
  readonly parts: readonly Part[];
  readonly flows: readonly Flow[];
}
