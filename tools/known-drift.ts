/** An attribute that the emulator doesn't hold as AWS does, so that the next plan wants to set it again. */
export interface KnownDrift {
  /** Terraform's type, such as `aws_rds_cluster`. */
  readonly type: string;
  /** The top-level attribute. */
  readonly attribute: string;
  /** What the emulator does instead, and why that stays so. */
  readonly reason: string;
}

/** Any other difference in a second plan is a failure. */
export const KNOWN_DRIFT: readonly KnownDrift[] = [];
